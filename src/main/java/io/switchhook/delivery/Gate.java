package io.switchhook.delivery;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.RateLimiter;
import io.switchhook.journal.Deliveries.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether a connector may be given something now. Closed by a person, by a CRM that does not let us in, wants to be left
 * alone or is away; in the last two cases of trouble it lets one through now and then to see.
 */
final class Gate {
    static final String OPERATOR = "operator";
    static final String AUTH = "auth";
    static final String GONE = "gone";

    private final Patience patience;
    private final RandomGenerator random;
    private final CircuitBreaker<Object> breaker;
    private final Optional<RateLimiter<Object>> rate;
    private Optional<Pause> pause;
    private Instant alone = Instant.EPOCH;
    private Instant knockAt = Instant.EPOCH;
    private int knocks;

    /**
     * An open gate, unless the connector pauses.
     *
     * @param rate most deliveries in a second; empty for no limit
     * @param pause as it was left
     */
    Gate(Patience patience, RandomGenerator random, Optional<Double> rate, Optional<Pause> pause) {
        this.patience = patience;
        this.random = random;
        this.pause = pause;
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(patience.failuresMax())
                .withSuccessThreshold(1)
                .withDelay(patience.away())
                .build();
        this.rate = rate.map(perSecond -> RateLimiter.smoothBuilder(
                        Duration.ofNanos((long) (Duration.ofSeconds(1).toNanos() / perSecond)))
                .build());
    }

    Optional<Pause> pause() {
        return pause;
    }

    /** Whether the CRM counts as there. */
    boolean answers() {
        return breaker.isClosed();
    }

    /** Until when the CRM wants to be left alone; in the past when it does not. */
    Instant alone() {
        return alone;
    }

    /** Whether one more may begin; a yes is to be followed by {@link #succeeded} or {@link #failed}. */
    boolean lets(Instant now, int inFlight) {
        if (now.isBefore(alone) || isPausedByPerson()) {
            return false;
        }
        if (pause.isPresent() && (inFlight > 0 || now.isBefore(knockAt))) {
            return false;
        }
        return breaker.tryAcquirePermit();
    }

    /** Whether the connector waits for its next knock at a door that is shut. */
    boolean knocks(Instant now) {
        return pause.map(why -> why.by().equals(AUTH)).orElse(false) && !now.isBefore(knockAt);
    }

    private boolean isPausedByPerson() {
        return pause.isPresent() && !pause.get().by().equals(AUTH);
    }

    /** How long to wait for the rate's sake before the request goes out; the turn is taken. */
    Duration turn() {
        return rate.map(RateLimiter::reservePermit).orElse(Duration.ZERO);
    }

    /** The CRM answered, whatever it said. */
    void succeeded() {
        breaker.recordSuccess();
    }

    /** The CRM did not answer, or not properly. */
    void failed() {
        breaker.recordFailure();
    }

    /** The CRM wants to be left alone. */
    void leaveAlone(Instant until) {
        breaker.recordSuccess();
        alone = until.isAfter(alone) ? until : alone;
    }

    /** We are not let in: knocks again later and later. */
    void shut(Instant now) {
        knocks++;
        knockAt = now.plus(patience.knock(knocks, random));
    }

    void pause(Optional<Pause> why) {
        pause = why;
        if (why.isEmpty()) {
            knocks = 0;
            knockAt = Instant.EPOCH;
        }
    }

    /** What stands in the way, for a person; empty when nothing does. */
    String obstacle(Instant now) {
        if (pause.isPresent()) {
            return "paused by " + pause.get().by() + ": " + pause.get().words();
        }
        if (now.isBefore(alone)) {
            return "left alone until " + alone + ", as the CRM asks";
        }
        return breaker.isClosed()
                ? ""
                : "the CRM does not answer; tried every " + patience.away().toSeconds() + " s";
    }
}
