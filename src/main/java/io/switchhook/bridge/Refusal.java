package io.switchhook.bridge;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/**
 * Why something was not done.
 *
 * @param code as in HTTP, or the code of the service that failed
 * @param type the kind of failure, a word of {@link ReplyFailure}
 * @param word the word of the bridges' own protocol, {@code access_denied} for example
 * @param message for a person: what was expected, and what to do
 */
record Refusal(int code, String type, String word, String message) {
    private static final String OURS = ReplyFailure.RECIPIENT_FAILURE.name();

    /** The frame cannot be read. */
    static Refusal frame(String found) {
        return new Refusal(
                400, OURS, "invalid_frame", "Expected a frame of the event-bus bridge, but " + found + " came");
    }

    /** The token is missing or wrong. */
    static Refusal token(boolean presented) {
        return new Refusal(
                401,
                OURS,
                "unauthorized",
                "Expected the token of http.token, but " + (presented ? "another" : "none")
                        + " was presented; send it as header \"token\" of the message");
    }

    /** The address is not on the list of its direction. */
    static Refusal address(String type, String address) {
        return new Refusal(
                403,
                OURS,
                "access_denied",
                "Expected an address that others may use, but \"" + type + "\" of " + address
                        + " is not allowed; src/docs/connectors.md lists them");
    }

    /** Too much is asked at once. */
    static Refusal busy(int max) {
        return new Refusal(
                429,
                OURS,
                "busy",
                "Expected at most " + max + " requests under way, but there are as many; await them");
    }

    /** Whoever was asked failed. */
    static Refusal of(Throwable failure) {
        return failure instanceof ReplyException reply
                ? new Refusal(reply.failureCode(), reply.failureType().name(), "failed", reply.getMessage())
                : new Refusal(500, OURS, "failed", String.valueOf(failure.getMessage()));
    }
}
