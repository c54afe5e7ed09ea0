package io.switchhook.bench;

import io.switchhook.call.CallState;
import io.switchhook.journal.Entry;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.SampleEvents;
import io.switchhook.journal.sqlite.SqliteJournal;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a journal on this disk takes: entries of one recorded notification and one event, through the service's writer. */
public final class Appends {
    private static final PrintStream OUT = System.out;
    private static final int SECONDS = 10;
    private static final int PER_SECOND = 1_000;
    private static final long NANOS = 1_000_000_000L;

    /** Entries that wait at a time when nothing holds them back: far less than the writer's limit. */
    private static final int DEPTH = 1_000;

    private final Vertx vertx;
    private final SqliteJournal journal;
    private final Workload workload = new Workload(Form.FULL, 100);
    private final long[] nanos = new long[SECONDS * PER_SECOND];
    private int appended;
    private int durable;

    private Appends(Vertx vertx, SqliteJournal journal) {
        this.vertx = vertx;
        this.journal = journal;
    }

    /**
     * Measures both.
     *
     * @param args the folder for the journal, which is deleted by the caller
     */
    public static void main(String[] args) throws IOException {
        Vertx vertx = Vertx.vertx();
        Path file = Path.of(args[0], "journal.db");
        SqliteJournal journal =
                SqliteJournal.open(vertx, file, InstantSource.system()).await();
        Appends appends = new Appends(vertx, journal);
        // What comes first is for the compiler and for the file's first pages.
        appends.run(appends::unthrottled);
        int before = appends.durable;
        appends.run(appends::unthrottled);
        print("unthrottled: %,d entries a second", (appends.durable - before) / SECONDS);
        appends.run(appends::paced);
        Arrays.sort(appends.nanos);
        print(
                "at %,d a second: durable after %.1f ms (p50), %.1f ms (p99), %.1f ms (most)",
                PER_SECOND, appends.millis(0.5), appends.millis(0.99), appends.millis(1));
        int kept = appends.durable;
        journal.close().await();
        vertx.close().await();
        print("%,d bytes of file for each entry", Files.size(file) / kept);
    }

    private interface Work {
        void until(Promise<Void> done);
    }

    private void run(Work work) {
        Promise<Void> done = Promise.promise();
        vertx.runOnContext(none -> work.until(done));
        done.future().await();
    }

    /** So many a second, each counted from when it was due: what waits behind a slow one is slow too. */
    private void paced(Promise<Void> done) {
        long begin = System.nanoTime();
        int[] counts = new int[2];
        vertx.setPeriodic(1, timer -> {
            long due = Math.min(nanos.length, (System.nanoTime() - begin) * PER_SECOND / NANOS);
            while (counts[0] < due) {
                int number = counts[0]++;
                long dueAt = begin + number * (NANOS / PER_SECOND);
                append(done, () -> {
                    nanos[number] = System.nanoTime() - dueAt;
                    if (++counts[1] == nanos.length) {
                        vertx.cancelTimer(timer);
                        done.complete();
                    }
                });
            }
        });
    }

    private void unthrottled(Promise<Void> done) {
        long end = System.nanoTime() + SECONDS * NANOS;
        for (int i = 0; i < DEPTH; i++) {
            next(done, end);
        }
    }

    private void next(Promise<Void> done, long end) {
        append(done, () -> {
            if (System.nanoTime() < end) {
                next(done, end);
            } else {
                done.tryComplete();
            }
        });
    }

    private void append(Promise<Void> done, Runnable then) {
        SampleEvents call = SampleEvents.call(1 + appended / Workload.STEPS);
        long sequence = 1L + appended % Workload.STEPS;
        byte[] body = workload.write(appended / Workload.STEPS, appended % Workload.STEPS);
        appended++;
        journal.append(new Entry(
                        call.account(),
                        Optional.of(new KeptEvidence(
                                "notification", "websocket", Instant.ofEpochMilli(workload.heardAt()), body)),
                        List.of(call.id()),
                        List.of(call.event(sequence, CallState.TALKING)),
                        Optional.empty()))
                .onSuccess(stored -> {
                    durable++;
                    then.run();
                })
                .onFailure(done::tryFail);
    }

    private double millis(double share) {
        return nanos[(int) Math.min(nanos.length - 1, nanos.length * share)] / 1e6;
    }

    private static void print(String line, Object... values) {
        OUT.println(String.format(Locale.ROOT, line, values));
    }
}
