package io.switchhook.journal.sqlite;

import io.switchhook.call.CallState;
import io.switchhook.journal.Entry;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.Recovery;
import io.switchhook.journal.SampleEvents;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A daemon that only appends: five calls without end, each entry with one piece of evidence, whose body names the two
 * events it led to. It prints a line for each event that the journal has acknowledged, until it is killed.
 */
final class AppendingProcess {
    /** Ends every complete line, since a killed process may leave half of one. */
    static final String END = " .";

    /** How many entries wait at a time: enough for groups, and to be hit in the middle of one. */
    private static final int DEPTH = 64;

    private static final int CALLS = 5;

    private final SqliteJournal journal;
    private final Map<Integer, Long> told = new LinkedHashMap<>();
    private int turn;

    private AppendingProcess(SqliteJournal journal) {
        this.journal = journal;
    }

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        SqliteJournal journal = SqliteJournal.open(vertx, Path.of(arguments[0]), InstantSource.system())
                .await();
        Recovery recovery = journal.recover(SampleEvents.ACCOUNT, Duration.ofMinutes(10), Duration.ZERO)
                .await();
        vertx.runOnContext(none -> new AppendingProcess(journal).run(recovery));
    }

    private void run(Recovery recovery) {
        for (int i = 1; i <= CALLS; i++) {
            told.put(i, recovery.told().getOrDefault(SampleEvents.call(i).id(), 0L));
        }
        for (int i = 0; i < DEPTH; i++) {
            next();
        }
    }

    private void next() {
        int number = 1 + turn++ % CALLS;
        SampleEvents call = SampleEvents.call(number);
        long sequence = told.merge(number, 2L, Long::sum) - 1;
        var first = call.event(sequence, CallState.RINGING);
        var second = call.event(sequence + 1, CallState.TALKING);
        KeptEvidence evidence = call.evidence(sequence, first.id() + " " + second.id());
        journal.append(new Entry(
                        call.account(),
                        Optional.of(evidence),
                        List.of(call.id()),
                        List.of(first, second),
                        Optional.empty()))
                .onSuccess(stored -> {
                    for (StoredEvent event : stored) {
                        System.out.println(event.offset() + " " + event.id() + END);
                    }
                    next();
                })
                .onFailure(cause -> Runtime.getRuntime().halt(1));
    }
}
