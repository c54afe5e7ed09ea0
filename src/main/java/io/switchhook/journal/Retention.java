package io.switchhook.journal;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets old evidence go: a small batch at a time, the next one queued behind whatever else waits to be written, so that
 * deleting never holds up what is heard.
 */
public final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    /** Pieces looked at in one batch; chosen, because they take the writer a few milliseconds. */
    private static final int BATCH = 200;

    /** How often it is looked for old evidence; chosen, so that a busy hour is let go in sixty small parts. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Journal journal;
    private final InstantSource clock;
    private final Duration keep;
    private long timer = -1;
    private boolean busy;
    private volatile boolean stopped;

    /**
     * Retention that has not started.
     *
     * @param vertx runs the timer
     * @param journal what to delete from
     * @param clock the time of day
     * @param keep how long evidence is kept; {@code journal.keepEvidence}, 30 d
     */
    public Retention(Vertx vertx, Journal journal, InstantSource clock, Duration keep) {
        this.vertx = vertx;
        this.journal = journal;
        this.clock = clock;
        this.keep = keep;
    }

    /** Begins, and goes on until it is stopped. */
    public void start() {
        timer = vertx.setPeriodic(EVERY.toMillis(), EVERY.toMillis(), due -> sweep());
    }

    /** Ends after the batch that is under way. */
    public void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    /** Lets everything go that is old enough now, unless that is under way. Call it on one context. */
    public void sweep() {
        if (!busy && !stopped) {
            busy = true;
            sweep(clock.instant().minus(keep), 0);
        }
    }

    private void sweep(Instant heardBefore, long after) {
        journal.letGo(heardBefore, after, BATCH)
                .onSuccess(step -> {
                    if (step.next().isPresent() && !stopped) {
                        sweep(heardBefore, step.next().getAsLong());
                    } else {
                        busy = false;
                    }
                })
                .onFailure(failure -> {
                    busy = false;
                    log.warn("Old evidence could not be deleted, trying again. why={}", failure.getMessage());
                });
    }
}
