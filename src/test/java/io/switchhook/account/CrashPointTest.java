package io.switchhook.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.account.Scene.Step;
import io.switchhook.call.rules.RulesConfig;
import io.switchhook.journal.Journal;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.StoredEvent;
import io.switchhook.journal.sqlite.SqliteJournal;
import io.switchhook.ringcentral.look.Look;
import io.switchhook.ringcentral.push.Delivery;
import io.switchhook.ringcentral.push.SilenceWatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process dies at every single write of the journal; whatever it had in memory only is gone. */
class CrashPointTest {
    /** Short enough that the first call of the queue is forgotten when the second comes. */
    private static final RulesConfig CONFIG = forgetful(RulesConfig.DEFAULTS);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final List<Step> steps = Scene.steps();
    private volatile Instant now = Scene.T0;
    private int runs;

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void a_death_at_any_write_loses_nothing_and_tells_nothing_twice() {
        Run whole = new Run(DyingJournal.NEVER, false, false);
        Map<String, List<String>> expected = whole.toTheEnd();
        int writes = whole.writes;
        assertThat(expected).hasSize(6);
        for (int at = 1; at <= writes; at++) {
            for (boolean durable : new boolean[] {false, true}) {
                Run run = new Run(at, durable, false);
                assertThat(run.toTheEnd())
                        .as("died at write %d, which %s", at, durable ? "was durable" : "was lost")
                        .isEqualTo(expected);
                assertThat(run.deaths).isEqualTo(1);
            }
        }
        System.out.println("CrashPointTest: " + 2 * writes + " crash points, before and after each of " + writes
                + " writes, " + expected.values().stream().mapToInt(List::size).sum() + " events each");
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void a_process_that_dies_again_and_again_gets_there_all_the_same() {
        Map<String, List<String>> expected = new Run(DyingJournal.NEVER, false, false).toTheEnd();
        for (int every = 2; every <= 5; every++) {
            Run run = new Run(every, every % 2 == 0, true);
            assertThat(run.toTheEnd()).as("died at every %d. write", every).isEqualTo(expected);
            assertThat(run.deaths).isGreaterThan(5);
        }
    }

    private static RulesConfig forgetful(RulesConfig usual) {
        return new RulesConfig(
                usual.gapWait(),
                usual.endGrace(),
                Duration.ofSeconds(20),
                usual.accountWide(),
                usual.sessionsExpected(),
                usual.canVerify());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Expected an answer within 60 s", e);
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

    /** One life of a journal, over as many processes as it takes. */
    private final class Run {
        private final Path file = folder.resolve("journal-" + runs++ + ".db");
        private final int dieAt;
        private final boolean durable;
        private final boolean again;
        private int position;
        int deaths;
        int writes;

        Run(int dieAt, boolean durable, boolean again) {
            this.dieAt = dieAt;
            this.durable = durable;
            this.again = again;
        }

        /** Every call's events, without what a restart may change: when and as what it was published, and its offset. */
        Map<String, List<String>> toTheEnd() {
            now = Scene.T0;
            while (position < steps.size()) {
                SqliteJournal real = await(onLoop(() -> SqliteJournal.open(vertx, file, () -> now)));
                boolean mayDie = deaths == 0 || again;
                DyingJournal journal = new DyingJournal(real, mayDie ? dieAt : DyingJournal.NEVER, durable);
                live(journal);
                writes = journal.writes();
                await(real.close());
            }
            return published();
        }

        private void live(DyingJournal journal) {
            Account account = onLoop(() -> new Account(vertx, parts(journal.journal()), new StatusBoard("acme")));
            Future<Void> started = onLoop(account::start);
            settle(journal, started);
            while (!journal.isDead() && position < steps.size()) {
                Step step = steps.get(position);
                now = step.at();
                onLoop(() -> {
                    take(account, step);
                    return position;
                });
                settle(journal, Future.succeededFuture());
                position += journal.isDead() && !durable ? 0 : 1;
            }
            deaths += journal.isDead() ? 1 : 0;
            await(onLoop(account::stop));
        }

        private void settle(DyingJournal journal, Future<Void> started) {
            if (!journal.isDead()) {
                await(Future.any(started, died(journal)));
            }
            for (Future<List<StoredEvent>> written : onLoop(journal::takePending)) {
                await(written);
            }
        }

        /** A death while starting leaves the start without an answer. */
        private Future<Void> died(DyingJournal journal) {
            Promise<Void> promise = Promise.promise();
            vertx.setPeriodic(1, timer -> {
                if (journal.isDead()) {
                    promise.tryComplete();
                }
                if (promise.future().isComplete()) {
                    vertx.cancelTimer(timer);
                }
            });
            return promise.future();
        }

        private AccountParts parts(Journal journal) {
            return new AccountParts(
                    "acme",
                    CONFIG,
                    journal,
                    event -> {},
                    memories -> Promise.<AccountParts.Sources>promise().future(),
                    () -> now,
                    SilenceWatch.Times.DEFAULTS,
                    failure -> {
                        throw new AssertionError("Expected the journal to keep everything", failure);
                    });
        }

        private void take(Account account, Step step) {
            if (step.input().isEmpty()) {
                account.tick();
                return;
            }
            KeptEvidence input = step.input().get();
            if (input.kind().equals("notification")) {
                account.heard(new Delivery(input.body(), input.via(), input.at(), Optional.of("" + position)));
            } else {
                account.seen(new Look(input.kind(), input.via(), input.at(), input.body()));
            }
        }

        private Map<String, List<String>> published() {
            SqliteJournal real = await(onLoop(() -> SqliteJournal.open(vertx, file, () -> now)));
            Map<String, List<String>> published = new LinkedHashMap<>();
            for (StoredEvent event : await(real.read(0, 10_000))) {
                List<String> events = published.computeIfAbsent(event.callId(), call -> new ArrayList<>());
                assertThat(event.sequence()).as("no hole in %s", event.id()).isEqualTo(events.size() + 1);
                // A restart is a reason of its own to doubt a call; that it is doubted then is the same.
                boolean doubt = event.type().equals("call.updated");
                events.add((doubt ? event.id() : event.json())
                        .replaceAll("\"(publishedAt|origin)\":\"[^\"]*\"", "")
                        .replaceAll("\"offset\":\\d+", ""));
            }
            await(real.close());
            // That there were restarts is told too, and not by the run without any.
            published.keySet().removeIf(subject -> subject.startsWith("sources/"));
            return published;
        }
    }
}
