package io.switchhook.journal.sqlite;

import io.switchhook.journal.CallQuery;
import io.switchhook.journal.Deliveries;
import io.switchhook.journal.Entry;
import io.switchhook.journal.Journal;
import io.switchhook.journal.JournalFailure;
import io.switchhook.journal.Offsets;
import io.switchhook.journal.Recovery;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The journal in one SQLite file of this machine. One process writes it; anybody may look at it with a stock tool. */
public final class SqliteJournal implements Journal {
    /** Most events or pieces of evidence of one read; the interface's promise. */
    private static final int READ_MAX = 10_000;

    /** Most calls of one search; the interface's promise. */
    private static final int CALLS_MAX = 1_000;

    /** Longest name of a consumer, in characters; the interface's promise. */
    private static final int NAME_MAX = 100;

    /** The key word for the call with the newest event. */
    private static final String LAST = "last";

    private final Vertx vertx;
    private final Limits limits;
    private final DatabaseFile database;
    private final Readers readers;
    private final Writer writer;
    private final Mailbox<Job<?>> mailbox;
    private final Promise<Void> closed = Promise.promise();

    private SqliteJournal(Vertx vertx, DatabaseFile database, InstantSource clock, Limits limits) throws SQLException {
        this.vertx = vertx;
        this.limits = limits;
        this.database = database;
        this.mailbox = new Mailbox<>(limits.waitingMax());
        this.writer = new Writer(database, mailbox, limits.groupMax(), new Pen(database.writer(), clock), this::free);
        this.readers = Readers.open(vertx, database, limits.readsMax());
    }

    /**
     * Opens the journal; creates the file and its folders when they are absent.
     *
     * @param vertx runs the readers
     * @param file the database; its write-ahead log and its lock stand beside it
     * @param clock gives the time of publication
     * @return the journal, ready; fails with {@link JournalFailure} when the file is held by another daemon, belongs to
     *     another program, was written by a newer Switchhook, or cannot be written
     */
    public static Future<SqliteJournal> open(Vertx vertx, Path file, InstantSource clock) {
        return open(vertx, file, clock, Limits.DEFAULTS);
    }

    static Future<SqliteJournal> open(Vertx vertx, Path file, InstantSource clock, Limits limits) {
        return vertx.executeBlocking(() -> {
            DatabaseFile database = DatabaseFile.open(file, limits.busyWait(), Schema.STEPS);
            try {
                return started(new SqliteJournal(vertx, database, clock, limits));
            } catch (SQLException e) {
                database.close();
                throw Failures.of(file, "to open the journal", e);
            }
        });
    }

    private static SqliteJournal started(SqliteJournal journal) {
        Thread thread = new Thread(journal.writer, "switchhook-journal-writer");
        thread.setDaemon(true);
        thread.start();
        return journal;
    }

    /**
     * What is owed to connectors, in the same file.
     *
     * @return the deliveries; usable until the journal is closed
     */
    public Deliveries deliveries() {
        return new SqliteDeliveries(new SqliteDeliveries.Access() {
            @Override
            public <T> Future<T> write(Job.Work<T> work) {
                return SqliteJournal.this.write(work);
            }

            @Override
            public <T> Future<T> read(Readers.Query<T> query) {
                return readers.read(query);
            }
        });
    }

    @Override
    public Future<List<StoredEvent>> append(Entry entry) {
        return write(pen -> pen.append(entry));
    }

    @Override
    public Future<List<StoredEvent>> read(long offset, int max) {
        return within(max, READ_MAX, connection -> Queries.events(connection, offset, max));
    }

    @Override
    public Future<Long> toldBefore(Instant moment) {
        return readers.read(connection -> Queries.toldBefore(connection, moment));
    }

    @Override
    public Future<Long> newest() {
        return readers.read(connection -> Sql.number(connection, "SELECT max(offset) FROM events"));
    }

