package io.switchhook.ringcentral.push;

import java.time.Duration;

/**
 * How long a feed waits before it acts. All are above zero.
 *
 * @param backoffFirst upper bound of the first wait before a reconnection, 1 s; it doubles with each failure. Chosen,
 *     because recovery windows are minutes
 * @param backoffMax upper bound of every such wait, 60 s. Chosen, because one connection token a minute is within the
 *     platform's five (protocol.md 1.1)
 * @param heartbeatAfter silence after which a sign of life is asked for, 60 s, at least 30 s on the real platform
 *     (protocol.md 3.3); noticed up to half of it late
 * @param answerWithin longest wait for any answer on a connection, 20 s. With {@code heartbeatAfter} a dead but open
 *     socket is noticed within 110 s; the bound of the product is 150 s
 * @param pollMax longest that one PubNub poll may stay silent before it is asked anew, 100 s, in whole seconds, at
 *     least one. Chosen, because with {@code answerWithin} it keeps the same bound of 150 s
 * @param replayWindow longest outage that PubNub's queue is trusted to cover, 5 min. Chosen, because the service
 *     keeps only a short queue (100 messages, some minutes) and says nothing when it is exceeded
 * @param checkEvery how often the platform is asked whether the subscription still lives, 60 s: one LIGHT request
 */
public record Patience(
        Duration backoffFirst,
        Duration backoffMax,
        Duration heartbeatAfter,
        Duration answerWithin,
        Duration pollMax,
        Duration replayWindow,
        Duration checkEvery) {
    /** What a daemon uses. */
    public static final Patience DEFAULTS = new Patience(
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(100),
            Duration.ofMinutes(5),
            Duration.ofSeconds(60));

    /** Refuses durations that would make a feed spin. */
    public Patience {
        check("backoffFirst", backoffFirst, Duration.ofMillis(1));
        check("backoffMax", backoffMax, backoffFirst);
        check("heartbeatAfter", heartbeatAfter, Duration.ofMillis(2));
        check("answerWithin", answerWithin, Duration.ofMillis(1));
        check("pollMax", pollMax, Duration.ofSeconds(1));
        check("replayWindow", replayWindow, Duration.ZERO);
        check("checkEvery", checkEvery, Duration.ofMillis(1));
    }

    private static void check(String name, Duration actual, Duration min) {
        if (actual.compareTo(min) < 0) {
            throw new IllegalArgumentException("Expected " + name + " of " + min + " or more, but it is " + actual);
        }
    }
}
