package io.switchhook.connector.jdbc;

import io.switchhook.connector.Ability;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Description;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Writes calls as rows, on a thread of its own, since JDBC blocks. */
final class Jdbc implements Connector {
    private static final String VERSION = "1";

    /** Writes that wait for the thread at most; more than calls may be under way. */
    private static final int WAITING_MAX = 128;

    private final CallTable table;
    private final Source source;
    private final ThreadPoolExecutor thread;
    /** Of the thread alone. */
    private Optional<Connection> open = Optional.empty();

    Jdbc(String name, CallTable table, Source source) {
        this.table = table;
        this.source = source;
        this.thread =
                new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), work -> {
                    Thread worker = new Thread(work, "jdbc-" + name);
                    worker.setDaemon(true);
                    return worker;
                });
    }

    @Override
    public Description describe() {
        return Description.ofPictures(VERSION, Guarantee.EXACTLY_ONE, Ability.UPDATE, Ability.WRITES_ELSEWHERE);
    }

    @Override
    public CompletionStage<Checked> check() {
        return work(connection -> new Checked(true, "the database is there, and the table is as it has to be"))
                .exceptionally(failure -> new Checked(
                        false,
                        failure.getCause() == null
                                ? failure.getMessage()
                                : failure.getCause().getMessage()));
    }

    @Override
    public CompletionStage<Written> upsertCall(CallUpdate update) {
        return work(connection -> {
            table.write(connection, update);
            return Written.record(update.key());
        });
    }

    private <T> CompletionStage<T> work(Work<T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> run(work), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(
                    DeliveryFailure.retry("the database is behind").unsent());
        }
    }

    private <T> T run(Work<T> work) {
        try {
            if (open.isEmpty()) {
                Connection connection = source.connect();
                open = Optional.of(connection);
                connection.setAutoCommit(true);
                table.prepare(connection);
            }
            return work.with(open.get());
        } catch (SQLException e) {
            shut();
            throw failure(e);
        }
    }

    /** By the classes of SQLSTATE (ISO 9075); what has none, as SQLite's, may pass. */
    static DeliveryFailure failure(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String words = (state.isEmpty() ? "" : state + ": ") + e.getMessage();
        if (state.startsWith("28") || state.startsWith("42") || state.startsWith("3D")) {
            // No login, no right, no table as it has to be: the same for every call.
            return DeliveryFailure.auth(words);
        }
        return state.startsWith("22") || state.startsWith("23")
                ? DeliveryFailure.reject(words)
                : DeliveryFailure.retry(words);
    }

    private void shut() {
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (SQLException e) {
            // It was broken anyway.
        }
        open = Optional.empty();
    }

    @Override
    public void close() {
        try {
            thread.execute(this::shut);
        } catch (RejectedExecutionException e) {
            // The thread hangs in the database; the process will not wait for it.
        }
        thread.shutdown();
    }

    /** Opens a connection. */
    interface Source {
        Connection connect() throws SQLException;
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
