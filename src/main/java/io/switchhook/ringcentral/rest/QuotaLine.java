package io.switchhook.ringcentral.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who of those waiting for one rate group goes next: live before history, first come first served. Pure.
 *
 * @param <T> what waits
 */
final class QuotaLine<T> {
    /**
     * Most waiting of one priority; 256. Chosen: five minutes of the Light group; whoever queues more than that has lost
     * sight of the answer. At the limit {@link #offer} says no.
     */
    static final int WAITING_MAX = 256;

    private final QuotaWindow window;
    private final Map<Priority, Deque<T>> waiting = new EnumMap<>(Priority.class);

    QuotaLine(QuotaWindow window) {
        this.window = window;
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new ArrayDeque<>());
        }
    }

    QuotaWindow window() {
        return window;
    }

    /** Queues at the end; false when too many wait already. */
    boolean offer(T item, Priority priority) {
        Deque<T> line = waiting.get(priority);
        return line.size() < WAITING_MAX && line.offerLast(item);
    }

    /** Puts in front what had its turn before, so it is always accepted. */
    void putBack(T item, Priority priority) {
        waiting.get(priority).addFirst(item);
    }

    /** Takes the next one out and counts it as sent; empty when nobody waits or there is no room. */
    Optional<T> poll(Instant now) {
        Optional<Priority> first = firstPriority();
        if (first.isEmpty() || !window.hasRoom(first.get(), now)) {
            return Optional.empty();
        }
        window.sent();
        return Optional.of(waiting.get(first.get()).removeFirst());
    }

    /** When to poll again; empty when nobody waits, or when only an answer can help. */
    Optional<Instant> wakeAt(Instant now) {
        return firstPriority().flatMap(priority -> window.roomAt(priority, now));
    }

    /** How long the first of those that wait for live work has to wait yet; empty when none does or nobody knows. */
    Optional<Duration> liveWait(Instant now) {
        return waiting.get(Priority.LIVE).isEmpty()
                ? Optional.empty()
                : window.roomAt(Priority.LIVE, now).map(at -> Duration.between(now, at));
    }

    int size() {
        return waiting.values().stream().mapToInt(Deque::size).sum();
    }

    /** Empties the line. */
    List<T> drain() {
        List<T> all = new ArrayList<>();
        waiting.values().forEach(line -> {
            all.addAll(line);
            line.clear();
        });
        return all;
    }

    private Optional<Priority> firstPriority() {
        for (Map.Entry<Priority, Deque<T>> line : waiting.entrySet()) {
            if (!line.getValue().isEmpty()) {
                return Optional.of(line.getKey());
            }
        }
        return Optional.empty();
    }
}
