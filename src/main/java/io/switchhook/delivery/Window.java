package io.switchhook.delivery;

import io.switchhook.journal.Deliveries.Due;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a courier has in hand: a few deliveries that are under way, each of another call, and a few that come next. */
final class Window {
    /** Deliveries that are held ready; chosen: a page of events is 200 KB. */
    private static final int READY_MAX = 64;

    private final int concurrency;
    private final Deque<Due> ready = new ArrayDeque<>();
    private final Set<String> inFlight = new LinkedHashSet<>();
    /** Calls of which a row that is being read may be older than what we know. */
    private final Set<String> touched = new LinkedHashSet<>();

    private Instant readySince = Instant.EPOCH;
    private boolean fetching;
    private boolean askedMeanwhile;

    /** An empty window for so many calls at a time. */
    Window(int concurrency) {
        this.concurrency = concurrency;
    }

    int inFlight() {
        return inFlight.size();
    }

    boolean hasRoom() {
        return inFlight.size() < concurrency;
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** The next delivery; its call is under way from now on. */
    Due take() {
        Due due = ready.remove();
        inFlight.add(due.event().callId());
        touched.add(due.event().callId());
        return due;
    }

    void done(Due due) {
        inFlight.remove(due.event().callId());
    }

    /** Whether to read what is due; to be followed by {@link #endFetch}. */
    boolean beginFetch() {
        if (fetching || hasReady()) {
            askedMeanwhile = fetching;
            return false;
        }
        fetching = true;
        askedMeanwhile = false;
        touched.clear();
        touched.addAll(inFlight);
        return true;
    }

    /** Whether somebody wanted to read again while it was being read: something may have become due. */
    boolean wasAskedMeanwhile() {
        return askedMeanwhile;
    }

    /** How many rows to read, so that those under way do not hide the others. */
    int fetchMax() {
        return READY_MAX + inFlight.size();
    }

    /** Forgets what was held ready since before a moment, and notes the time. */
    void dropBefore(Instant oldest, Instant now) {
        if (ready.isEmpty()) {
            readySince = now;
        } else if (readySince.isBefore(oldest)) {
            ready.clear();
        }
    }

    /** Takes what was read, without what was or is under way meanwhile; true when anything is left. */
    boolean endFetch(List<Due> read) {
        fetching = false;
        for (Due due : read) {
            if (!touched.contains(due.event().callId())) {
                ready.add(due);
            }
        }
        return hasReady();
    }
}
