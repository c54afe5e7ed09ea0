package io.switchhook.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the platform, before it is put on a wire.
 *
 * @param status HTTP status
 * @param headers beside the usual ones
 * @param body JSON; empty for 204
 */
record Reply(int status, Map<String, String> headers, Optional<JsonObject> body) {
    private static final String REALM = "Bearer realm=\"RingCentral REST API\"";

    static Reply ok(JsonObject body) {
        return new Reply(200, Map.of(), Optional.of(body));
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), Optional.empty());
    }

    /** The second error shape of protocol.md 2.3: the code outside and inside. */
    static Reply error(int status, String code, String message) {
        return shaped(status, code, code, message, Optional.empty());
    }

    /** The first shape: a legacy word outside, the code inside. */
    static Reply legacy(int status, String word, String code, String message) {
        return shaped(status, word, code, message, Optional.empty());
    }

    /** The first shape for an id that leads nowhere. */
    static Reply notFound(String parameter) {
        String message = "Resource for parameter [" + parameter + "] is not found";
        return shaped(404, "InvalidParameter", "CMN-102", message, Optional.of(parameter));
    }

    /** A bad parameter value. */
    static Reply invalid(String parameter) {
        String message = "Parameter [" + parameter + "] value is invalid";
        return shaped(400, "InvalidParameter", "CMN-101", message, Optional.of(parameter));
    }

    /** The third shape: only a list. */
    static Reply listed(int status, String code, String message) {
        JsonArray errors =
                new JsonArray().add(new JsonObject().put("errorCode", code).put("message", message));
        return new Reply(status, Map.of(), Optional.of(new JsonObject().put("errors", errors)));
    }

    /** A token that does not let in. */
    static Reply tokenInvalid(String code, String message) {
        Reply reply = legacy(401, "TokenInvalid", code, message);
        return reply.with("WWW-Authenticate", challenge(code, message));
    }

    /** An error of the token endpoint: the OAuth fields and RingCentral's list (protocol.md 1.4). */
    static Reply oauth(int status, String error, String code, String message) {
        JsonArray errors =
                new JsonArray().add(new JsonObject().put("errorCode", code).put("message", message));
        JsonObject body =
                new JsonObject().put("error", error).put("errors", errors).put("error_description", message);
        return new Reply(status, Map.of(), Optional.of(body)).with("WWW-Authenticate", challenge(error, message));
    }

    /** Too many requests; the body and headers of the recorded one. */
    static Reply limited(String group, int limit, long retryAfterSeconds) {
        return error(429, "CMN-301", "Request rate exceeded")
                .with("Retry-After", String.valueOf(retryAfterSeconds))
                .with("X-Rate-Limit-Group", group)
                .with("X-Rate-Limit-Limit", String.valueOf(limit))
                .with("X-Rate-Limit-Remaining", "0")
                .with("WWW-Authenticate", challenge("CMN-301", "Request rate exceeded"));
    }

    static Reply unavailable(long retryAfterSeconds) {
        return error(503, "CMN-201", "Service is temporary unavailable")
                .with("Retry-After", String.valueOf(retryAfterSeconds));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    private static String challenge(String error, String message) {
        return REALM + ", error=\"" + error + "\", error_description=\"" + message + "\"";
    }

    private static Reply shaped(int status, String word, String code, String message, Optional<String> parameter) {
        JsonObject inner = new JsonObject().put("errorCode", code).put("message", message);
        JsonObject outer = new JsonObject()
                .put("errorCode", word)
                .put("message", message)
                .put("errors", new JsonArray().add(inner));
        parameter.ifPresent(name -> {
            inner.put("parameterName", name);
            outer.put("parameterName", name);
        });
        return new Reply(status, Map.of(), Optional.of(outer));
    }
}
