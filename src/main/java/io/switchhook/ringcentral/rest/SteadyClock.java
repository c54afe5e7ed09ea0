package io.switchhook.ringcentral.rest;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that only runs forward: the given clock's at the start, then the machine's steady counter. A corrected wall clock
 * must neither release requests early nor hold them for an hour; timers follow the same counter.
 */
final class SteadyClock implements InstantSource {
    private final Instant start;
    private final long startNanos = System.nanoTime();

    SteadyClock(InstantSource clock) {
        this.start = clock.instant();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
