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
 * @param idleTimeout how long the server bears a socket without traffic
 * @param absoluteTimeout how long it bears any socket
 */
record ConnectionDetails(
        Optional<String> recoveryState,
        Duration recoveryTimeout,
        int recoveryBuffer,
        Duration idleTimeout,
        Duration absoluteTimeout) {
    /** What the platform states in every recorded answer (protocol.md 3.3). */
    private static final long TIMEOUT_SECONDS = 180;

    private static final int BUFFER = 100;
    private static final long IDLE_SECONDS = 1_800;
    private static final long ABSOLUTE_SECONDS = 86_400;

    /** Most time that a change-over is begun before the cut, 10 min: some ten attempts; else a quarter. Chosen. */
    private static final Duration LEAD_MAX = Duration.ofMinutes(10);

    static ConnectionDetails of(JsonObject body) {
        return new ConnectionDetails(
                Optional.ofNullable(body.getValue("recoveryState")).map(Object::toString),
                Duration.ofSeconds(number(body, "recoveryTimeout", TIMEOUT_SECONDS)),
                (int) number(body, "recoveryBufferSize", BUFFER),
                limit(body, "idleTimeout", IDLE_SECONDS),
                limit(body, "absoluteTimeout", ABSOLUTE_SECONDS));
    }

    /** After so much time without traffic another connection takes over. */
    Duration changeWhenIdleFor() {
        return before(idleTimeout);
    }

    /** After so much time another connection takes over in any case. */
    Duration changeAfter() {
        return before(absoluteTimeout);
    }

    private static Duration before(Duration cut) {
        Duration quarter = cut.dividedBy(4);
        return cut.minus(quarter.compareTo(LEAD_MAX) > 0 ? LEAD_MAX : quarter);
    }

    private static Duration limit(JsonObject body, String key, long otherwise) {
        long seconds = number(body, key, otherwise);
        return Duration.ofSeconds(seconds > 0 ? seconds : otherwise);
    }

    boolean isRecovered() {
        return recoveryState.equals(Optional.of("Successful"));
    }

    private static long number(JsonObject body, String key, long otherwise) {
        return body.getValue(key) instanceof Number number ? number.longValue() : otherwise;
    }
}
