package io.switchhook.ringcentral.rest;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave something alone that has failed: twice as long each time, up to a cap, with jitter.
 *
 * @param start the wait after the first failure, above zero
 * @param cap the longest wait, at least {@code start}
 * @param tries most attempts in all, 1 or more; 1 means no repetition
 */
public record Backoff(Duration start, Duration cap, int tries) {
    /** Requests: start 2 s, cap 60 s, at most 5 tries (protocol.md 2.4). */
    public static final Backoff REQUESTS = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(60), 5);

    /**
     * Refused credentials: start 15 s, cap 5 min. Chosen, because at most four logins then fall into any minute and
     * five are allowed (protocol.md 2.6, group Auth), and a corrected account is noticed within five minutes.
     */
    public static final Backoff LOGINS = new Backoff(Duration.ofSeconds(15), Duration.ofMinutes(5), Integer.MAX_VALUE);

    /** Doublings after which any start has reached any sensible cap; keeps the shift from overflowing. */
    private static final int DOUBLINGS_MAX = 20;

    /** Jitter lengthens a wait by up to this share. Chosen: spreads clients, and never undercuts the stated wait. */
    private static final double JITTER = 0.2;

    /** Checks the ranges. */
    public Backoff {
        Settings.check(start.toMillis() > 0, "a first wait above 0 ms", start);
        Settings.check(cap.compareTo(start) >= 0, "a longest wait of at least the first wait", cap);
        Settings.check(tries >= 1, "at least 1 try", tries);
    }

    /**
     * The wait before the next attempt.
     *
     * @param failures how many attempts have failed in a row, 1 or more
     * @param random the source of jitter
     * @return the wait, from the plain doubling to a fifth more
     */
    public Duration delay(int failures, RandomGenerator random) {
        int doublings = Math.min(Math.max(failures - 1, 0), DOUBLINGS_MAX);
        Duration plain = start.multipliedBy(1L << doublings);
        Duration capped = plain.compareTo(cap) > 0 ? cap : plain;
        return capped.plusMillis((long) (capped.toMillis() * JITTER * random.nextDouble()));
    }
}
