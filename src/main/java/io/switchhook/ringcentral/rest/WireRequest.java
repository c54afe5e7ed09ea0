package io.switchhook.ringcentral.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP request, ready to send.
 *
 * @param method the method
 * @param uri path and query, encoded
 * @param headers beside those that every request gets
 * @param body empty for none
 */
record WireRequest(HttpMethod method, String uri, Map<String, String> headers, Buffer body) {
    WireRequest {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Method and path; the query may hold telephone numbers. */
    String operation() {
        int query = uri.indexOf('?');
        return method + " " + (query < 0 ? uri : uri.substring(0, query));
    }
}