    @Override
    public Future<List<String>> calls(CallQuery query) {
        return within(query.max(), CALLS_MAX, connection -> CallSearch.run(connection, query));
    }

    @Override
    public Future<Optional<String>> call(String id) {
        return readers.read(
                connection -> id.equals(LAST) ? Queries.newestCall(connection) : Queries.call(connection, id));
    }

    @Override
    public Future<List<StoredEvent>> events(String callId) {
        return readers.read(connection -> Queries.eventsOf(connection, callId));
    }

    @Override
    public Future<Recovery> recover(String account, Duration linger, Duration recent) {
        return readers.read(connection -> Recoveries.recover(connection, account, linger, recent));
    }

    @Override
    public Future<EvidencePage> evidenceAt(Offsets offsets, int from) {
        return readers.read(connection -> Recoveries.page(connection, offsets, from));
    }

    @Override
    public Future<List<StoredEvidence>> evidence(String account, long offset, int max) {
        return within(max, READ_MAX, connection -> Queries.evidence(connection, account, offset, max));
    }

    @Override
    public Future<List<StoredEvidence>> evidenceOf(String callId) {
        return readers.read(connection -> Queries.evidenceOf(connection, callId));
    }

    @Override
    public Future<CallEvidence> evidenceFor(String callId, int max) {
        return within(max, READ_MAX, connection -> Queries.evidenceFor(connection, callId, max));
    }

    @Override
    public Future<LetGo> letGo(Instant heardBefore, long after, int max) {
        return max < 1 || max > READ_MAX
                ? within(max, READ_MAX, connection -> null)
                : write(pen -> pen.letGo(heardBefore, after, max));
    }

    @Override
    public Future<OptionalLong> acknowledged(String consumer) {
        return readers.read(connection -> Queries.acknowledged(connection, consumer));
    }

    @Override
    public Future<Void> acknowledge(String consumer, long offset) {
        if (consumer.isEmpty() || consumer.length() > NAME_MAX) {
            return Future.failedFuture(new JournalFailure("Expected a consumer's name of 1 to " + NAME_MAX
                    + " characters, but it has " + consumer.length() + "; choose another name"));
        }
        return write(pen -> pen.acknowledge(consumer, offset)).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        mailbox.close();
        Context caller = vertx.getOrCreateContext();
        Promise<Void> promise = Promise.promise();
        closed.future()
                .onComplete(done -> caller.runOnContext(none -> {
                    if (done.succeeded()) {
                        promise.complete();
                    } else {
                        promise.fail(done.cause());
                    }
                }));
        return promise.future();
    }

    static JournalFailure closed(Path file) {
        return new JournalFailure(
                "Expected " + file + " to be open, but the journal was closed; start the daemon again");
    }

    /** How many commits there were, for tests of the grouping. */
    long commits() {
        return writer.commits();
    }

    private <T> Future<T> write(Job.Work<T> work) {
        Job<T> job = new Job<>(vertx.getOrCreateContext(), work);
        return switch (mailbox.put(job)) {
            case TAKEN -> job.future();
            case FULL ->
                Future.failedFuture(new JournalFailure("Expected the disk to keep up, but "
                        + limits.waitingMax() + " entries wait for " + database.file()
                        + "; look for what slows the disk down"));
            case CLOSED -> Future.failedFuture(closed(database.file()));
        };
    }

    private <T> Future<T> within(int max, int most, Readers.Query<T> query) {
        if (max < 1 || max > most) {
            return Future.failedFuture(new JournalFailure(
                    "Expected to be asked for 1 to " + most + " at a time, but it is " + max + "; ask in pages"));
        }
        return readers.read(query);
    }

    /**
     * Runs on the writer's thread, which may block. Readers first: the last connection to go moves the log into the
     * file, and only the writer can.
     */
    private void free() {
        try {
            try {
                readers.close();
            } finally {
                database.close();
            }
            closed.complete();
        } catch (JournalFailure e) {
            closed.fail(e);
        }
    }
}
