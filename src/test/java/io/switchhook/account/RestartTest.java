package io.switchhook.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.account.Scene.Report;
import io.switchhook.call.rules.AccountCalls;
import io.switchhook.call.rules.Decision;
import io.switchhook.call.rules.RulesConfig;
import io.switchhook.journal.Entry;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.StoredEvent;
import io.switchhook.journal.sqlite.SqliteJournal;
import io.switchhook.ringcentral.decode.Decoded;
import io.switchhook.ringcentral.decode.Decoder;
import io.switchhook.ringcentral.push.Delivery;
import io.switchhook.ringcentral.push.SilenceWatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many live calls, one of them open for days, and many of the past: only the live ones are read again. {@code
 * -Dlive=10000 -Dpast=100000} measures, as {@code scripts/bench restart} does.
 */
class RestartTest {
    private static final int LIVE = Integer.getInteger("live", 1_000);
    private static final int PAST = Integer.getInteger("past", 2_000);
    private static final int WAITING = 500;

    /** Notifications of a call until somebody talks, and until it is over. */
    private static final int TALKING = 5;

    private static final int OVER = 7;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final AccountCalls calls = new AccountCalls("acme", RulesConfig.DEFAULTS);
    private final Decoder decoder = new Decoder();
    private final List<Future<?>> waiting = new ArrayList<>();
    private Instant now = Scene.T0;

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void only_the_evidence_of_live_calls_is_read_again_and_their_stories_go_on() throws IOException {
        Path file = folder.resolve("journal.db");
        SqliteJournal written = open(file);
        keep(written, 0, TALKING);
        for (int i = 1; i <= PAST; i++) {
            keep(written, i, OVER);
        }
        long bytes = Files.size(file) + Files.size(folder.resolve("journal.db-wal"));
        now = now.plus(Duration.ofDays(3));
        for (int i = PAST + 1; i < PAST + LIVE; i++) {
            keep(written, i, TALKING);
        }
        flush();
        await(written.close());

        SqliteJournal journal = open(file);
        DyingJournal counting = new DyingJournal(journal, DyingJournal.NEVER, false);
        long from = System.nanoTime();
        Account account = onLoop(() -> new Account(vertx, parts(counting), new StatusBoard("acme")));
        await(onLoop(account::start));
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        System.out.printf(
                "RestartTest: %d live calls (one for days) beside %d past ones are back after %d ms; %d pieces of"
                        + " evidence read; %d bytes of journal a past call%n",
                LIVE, PAST, tookMs, counting.evidenceRead(), bytes / Math.max(1, PAST));
        assertThat(counting.evidenceRead()).isEqualTo(LIVE * TALKING);
        goesOn(journal, account, 0);
        goesOn(journal, account, PAST + 1);
        await(onLoop(account::stop));
        await(journal.close());
    }

    private void goesOn(SqliteJournal journal, Account account, int call) {
        long told = await(journal.events(id(call))).size();
        onLoop(() -> {
            for (int report = TALKING; report < OVER; report++) {
                byte[] bytes = notification(call, report).getBytes(StandardCharsets.UTF_8);
                account.heard(new Delivery(bytes, "pubnub", now, Optional.empty()));
            }
            return call;
        });
        // Written behind what the account appended, so that all of it is there afterwards.
        await(journal.append(new Entry("acme", Optional.empty(), List.of(), List.of(), Optional.empty())));
        List<StoredEvent> events = await(journal.events(id(call)));
        assertThat(events.get((int) told).sequence()).isEqualTo(told + 1);
        assertThat(events.get(events.size() - 1).type()).isEqualTo("call.ended");
    }

    private void keep(SqliteJournal journal, int call, int reports) {
        for (int report = 0; report < reports; report++) {
            now = now.plusMillis(1);
            byte[] body = notification(call, report).getBytes(StandardCharsets.UTF_8);
            KeptEvidence input = new KeptEvidence("notification", "pubnub", now, body);
            Decoded.Understood understood =
                    (Decoded.Understood) decoder.decode(input.kind(), input.body(), input.via(), input.at());
            Decision decision = calls.accept(understood.evidence());
            waiting.add(journal.append(
                    new Entry("acme", Optional.of(input), decision.touched(), decision.events(), Optional.empty())));
        }
        if (waiting.size() > WAITING) {
            flush();
        }
    }

    private void flush() {
        waiting.forEach(RestartTest::await);
        waiting.clear();
    }

    private static String id(int call) {
        return String.format("s-c%07d", call);
    }

    private String notification(int call, int report) {
        String[] codes = {"Setup", "Setup", "Answered", "Proceeding", "Answered", "Disconnected", "Disconnected"};
        int party = report == 0 || report == 2 || report == 6 ? 1 : 2;
        Report told = new Report(
                id(call).substring(2),
                900_000_000L + 10_000L * call,
                report + 2,
                party,
                party == 1 ? "Outbound" : "Inbound",
                party == 1 ? "" : Integer.toString(100 + call % 5_000),
                codes[report],
                "+12025550101",
                "+12025550102",
                "Call");
        return told.notification(now, "u" + call + "-" + report);
    }

    private AccountParts parts(DyingJournal journal) {
        return new AccountParts(
                "acme",
                RulesConfig.DEFAULTS,
                journal.journal(),
                event -> {},
                memories -> Promise.<AccountParts.Sources>promise().future(),
                () -> now,
                SilenceWatch.Times.DEFAULTS,
                failure -> {
                    throw new AssertionError("Expected the journal to keep everything", failure);
                });
    }

    private SqliteJournal open(Path file) {
        return await(onLoop(() -> SqliteJournal.open(vertx, file, () -> now)));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(120, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Expected an answer within 120 s", e);
        }
    }

    private <T> T onLoop(Supplier<T> work) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(go -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException | AssertionError e) {
                done.fail(e);
            }
        });
        return await(done.future());
    }
}
