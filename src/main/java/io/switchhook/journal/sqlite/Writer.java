package io.switchhook.journal.sqlite;

import io.switchhook.journal.JournalFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one thread that writes: takes what waits, up to a limit, and makes it durable by one commit. It never waits for a
 * group to fill; while the disk flushes, the next group gathers by itself.
 */
final class Writer implements Runnable {
    private final Path file;
    private final Connection connection;
    private final Mailbox<Job<?>> mailbox;
    private final int groupMax;
    private final Pen pen;
    private final Runnable afterwards;
    private final AtomicLong commits = new AtomicLong();
    private boolean clean = true;

    Writer(DatabaseFile database, Mailbox<Job<?>> mailbox, int groupMax, Pen pen, Runnable afterwards) {
        this.file = database.file();
        this.connection = database.writer();
        this.mailbox = mailbox;
        this.groupMax = groupMax;
        this.pen = pen;
        this.afterwards = afterwards;
    }

    /** How many transactions became durable, for tests of the grouping. */
    long commits() {
        return commits.get();
    }

    @Override
    public void run() {
        try {
            List<Job<?>> jobs = mailbox.take(groupMax);
            while (!jobs.isEmpty()) {
                commit(jobs);
                jobs = mailbox.take(groupMax);
            }
        } finally {
            abandon();
            afterwards.run();
        }
    }

    /** Leaves nobody waiting, also when an error of the virtual machine ends this thread. */
    private void abandon() {
        mailbox.close();
        JournalFailure gone = new JournalFailure(
                "Expected the journal's writer to run, but it has ended; see the log and restart the daemon");
        for (List<Job<?>> left = mailbox.take(groupMax); !left.isEmpty(); left = mailbox.take(groupMax)) {
            left.forEach(job -> job.failed(gone));
        }
    }

    // The edge of a thread: a defect in one entry must not take the others or the writer with it.
    private void commit(List<Job<?>> jobs) {
        try {
            refresh();
            for (Job<?> job : jobs) {
                job.write(pen);
            }
            connection.commit();
            commits.incrementAndGet();
        } catch (SQLException | RuntimeException e) {
            undo(e);
            blame(jobs, e);
            return;
        }
        jobs.forEach(Job::committed);
    }

    /** Finds the entry at fault by giving each a transaction of its own; a fault of the file fails them all. */
    private void blame(List<Job<?>> jobs, Exception cause) {
        if (jobs.size() > 1 && Failures.isFaultOfEntry(cause)) {
            jobs.forEach(job -> commit(List.of(job)));
        } else {
            JournalFailure failure = Failures.of(file, "to keep an entry", cause);
            jobs.forEach(job -> job.failed(failure));
        }
    }

    private void undo(Exception cause) {
        clean = false;
        try {
            refresh();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** After a failure, forgets what was begun and counts on from what is durable. */
    private void refresh() throws SQLException {
        if (!clean) {
            connection.rollback();
            pen.reload();
            clean = true;
        }
    }
}
