package io.switchhook.journal.sqlite;

import java.time.Duration;

/**
 * What the store holds at most, and how long it waits.
 *
 * @param waitingMax entries that may wait for the writer; the next one fails at once
 * @param groupMax entries made durable by one commit; what is beyond it goes into the next
 * @param readsMax reads that may run or wait; the next one fails at once
 * @param busyWait longest wait for somebody else's lock on the file
 */
record Limits(int waitingMax, int groupMax, int readsMax, Duration busyWait) {
    /**
     * What the daemon runs with. 10,000 entries: chosen, ten seconds of a very busy account, about 50 MB. 256 entries:
     * measured, 75,000 records of 500 bytes per second, and more gains little. 1,000 reads: chosen, far above what a page
     * and its streams ask for. 5 s: chosen, because a stock tool's look at the file is over by then.
     */
    static final Limits DEFAULTS = new Limits(10_000, 256, 1_000, Duration.ofSeconds(5));

    Limits {
        if (waitingMax < 1 || groupMax < 1 || readsMax < 1) {
            throw new IllegalArgumentException("Expected limits of 1 or more, but they are waitingMax=" + waitingMax
                    + " groupMax=" + groupMax + " readsMax=" + readsMax);
        }
    }
}
