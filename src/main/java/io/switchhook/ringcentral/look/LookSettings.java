package io.switchhook.ringcentral.look;

import java.time.Duration;
import java.util.List;

/**
 * How often to look, and at what.
 *
 * @param every time between looks at active calls; {@code reconcile.activeCalls}, 100 s, because ended calls stay
 *     listed for about 120 s and a slower look misses some (protocol.md 6.1)
 * @param extensions extension ids to look at one by one; empty for the whole account
 * @param apart shortest time between two looks, however urgent; 5 s. Chosen: active calls are 3 to 10 s behind
 */
public record LookSettings(Duration every, List<String> extensions, Duration apart) {
    /** Most pages of one look; at 1,000 calls a page beyond any account. A look that needs more is not complete. */
    static final int PAGES_MAX = 20;

    /** Share of the rate group that looks may use; the rest is for commands and the call log. Chosen. */
    static final double QUOTA_SHARE = 0.5;

    /** Share of the rate group that looks at the call log may use, for calls that are awaited. Chosen. */
    static final double LOG_SHARE = 0.3;

    /** Copies the list. */
    public LookSettings {
        extensions = List.copyOf(extensions);
    }

    /**
     * The settings for everyday use.
     *
     * @param every time between looks
     * @param extensions extension ids; empty for the whole account
     * @return settings with every default
     */
    public static LookSettings of(Duration every, List<String> extensions) {
        return new LookSettings(every, extensions, Duration.ofSeconds(5));
    }

    /**
     * The time between looks that the quota can bear.
     *
     * @param requests how many requests the last look took, 1 or more
     * @param limit requests that the rate group allows in its window
     * @param window the window
     * @return the configured time, or a longer one
     */
    public Duration affordable(int requests, int limit, Duration window) {
        return longer(every, limit * QUOTA_SHARE, requests, window);
    }

    /**
     * The time between looks at the call log that the quota can bear.
     *
     * @param requests how many requests the last look took, 1 or more
     * @param limit requests that the rate group allows in its window
     * @param window the window
     * @return the shortest time, or a longer one
     */
    Duration affordableLog(int requests, int limit, Duration window) {
        return longer(apart, limit * LOG_SHARE, requests, window);
    }

    private static Duration longer(Duration shortest, double share, int requests, Duration window) {
        double looks = Math.max(share, 1) / requests;
        long millis = (long) Math.ceil(window.toMillis() / looks);
        return Duration.ofMillis(Math.max(shortest.toMillis(), millis));
    }
}
