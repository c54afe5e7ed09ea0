package io.switchhook.journal.sqlite;

import io.switchhook.journal.JournalFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A few connections that only read, each used by one worker thread at a time. They see what is committed. */
final class Readers {
    /** Connections and threads; chosen: one slow search beside the page and a stream, and little memory. */
    private static final int COUNT = 4;

    /** Longest that closing waits for reads, in seconds; chosen: many times the longest read of 10,000 events. */
    private static final int CLOSING_SECONDS = 10;

    private final DatabaseFile database;
    private final int readsMax;
    private final WorkerExecutor workers;
    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(COUNT);
    private final Semaphore permits;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Readers(Vertx vertx, DatabaseFile database, int readsMax) {
        this.database = database;
        this.readsMax = readsMax;
        this.permits = new Semaphore(readsMax);
        // The name is the pool's identity in Vert.x: two journals must not share one.
        this.workers = vertx.createSharedWorkerExecutor(
                "switchhook-journal-read-" + database.file().toAbsolutePath(), COUNT);
    }

    static Readers open(Vertx vertx, DatabaseFile database, int readsMax) throws SQLException {
        Readers readers = new Readers(vertx, database, readsMax);
        try {
            for (int i = 0; i < COUNT; i++) {
                readers.idle.add(database.reader());
            }
            return readers;
        } catch (SQLException e) {
            for (Connection opened : readers.idle) {
                opened.close();
            }
            readers.workers.close();
            throw e;
        }
    }

    <T> Future<T> read(Query<T> query) {
        if (closed.get()) {
            return Future.failedFuture(SqliteJournal.closed(database.file()));
        }
        if (!permits.tryAcquire()) {
            return Future.failedFuture(new JournalFailure("Expected at most " + readsMax + " reads of "
                    + database.file() + " at a time, but more were asked for; ask less often"));
        }
        return workers.executeBlocking(() -> run(query), false);
    }

    /** Lets reads that were asked for before finish, then closes their connections; blocks. */
    void close() {
        closed.set(true);
        try {
            // Fails only when Vert.x ended before the journal, and took waiting reads with it.
            boolean finished = permits.tryAcquire(readsMax, CLOSING_SECONDS, TimeUnit.SECONDS);
            for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
                connection.close();
            }
            if (!finished) {
                throw new JournalFailure("Expected every read to end within " + CLOSING_SECONDS
                        + " s, but some did not; close the journal before Vert.x");
            }
        } catch (SQLException e) {
            throw Failures.of(database.file(), "to close a reader", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.close();
    }

    private <T> T run(Query<T> query) throws InterruptedException {
        Connection connection = idle.take();
        try {
            return inOneView(connection, query);
        } catch (SQLException | ArithmeticException e) {
            // Arithmetic: a moment so far away that no column can hold it.
            throw Failures.of(database.file(), "to read the journal", e);
        } finally {
            idle.add(connection);
            permits.release();
        }
    }

    /** All of a query's statements see the same moment of the journal; afterwards the log may be cut again. */
    private static <T> T inOneView(Connection connection, Query<T> query) throws SQLException {
        try {
            return query.on(connection);
        } finally {
            connection.rollback();
        }
    }

    /** What to read. */
    interface Query<T> {
        T on(Connection connection) throws SQLException;
    }
}
