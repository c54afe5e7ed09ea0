package io.switchhook.delivery;

import io.switchhook.journal.Deliveries.Repeat;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Owes a connector once more what it was given before, or would be given by its present filter: a page of the journal at
 * a time, so that a replay of everything costs no memory. What was owed when it breaks off stays owed; the same order
 * given again owes nothing twice.
 */
final class Replays {
    /** Events looked at in one step; as {@link Intake} does. */
    private static final int PAGE = 200;

    /** Calls that are told apart for the answer; chosen: 10 MB. */
    private static final int COUNTED_MAX = 100_000;

    private final CourierParts parts;
    private final Planner planner;
    private final boolean everyEvent;

    Replays(CourierParts parts, Planner planner, boolean everyEvent) {
        this.parts = parts;
        this.planner = planner;
        this.everyEvent = everyEvent;
    }

    /**
     * Owes what an order means.
     *
     * @param cursor the newest event that the connector has looked at; what comes after it is owed anyway
     */
    Future<Replayed> run(ReplayOrder order, long cursor) {
        Run run = new Run(order);
        Future<Long> from = order.from().map(parts.journal()::toldBefore).orElse(Future.succeededFuture(0L));
        Future<Long> to = order.to().map(parts.journal()::toldBefore).orElse(Future.succeededFuture(cursor));
        return Future.all(from, to)
                .compose(both -> {
                    long last = Math.min(cursor, to.result());
                    return order.callId().isPresent()
                            ? parts.journal()
                                    .events(order.callId().get())
                                    .compose(events -> run.take(between(events, from.result(), last)))
                            : pages(run, from.result(), last);
                })
                .map(done -> run.result());
    }

    private Future<Void> pages(Run run, long after, long last) {
        if (after >= last) {
            return Future.succeededFuture();
        }
        return parts.journal().read(after, PAGE).compose(page -> {
            if (page.isEmpty()) {
                return Future.succeededFuture();
            }
            long next = page.get(page.size() - 1).offset();
            return run.take(between(page, after, last)).compose(kept -> pages(run, next, last));
        });
    }

    private static List<StoredEvent> between(List<StoredEvent> events, long after, long last) {
        return events.stream()
                .filter(event -> event.offset() > after && event.offset() <= last)
                .toList();
    }

    /** One order being carried out. */
    private final class Run {
        private final ReplayOrder order;
        private final Set<String> calls = new LinkedHashSet<>();
        private long events;
        private boolean more;

        Run(ReplayOrder order) {
            this.order = order;
        }

        Future<Void> take(List<StoredEvent> found) {
            Map<String, List<StoredEvent>> byCall = new LinkedHashMap<>();
            for (StoredEvent event : found) {
                if (order.means(event.type()) && planner.wants(event)) {
                    byCall.computeIfAbsent(event.callId(), call -> new ArrayList<>())
                            .add(event);
                    events++;
                }
            }
            byCall.keySet().forEach(this::count);
            if (order.dry() || byCall.isEmpty()) {
                return Future.succeededFuture();
            }
            return parts.deliveries()
                    .repeat(
                            parts.orders().name(),
                            everyEvent,
                            byCall.values().stream().map(Replays::repeat).toList(),
                            parts.clock().instant());
        }

        private void count(String call) {
            if (calls.size() < COUNTED_MAX) {
                calls.add(call);
            } else {
                more = more || !calls.contains(call);
            }
        }

        Replayed result() {
            return new Replayed(events, calls.size(), more);
        }
    }

    private static Repeat repeat(List<StoredEvent> events) {
        StoredEvent newest = events.get(events.size() - 1);
        return new Repeat(
                newest.callId(), events.stream().map(StoredEvent::sequence).toList(), newest.offset());
    }
}
