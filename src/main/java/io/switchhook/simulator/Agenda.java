package io.switchhook.simulator;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is due when, in one strict order: by moment, then by entry.
 *
 * <p>Timers of Vert.x have millisecond steps and no order among equals; at fifty times the real speed several events
 * of one call fall into one millisecond and must still keep theirs.
 */
final class Agenda {
    private final Vertx vertx;
    private final double speed;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::order));
    private long order;
    private long timer = -1;
    private boolean closed;

    Agenda(Vertx vertx, double speed) {
        this.vertx = vertx;
        this.speed = speed;
    }

    Instant now() {
        return Instant.now();
    }

    /** How long a simulated duration lasts on the wall clock. */
    Duration real(Duration simulated) {
        return Duration.ofNanos((long) (simulated.toNanos() / speed));
    }

    /** Runs the task at a moment of the wall clock, after everything that is due earlier. */
    void at(Instant due, Runnable task) {
        if (!closed) {
            entries.add(new Entry(due, order++, task));
            wake();
        }
    }

    /** Runs the task after a duration of the wall clock. */
    void after(Duration wait, Runnable task) {
        at(now().plus(wait), task);
    }

    void close() {
        closed = true;
        entries.clear();
        vertx.cancelTimer(timer);
    }

    private void wake() {
        vertx.cancelTimer(timer);
        if (!entries.isEmpty()) {
            long wait = Duration.between(now(), entries.element().due()).toMillis();
            timer = vertx.setTimer(Math.max(1, wait + 1), fired -> run());
        }
    }

    private void run() {
        Instant now = now();
        while (!entries.isEmpty() && !entries.element().due().isAfter(now)) {
            entries.remove().task().run();
        }
        wake();
    }

    private record Entry(Instant due, long order, Runnable task) {}
}
