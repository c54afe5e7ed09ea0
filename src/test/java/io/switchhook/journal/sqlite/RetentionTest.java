package io.switchhook.journal.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.call.CallState;
import io.switchhook.journal.Entry;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.Retention;
import io.switchhook.journal.SampleEvents;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old evidence goes by itself, in batches, while new evidence comes. */
class RetentionTest {
    private static final Instant LATER = SampleEvents.T0.plus(Duration.ofDays(40));

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private SqliteJournal journal;

    @BeforeEach
    void open() throws Exception {
        journal = SqliteJournal.open(vertx, folder.resolve("journal.db"), InstantSource.fixed(LATER))
                .await(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        journal.close().await(30, TimeUnit.SECONDS);
        vertx.close().await(30, TimeUnit.SECONDS);
    }

    @Test
    void a_backlog_of_old_evidence_is_let_go_while_new_entries_are_kept() throws Exception {
        SampleEvents open = SampleEvents.call(1);
        journal.append(open.entry(0, open.event(1, CallState.TALKING)));
        List<Future<?>> kept = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            kept.add(append(SampleEvents.T0.plusSeconds(i)));
        }
        Future.all(kept).await(60, TimeUnit.SECONDS);
        Retention retention = new Retention(vertx, journal, InstantSource.fixed(LATER), Duration.ofDays(30));
        vertx.runOnContext(go -> retention.sweep());
        for (int i = 0; i < 200; i++) {
            append(LATER).await(30, TimeUnit.SECONDS);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> count() == 201);
        assertThat(journal.evidenceOf("s-1").await(30, TimeUnit.SECONDS))
                .as("of the call that is not over")
                .hasSize(1);
        retention.stop();
    }

    private int count() throws Exception {
        return journal.evidence(SampleEvents.ACCOUNT, 0, 10_000)
                .await(30, TimeUnit.SECONDS)
                .size();
    }

    private Future<?> append(Instant at) {
        KeptEvidence look = new KeptEvidence("activeCalls", "active-calls", at, "{}".getBytes(UTF_8));
        return journal.append(
                new Entry(SampleEvents.ACCOUNT, Optional.of(look), List.of(), List.of(), Optional.empty()));
    }
}
