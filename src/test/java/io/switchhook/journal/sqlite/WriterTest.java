package io.switchhook.journal.sqlite;

import static io.switchhook.journal.SampleEvents.call;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.call.CallState;
import io.switchhook.journal.Entry;
import io.switchhook.journal.JournalFailure;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups, limits, and what happens when the file or an entry is at fault. */
class WriterTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-04T10:00:00Z"));
    private static final String HOLD = "BEGIN IMMEDIATE";
    private static final String RELEASE = "ROLLBACK";

    private final Vertx vertx = Vertx.vertx();
    private final List<SqliteJournal> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void choose_a_file() {
        file = folder.resolve("switchhook.db");
    }

    @AfterEach
    void close_everything() {
        opened.forEach(journal -> await(journal.close()));
        await(vertx.close());
    }

    @Test
    void what_waits_becomes_durable_by_few_commits() throws SQLException {
        SqliteJournal journal = open(CLOCK, Limits.DEFAULTS);
        List<Future<List<StoredEvent>>> waiting;
        try (OtherProgram other = new OtherProgram(file).run(HOLD)) {
            waiting = appendCalls(journal, 1, 1_000);
            other.run(RELEASE);
        }
        waiting.forEach(WriterTest::await);
        // Up to 256 each, and the first group is what had come when the writer looked.
        assertThat(journal.commits()).isBetween(4L, 5L);
        assertThat(await(journal.read(0, 2_000)))
                .extracting(StoredEvent::id)
                .isEqualTo(LongStream.rangeClosed(1, 1_000)
                        .mapToObj(i -> "s-" + i + ":000001")
                        .toList());
    }

    @Test
    void an_entry_does_not_wait_for_a_group_to_fill() {
        SqliteJournal journal = open(CLOCK, Limits.DEFAULTS);
        for (int i = 1; i <= 3; i++) {
            await(appendCall(journal, i));
            assertThat(journal.commits()).isEqualTo(i);
        }
    }

    @Test
    void at_the_limit_an_entry_is_refused_at_once() throws SQLException {
        SqliteJournal journal = open(CLOCK, new Limits(10, 4, 10, Duration.ofSeconds(30)));
        List<Future<List<StoredEvent>>> all;
        try (OtherProgram other = new OtherProgram(file).run(HOLD)) {
            all = appendCalls(journal, 1, 20);
            List<Future<List<StoredEvent>>> refused =
                    all.stream().filter(Future::failed).toList();
            // Ten wait and up to four are in the writer's hands.
            assertThat(refused).hasSizeBetween(6, 10);
            assertThat(refused.get(0).cause())
                    .isInstanceOf(JournalFailure.class)
                    .hasMessageContaining("but 10 entries wait for " + file);
            other.run(RELEASE);
        }
        List<Future<List<StoredEvent>>> taken =
                all.stream().filter(each -> !each.failed()).toList();
        taken.forEach(WriterTest::await);
        assertThat(await(journal.newest())).isEqualTo(taken.size());
    }

    @Test
    void at_the_limit_of_reads_a_read_is_refused_at_once() {
        SqliteJournal journal = open(CLOCK, new Limits(10, 4, 1, Duration.ofSeconds(30)));
        List<Future<Long>> reads =
                LongStream.range(0, 200).mapToObj(i -> journal.newest()).toList();
        assertThat(reads).anyMatch(Future::failed);
        reads.forEach(read -> await(read.otherwise(0L)));
        assertThat(await(journal.newest())).isZero();
    }

    @Test
    void while_another_program_holds_the_file_entries_fail_and_afterwards_they_do_not() throws SQLException {
        SqliteJournal journal = open(CLOCK, new Limits(10, 4, 10, Duration.ofMillis(50)));
        try (OtherProgram other = new OtherProgram(file).run(HOLD)) {
            assertThatThrownBy(() -> await(appendCall(journal, 1)))
                    .isInstanceOf(JournalFailure.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("end the other program");
            other.run(RELEASE);
        }
        assertThat(await(appendCall(journal, 2)))
                .extracting(StoredEvent::offset)
                .containsExactly(1L);
        assertThat(await(journal.read(0, 10))).hasSize(1);
    }

    @Test
    void a_defect_in_one_entry_fails_that_entry_alone() throws SQLException {
        SqliteJournal journal = open(CLOCK, Limits.DEFAULTS);
        List<Future<List<StoredEvent>>> good = new ArrayList<>();
        Future<List<StoredEvent>> bad;
        try (OtherProgram other = new OtherProgram(file).run(HOLD)) {
            good.addAll(appendCalls(journal, 1, 5));
            // A moment that no whole number of nanoseconds can hold; no clock gives it.
            KeptEvidence beyond = new KeptEvidence("presence", "pubnub", Instant.MAX, new byte[0]);
            bad = journal.append(new Entry("main", Optional.of(beyond), List.of("s-9"), List.of(), Optional.empty()));
            good.addAll(appendCalls(journal, 6, 10));
            other.run(RELEASE);
        }
        good.forEach(WriterTest::await);
        assertThatThrownBy(() -> await(bad))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("a defect of Switchhook");
        assertThat(await(journal.read(0, 100)))
                .extracting(StoredEvent::offset)
                .isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void readers_see_only_what_is_committed() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch halfWritten = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        SqliteJournal journal = open(
                () -> {
                    int times = asked.incrementAndGet();
                    if (times == 1) {
                        waitFor(queued);
                    } else if (times == 3) {
                        halfWritten.countDown();
                        waitFor(looked);
                    }
                    return CLOCK.instant();
                },
                Limits.DEFAULTS);
        // The writer stops in the first entry; the next two gather behind it, and it stops between them.
        Future<?> first = appendCall(journal, 1);
        Awaitility.await().until(() -> asked.get() == 1);
        Future<?> second = appendCall(journal, 2);
        Future<?> third = appendCall(journal, 3);
        queued.countDown();
        waitFor(halfWritten);
        await(first);
        assertThat(await(journal.newest())).isEqualTo(1);
        assertThat(second.isComplete()).isFalse();
        assertThat(await(journal.evidenceOf("s-2"))).isEmpty();
        looked.countDown();
        await(third);
        assertThat(second.succeeded()).isTrue();
        assertThat(await(journal.newest())).isEqualTo(3);
    }

    @Test
    void what_was_appended_is_kept_when_the_event_loops_end_first() throws SQLException {
        Vertx other = Vertx.vertx();
        SqliteJournal journal = await(SqliteJournal.open(other, file, CLOCK));
        appendCalls(journal, 1, 500);
        await(other.close());
        journal.close();
        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() -> DatabaseFile.open(file, Duration.ofSeconds(5), Schema.STEPS)
                        .close());
        assertThat(await(open(CLOCK, Limits.DEFAULTS).newest())).isEqualTo(500);
    }

    @Test
    void a_full_disk_is_called_so() throws SQLException {
        try (OtherProgram other = new OtherProgram(file)) {
            other.run("CREATE TABLE filler (x BLOB)", "PRAGMA max_page_count = 20");
            assertThatThrownBy(() -> other.run("INSERT INTO filler VALUES (zeroblob(1000000))"))
                    .isInstanceOfSatisfying(SQLException.class, full -> {
                        JournalFailure failure = Failures.of(file, "to keep an entry", full);
                        assertThat(failure)
                                .hasMessageContaining(file.toString())
                                .hasMessageContaining("free disk space");
                        assertThat(Failures.isFaultOfEntry(full)).isFalse();
                    });
        }
    }

    @Test
    void a_damaged_file_is_called_so() throws IOException {
        SqliteJournal journal = open(CLOCK, Limits.DEFAULTS);
        appendCalls(journal, 1, 200).forEach(WriterTest::await);
        await(journal.close());
        int page = 4_096;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] rubbish = "rubbish!".repeat(page / 8).getBytes(UTF_8);
            for (long at = page; at < Files.size(file); at += page) {
                channel.write(ByteBuffer.wrap(rubbish), at);
            }
        }
        assertThatThrownBy(() -> await(open(CLOCK, Limits.DEFAULTS).read(0, 1_000)))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("restore a backup");
    }

    private SqliteJournal open(InstantSource clock, Limits limits) {
        SqliteJournal journal = await(SqliteJournal.open(vertx, file, clock, limits));
        opened.add(journal);
        return journal;
    }

    private static Future<List<StoredEvent>> appendCall(SqliteJournal journal, int n) {
        return journal.append(call(n).entry(0, call(n).event(1, CallState.NEW)));
    }

    private static List<Future<List<StoredEvent>>> appendCalls(SqliteJournal journal, int from, int to) {
        List<Future<List<StoredEvent>>> all = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            all.add(appendCall(journal, i));
        }
        return all;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Expected an answer within 30 s", e);
        }
    }
}
