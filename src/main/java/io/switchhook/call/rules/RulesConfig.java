package io.switchhook.call.rules;

import java.time.Duration;

/**
 * How patient the rules are, and what they may count on.
 *
 * @param gapWait longest that a report waits for one that should have come before it; {@code ordering.gapWait}, 1500
 *     ms. Source: 14 to 113 ms from {@code eventTime} to sending in 29 recorded events (protocol.md 4.3.2); thirteen
 *     times that.
 * @param endGrace how long an end that may be transitional waits for its continuation; {@code ordering.endGrace},
 *     1500 ms (vocabulary.md C3)
 * @param linger how long a call that is over is remembered; {@code ordering.linger}, 10 min. Evidence older than this
 *     about an unknown call is refused, because it may be a repeat of a call long forgotten.
 * @param accountWide whether session reports of the whole account are delivered, so that their numbers leave no gaps
 * @param sessionsExpected whether telephony session reports are subscribed to, so that presence alone waits for them
 * @param canVerify whether somebody answers {@link Ask}; without, two complete looks that lack a call end it
 * @param callLog what may be expected of the call log
 */
public record RulesConfig(
        Duration gapWait,
        Duration endGrace,
        Duration linger,
        boolean accountWide,
        boolean sessionsExpected,
        boolean canVerify,
        CallLogPatience callLog) {
    /** An account watched as a whole, with telephony sessions and a platform that can be asked. */
    public static final RulesConfig DEFAULTS = new RulesConfig(
            Duration.ofMillis(1_500), Duration.ofMillis(1_500), Duration.ofMinutes(10), true, true, true);

    /** Most reports of one session that wait for an earlier one; at the limit the session goes on without it. */
    static final int HELD_MAX = 64;

    /**
     * Rules without a call log to ask.
     *
     * @param gapWait longest wait for an earlier report
     * @param endGrace longest wait for what continues a call
     * @param linger how long a call that is over is remembered
     * @param accountWide whether session numbers leave no gaps
     * @param sessionsExpected whether session reports are to be expected
     * @param canVerify whether questions are answered
     */
    public RulesConfig(
            Duration gapWait,
            Duration endGrace,
            Duration linger,
            boolean accountWide,
            boolean sessionsExpected,
            boolean canVerify) {
        this(gapWait, endGrace, linger, accountWide, sessionsExpected, canVerify, CallLogPatience.NONE);
    }

    /**
     * The same with a call log.
     *
     * @param patience what may be expected of it
     * @return the changed configuration
     */
    public RulesConfig with(CallLogPatience patience) {
        return new RulesConfig(gapWait, endGrace, linger, accountWide, sessionsExpected, canVerify, patience);
    }

    /**
     * The same with other expectations of the sources.
     *
     * @param wide whether session numbers leave no gaps
     * @param sessions whether telephony session reports are to be expected
     * @param verify whether questions are answered
     * @return the changed configuration
     */
    public RulesConfig expecting(boolean wide, boolean sessions, boolean verify) {
        return new RulesConfig(gapWait, endGrace, linger, wide, sessions, verify, callLog);
    }
}
