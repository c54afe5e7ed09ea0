package io.switchhook.delivery;

import io.switchhook.journal.Deliveries.Page;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** Reads the journal page by page and notes what of it is owed. */
final class Intake {
    /** Events planned at a time; chosen: a few milliseconds of work. */
    private static final int PAGE = 200;

    private final CourierParts parts;
    private final Planner planner;
    private final Consumer<List<StoredEvent>> noted;
    private final Consumer<Throwable> trouble;
    private long cursor;
    private boolean reading;
    private boolean newsMeanwhile;
    private boolean stopped;

    /**
     * Reads nothing yet.
     *
     * @param noted given each page when it is durable what of it is owed; never the same page twice
     * @param trouble told when the journal does not answer; the page is read again with the next call
     */
    Intake(CourierParts parts, Planner planner, Consumer<List<StoredEvent>> noted, Consumer<Throwable> trouble) {
        this.parts = parts;
        this.planner = planner;
        this.noted = noted;
        this.trouble = trouble;
    }

    void begin(long at) {
        cursor = at;
    }

    /** The newest event that was looked at. */
    long cursor() {
        return cursor;
    }

    void stop() {
        stopped = true;
    }

    /** Reads to the journal's end. */
    void read() {
        if (reading || stopped) {
            newsMeanwhile = true;
            return;
        }
        reading = true;
        newsMeanwhile = false;
        parts.journal().read(cursor, PAGE).compose(this::note).onComplete(done -> {
            reading = false;
            if (done.failed()) {
                trouble.accept(done.cause());
            } else if (!done.result().isEmpty() || newsMeanwhile) {
                noted.accept(done.result());
                read();
            }
        });
    }

    private Future<List<StoredEvent>> note(List<StoredEvent> page) {
        if (page.isEmpty()) {
            return Future.succeededFuture(page);
        }
        long to = page.get(page.size() - 1).offset();
        return parts.deliveries()
                .plan(
                        parts.orders().name(),
                        new Page(cursor, to),
                        planner.plan(page),
                        parts.clock().instant())
                .map(durable -> {
                    cursor = to;
                    return page;
                });
    }
}
