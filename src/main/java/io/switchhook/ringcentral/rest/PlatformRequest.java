package io.switchhook.ringcentral.rest;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One question to the platform.
 *
 * @param method the HTTP method
 * @param path the path from the root, without the query ({@code /restapi/v1.0/…})
 * @param query query parameters in order; a key with several values is repeated (protocol.md 2.1)
 * @param body the JSON body, if there is one
 * @param group the rate group whose quota it uses (table in protocol.md 2.6)
 * @param priority whether live work waits for it or it waits for live work
 */
public record PlatformRequest(
        HttpMethod method,
        String path,
        Map<String, List<String>> query,
        Optional<JsonObject> body,
        RateGroup group,
        Priority priority) {
    /** Copies the query, keeping its order. */
    public PlatformRequest {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /**
     * A question without query or body.
     *
     * @param method the HTTP method
     * @param path the path from the root
     * @param group the rate group
     * @param priority its place in the queue
     * @return the request
     */
    public static PlatformRequest of(HttpMethod method, String path, RateGroup group, Priority priority) {
        return new PlatformRequest(method, path, Map.of(), Optional.empty(), group, priority);
    }

    /**
     * The same question with one more query parameter.
     *
     * @param key the parameter's name
     * @param value its value
     * @return the extended request
     */
    public PlatformRequest with(String key, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(query);
        more.put(key, List.of(value));
        return new PlatformRequest(method, path, more, body, group, priority);
    }

    /**
     * The same question with a JSON body.
     *
     * @param json the body
     * @return the extended request
     */
    public PlatformRequest with(JsonObject json) {
        return new PlatformRequest(method, path, query, Optional.of(json), group, priority);
    }
}
