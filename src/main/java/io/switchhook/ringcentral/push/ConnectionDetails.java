package io.switchhook.ringcentral.push;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * The server's first frame on a socket (protocol.md 3.3).
 *
 * @param recoveryState {@code Successful} or {@code Failed}; empty on a fresh connection
 * @param recoveryTimeout how long after a loss the session can be recovered
 * @param recoveryBuffer how many missed notifications are replayed at most
 */
record ConnectionDetails(Optional<String> recoveryState, Duration recoveryTimeout, int recoveryBuffer) {
    /** What the platform states in every recorded answer (protocol.md 3.3). */
    private static final long TIMEOUT_SECONDS = 180;

    private static final int BUFFER = 100;

    static ConnectionDetails of(JsonObject body) {
        return new ConnectionDetails(
                Optional.ofNullable(body.getValue("recoveryState")).map(Object::toString),
                Duration.ofSeconds(number(body, "recoveryTimeout", TIMEOUT_SECONDS)),
                (int) number(body, "recoveryBufferSize", BUFFER));
    }

    boolean isRecovered() {
        return recoveryState.equals(Optional.of("Successful"));
    }

    private static long number(JsonObject body, String key, long otherwise) {
        return body.getValue(key) instanceof Number number ? number.longValue() : otherwise;
    }
}
