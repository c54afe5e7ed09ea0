package io.switchhook.journal.sqlite;

import io.switchhook.journal.Deliveries;
import io.switchhook.journal.DeliveryResult;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deliveries in the journal's file, by its one writer and its readers. */
final class SqliteDeliveries implements Deliveries {
    /** Most rows of one read; the interface's promise. */
    private static final int READ_MAX = 1_000;

    private final Access access;

    SqliteDeliveries(Access access) {
        this.access = access;
    }

    @Override
    public Future<Standing> enrol(String connector, boolean fromBeginning) {
        return access.read(db -> Sql.number(db, "SELECT max(offset) FROM events"))
                .compose(newest -> write(pen -> pen.enrol(connector, fromBeginning ? 0 : newest)))
                .compose(done -> access.read(
                        db -> DeliveryQueries.standing(db, connector).orElseThrow()));
    }

    @Override
    public Future<Void> plan(String connector, Page page, List<Wish> wishes, Instant now) {
        return write(pen -> pen.plan(connector, page, wishes, now));
    }

    @Override
    public Future<List<Due>> due(Reading reading, Instant now, int max) {
        return access.read(db -> DeliveryQueries.due(db, reading, now, Math.min(max, READ_MAX)));
    }

    @Override
    public Future<Void> intend(String connector, String callId, long sequence, Instant at) {
        return write(pen -> pen.intend(connector, callId, sequence, at));
    }

    @Override
    public Future<Void> settle(DeliveryResult result) {
        return write(pen -> pen.results().settle(result));
    }

    @Override
    public Future<Void> repeat(String connector, boolean everyEvent, List<Repeat> repeats, Instant now) {
        return write(pen -> pen.repeats().repeat(connector, everyEvent, repeats, now));
    }

    @Override
    public Future<Void> pause(String connector, Optional<Pause> pause) {
        return write(pen -> pen.pause(connector, pause));
    }

    @Override
    public Future<Void> shadow(String connector, Optional<Boolean> shadow) {
        return write(pen -> pen.shadow(connector, shadow));
    }

    @Override
    public Future<Backlog> backlog(String connector) {
        return access.read(db -> DeliveryQueries.backlog(db, connector));
    }

    @Override
    public Future<List<CallDelivery>> ofCall(String callId) {
        return access.read(db -> DeliveryQueries.ofCall(db, callId));
    }

    @Override
    public Future<List<CallDelivery>> shadowed(String connector, int max) {
        return access.read(db -> DeliveryQueries.shadowed(db, connector, Math.min(max, READ_MAX)));
    }

    @Override
    public Future<List<DeadLetter>> deadLetters(Optional<String> connector, int max) {
        return access.read(db -> DeliveryQueries.deadLetters(db, connector, Math.min(max, READ_MAX)));
    }

    @Override
    public Future<List<DeadLetter>> deadLettersOf(String callId) {
        return access.read(db -> DeliveryQueries.deadLettersOf(db, callId));
    }

    @Override
    public Future<Optional<DeadLetter>> deadLetter(long id) {
        return access.read(db -> DeliveryQueries.deadLetter(db, id));
    }

    @Override
    public Future<Optional<String>> retry(long id, Instant now) {
        return access.write(pen -> pen.deliveries().results().retry(id, now));
    }

    @Override
    public Future<Boolean> discard(long id) {
        return access.write(pen -> pen.deliveries().results().discard(id));
    }

    private Future<Void> write(Change change) {
        return access.write(pen -> {
                    change.write(pen.deliveries());
                    return true;
                })
                .mapEmpty();
    }

    /** What to write. */
    private interface Change {
        void write(DeliveryPen pen) throws SQLException;
    }

    /** The journal's file, as its owner lets it be used. */
    interface Access {
        <T> Future<T> write(Job.Work<T> work);

        <T> Future<T> read(Readers.Query<T> query);
    }
}
