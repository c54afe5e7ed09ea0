package io.switchhook.ringcentral.rest;

import java.time.Duration;

/**
 * How carefully the platform's rate limits are kept. The limits themselves are learnt from its answers.
 *
 * @param window the sliding window assumed until an answer tells another; 60 s (protocol.md 2.6)
 * @param penalty what a 429 without {@code Retry-After} costs; 60 s, the platform's own default (protocol.md 2.6);
 *     30 s is the least that the vendor recommends (protocol.md 2.4)
 * @param margin how much longer than the platform we count a request and keep a penalty; 1 s. Chosen, because the
 *     platform states both in whole seconds and may round down
 */
public record QuotaSettings(Duration window, Duration penalty, Duration margin) {
    /** The values for the real platform. */
    public static final QuotaSettings DEFAULTS =
            new QuotaSettings(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(1));

    /** Checks the ranges. */
    public QuotaSettings {
        Settings.check(window.toMillis() > 0, "a window above 0 ms", window);
        Settings.check(penalty.toMillis() > 0, "a penalty above 0 ms", penalty);
        Settings.check(!margin.isNegative(), "a margin of 0 ms or more", margin);
    }
}
