package io.switchhook.ringcentral.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * An HTTP answer of any status.
 *
 * @param status 100 to 599
 * @param headers as received
 * @param body as received, empty if there was none
 */
record WireAnswer(int status, MultiMap headers, Buffer body) {
    String header(String name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
