package io.switchhook.journal.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.journal.Journal.StoredEvidence;
import io.switchhook.journal.JournalFailure;
import io.switchhook.journal.Recovery;
import io.switchhook.journal.SampleEvents;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, really killed, several times over one file. */
class KilledProcessTest {
    private static final int KILLS = 4;
    private static final int ACKNOWLEDGED_MAX = 4_000;
    private static final int PAGE = 10_000;

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    @AfterEach
    void close_everything() {
        await(vertx.close());
    }

    @Test
    void after_kill_9_every_acknowledged_event_is_there_once_with_its_evidence() throws Exception {
        long seed = Long.getLong("seed", 20_261_121L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Path file = folder.resolve("switchhook.db");
        Map<Long, String> acknowledged = new LinkedHashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            appendUntilKilled(file, random.nextInt(1, ACKNOWLEDGED_MAX), acknowledged);
            check(file, acknowledged);
        }
    }

    private void appendUntilKilled(Path file, int lines, Map<Long, String> acknowledged)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            int heard = 0;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                note(line, acknowledged);
                heard++;
                if (heard == 1) {
                    assertRefusedMeanwhile(file);
                }
                if (heard == lines) {
                    // By its handle: killed by the process object, its output would be closed unread.
                    process.toHandle().destroyForcibly();
                }
            }
            assertThat(heard).isGreaterThanOrEqualTo(lines);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as("killed by signal 9").isEqualTo(128 + 9);
    }

    private void assertRefusedMeanwhile(Path file) {
        assertThatThrownBy(() -> await(SqliteJournal.open(vertx, file, InstantSource.system())))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("another Switchhook holds");
    }

    private static void note(String line, Map<Long, String> acknowledged) {
        if (line.endsWith(AppendingProcess.END)) {
            String[] words = line.split(" ", -1);
            String before = acknowledged.put(Long.valueOf(words[0]), words[1]);
            assertThat(before).as("offset %s given twice", words[0]).isNull();
        }
    }

    private void check(Path file, Map<Long, String> acknowledged) {
        SqliteJournal journal = await(SqliteJournal.open(vertx, file, InstantSource.system()));
        Map<Long, String> kept = new LinkedHashMap<>();
        Set<String> ids = new LinkedHashSet<>();
        for (StoredEvent event : everyEvent(journal)) {
            assertThat(event.offset()).as("dense").isEqualTo(kept.size() + 1);
            assertThat(ids.add(event.id())).as("%s once", event.id()).isTrue();
            kept.put(event.offset(), event.id());
        }
        assertThat(kept).containsAllEntriesOf(acknowledged);
        assertThat(namedByEvidence(journal)).as("all or nothing").isEqualTo(ids);
        Recovery recovery = await(journal.recover(SampleEvents.ACCOUNT, Duration.ZERO, Duration.ZERO));
        recovery.told()
                .forEach((call, told) ->
                        assertThat(await(journal.events(call))).as(call).hasSize(Math.toIntExact(told)));
        assertThat(recovery.told().values().stream().mapToLong(told -> told).sum())
                .isEqualTo(kept.size());
        await(journal.close());
    }

    private static List<StoredEvent> everyEvent(SqliteJournal journal) {
        List<StoredEvent> all = new ArrayList<>();
        List<StoredEvent> page = await(journal.read(0, PAGE));
        while (!page.isEmpty()) {
            all.addAll(page);
            page = await(journal.read(page.get(page.size() - 1).offset(), PAGE));
        }
        return all;
    }

    private static Set<String> namedByEvidence(SqliteJournal journal) {
        Set<String> named = new LinkedHashSet<>();
        List<StoredEvidence> page = await(journal.evidence(SampleEvents.ACCOUNT, 0, PAGE));
        while (!page.isEmpty()) {
            page.forEach(kept -> named.addAll(List.of(new String(kept.evidence().body(), UTF_8).split(" ", -1))));
            page = await(journal.evidence(
                    SampleEvents.ACCOUNT, page.get(page.size() - 1).offset(), PAGE));
        }
        return named;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Expected an answer within 30 s", e);
        }
    }
}
