package io.switchhook.journal.sqlite;

import io.switchhook.journal.JournalFailure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * Something for the writer thread, and the future that waits for it on the caller's context.
 *
 * @param <T> what the caller gets after the commit
 */
final class Job<T> {
    private final Context caller;
    private final Work<T> work;
    private final Promise<T> promise = Promise.promise();
    private Optional<T> result = Optional.empty();
    private Optional<JournalFailure> refusal = Optional.empty();

    Job(Context caller, Work<T> work) {
        this.caller = caller;
        this.work = work;
    }

    Future<T> future() {
        return promise.future();
    }

    /** Writes, without telling anybody yet; may be repeated after the transaction was undone. */
    void write(Pen pen) throws SQLException {
        result = Optional.empty();
        refusal = Optional.empty();
        try {
            result = Optional.of(work.write(pen));
        } catch (JournalFailure e) {
            refusal = Optional.of(e);
        }
    }

    /** Tells the caller, after the commit. */
    void committed() {
        if (refusal.isPresent()) {
            failed(refusal.get());
        } else {
            T written = result.orElseThrow();
            tell(() -> promise.complete(written));
        }
    }

    void failed(JournalFailure failure) {
        tell(() -> promise.fail(failure));
    }

    private void tell(Runnable answer) {
        try {
            caller.runOnContext(none -> answer.run());
        } catch (RejectedExecutionException e) {
            // The event loops have ended before the journal was closed: nobody listens, but what waits is still
            // written.
            return;
        }
    }

    /** What to write. A {@link JournalFailure} refuses it alone, and may be thrown only before anything is written. */
    interface Work<T> {
        T write(Pen pen) throws SQLException;
    }
}
