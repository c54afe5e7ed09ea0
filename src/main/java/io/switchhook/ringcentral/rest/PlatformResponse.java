package io.switchhook.ringcentral.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * A successful answer of the platform.
 *
 * @param status 200 to 299
 * @param headers as received
 * @param body as received; empty for 204
 */
public record PlatformResponse(int status, MultiMap headers, Buffer body) {
    /**
     * The body as JSON.
     *
     * @return the object; empty when there is no body
     */
    public JsonObject json() {
        return body.length() == 0 ? new JsonObject() : body.toJsonObject();
    }
}
