package io.switchhook.bus;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Reads the bodies of requests. What is not as expected is refused with code 400, naming the member. */
final class Requests {
    /** Longest consumer name, characters ({@code Journal.acknowledge}). */
    private static final int CONSUMER_MAX = 100;

    private Requests() {}

    /**
     * A call's id, given as text or as {@code {"id": …}}.
     *
     * @param body the message's body
     * @return the id
     */
    static String callId(Object body) {
        Object id = body instanceof JsonObject json ? json.getValue("id") : body;
        if (id instanceof String text && !text.isBlank()) {
            return text;
        }
        throw refused("Expected a call's id as text or as {\"id\": …}, but the body is " + kind(body));
    }

    static JsonObject object(Object body) {
        if (body == null) {
            return new JsonObject();
        }
        if (body instanceof JsonObject json) {
            return json;
        }
        throw refused("Expected a JSON object, but the body is " + kind(body));
    }

    static Optional<Long> number(JsonObject body, String member, long min, long max) {
        Object value = body.getValue(member);
        if (value == null) {
            return Optional.empty();
        }
        boolean whole = value instanceof Long || value instanceof Integer;
        if (whole && ((Number) value).longValue() >= min && ((Number) value).longValue() <= max) {
            return Optional.of(((Number) value).longValue());
        }
        throw refused(
                "Expected " + member + " to be a whole number from " + min + " to " + max + ", but it is " + value);
    }

    static Optional<String> consumer(JsonObject body) {
        Object value = body.getValue("consumer");
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String name && !name.isBlank() && name.length() <= CONSUMER_MAX) {
            return Optional.of(name);
        }
        throw refused("Expected consumer to be a name of 1 to " + CONSUMER_MAX + " characters, but it is " + value);
    }

    static ReplyException refused(String message) {
        return new ReplyException(ReplyFailure.RECIPIENT_FAILURE, BusServices.BAD_REQUEST, message);
    }

    private static String kind(Object body) {
        return body == null ? "empty" : "a " + body.getClass().getSimpleName();
    }
}
