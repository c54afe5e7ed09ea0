package io.switchhook.journal.sqlite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the writer thread, in order. Putting never waits for the disk; after closing nothing can get in, so
 * nothing is forgotten.
 */
final class Mailbox<T> {
    /** What became of an attempt to put something in. */
    enum Answer {
        /** It waits. */
        TAKEN,
        /** As many wait as may. */
        FULL,
        /** Nothing gets in any more. */
        CLOSED
    }

    private final int max;
    private final Deque<T> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;

    Mailbox(int max) {
        this.max = max;
    }

    Answer put(T item) {
        lock.lock();
        try {
            if (closed || waiting.size() >= max) {
                return closed ? Answer.CLOSED : Answer.FULL;
            }
            waiting.add(item);
            changed.signal();
            return Answer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next items; empty only when closed and drained. */
    List<T> take(int most) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<T> taken = new ArrayList<>(Math.min(most, waiting.size()));
            while (taken.size() < most && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
