package io.switchhook.ringcentral.push;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits between tries: exponential with full jitter, so that a thousand daemons do not return in one instant. */
final class Backoff {
    /** 2^30 ms are twelve days, far above every maximum: further doubling would only overflow. */
    private static final int DOUBLINGS_MAX = 30;

    private final long firstMs;
    private final long maxMs;
    private final RandomGenerator random;
    private int failures;

    Backoff(Patience patience, RandomGenerator random) {
        this.firstMs = patience.backoffFirst().toMillis();
        this.maxMs = patience.backoffMax().toMillis();
        this.random = random;
    }

    /** The wait after one more failure: 1 ms up to the bound, which then doubles. */
    Duration next() {
        long boundMs = Math.min(maxMs, firstMs << Math.min(failures, DOUBLINGS_MAX));
        failures++;
        return Duration.ofMillis(1 + random.nextLong(boundMs));
    }

    void reset() {
        failures = 0;
    }
}
