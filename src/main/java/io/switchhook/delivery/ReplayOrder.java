package io.switchhook.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events a connector is to be given once more; every condition that is present must hold.
 *
 * @param from told at or after
 * @param to told before
 * @param callId of this call
 * @param type of this type without prefix, {@code call.ended} for example, or beginning so, {@code call.*}
 * @param dry whether they are only counted
 */
public record ReplayOrder(
        Optional<Instant> from, Optional<Instant> to, Optional<String> callId, Optional<String> type, boolean dry) {
    boolean means(String eventType) {
        return type.map(wanted -> wanted.endsWith("*")
                        ? eventType.startsWith(wanted.substring(0, wanted.length() - 1))
                        : eventType.equals(wanted))
                .orElse(true);
    }
}
