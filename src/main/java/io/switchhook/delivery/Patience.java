package io.switchhook.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a courier waits for what.
 *
 * @param first the wait after the first failure of a delivery, 1 s; doubled each time
 * @param longest the longest wait between two attempts, 1 h
 * @param givesUp how long a delivery may fail while others succeed, 5 d (connectors.md: days; webhooks elsewhere give up
 *     after three)
 * @param letIn the longest wait between two attempts of a connector that is not let in, 5 min
 * @param failuresMax failures in a row after which the CRM counts as away, 5; chosen: more than one poisonous record
 * @param away how often a CRM that is away is asked, 5 s
 * @param answer longest that a connector may take for one write, 2 min; chosen: four times a slow request
 * @param poll how often the journal is asked for news and for what is due, 500 ms
 * @param stop longest that stopping waits for answers, 2 s: systemd and people expect an end within 5 s (product.md 8)
 */
public record Patience(
        Duration first,
        Duration longest,
        Duration givesUp,
        Duration letIn,
        int failuresMax,
        Duration away,
        Duration answer,
        Duration poll,
        Duration stop) {
    /** What the daemon runs with. */
    public static final Patience DEFAULTS = new Patience(
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            Duration.ofDays(5),
            Duration.ofMinutes(5),
            5,
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(2));

    /** Doublings after which any first wait has reached any sensible longest one. */
    private static final int DOUBLINGS_MAX = 20;

    /** Jitter lengthens a wait by up to this share: those who failed together do not come back together. */
    private static final double JITTER = 0.2;

    /** The wait before a delivery is tried again that has failed so often. */
    Duration delay(int failures, RandomGenerator random) {
        return delay(failures, longest, random);
    }

    /** The wait before a connector that is not let in knocks again. */
    Duration knock(int failures, RandomGenerator random) {
        return delay(failures, letIn, random);
    }

    private Duration delay(int failures, Duration most, RandomGenerator random) {
        int doublings = Math.min(Math.max(failures - 1, 0), DOUBLINGS_MAX);
        Duration plain = first.multipliedBy(1L << doublings);
        Duration capped = plain.compareTo(most) > 0 ? most : plain;
        return capped.plusMillis((long) (capped.toMillis() * JITTER * random.nextDouble()));
    }
}
