package io.switchhook.kit;

import io.switchhook.connector.Checked;
import io.switchhook.delivery.ConnectorPlan;
import io.switchhook.delivery.Delivery;
import io.switchhook.delivery.Patience;
import io.switchhook.journal.Deliveries;
import io.switchhook.journal.Deliveries.DeadLetter;
import io.switchhook.journal.Entry;
import io.switchhook.journal.sqlite.SqliteJournal;
import io.switchhook.kit.Engine.Running;
import io.switchhook.metric.Meter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Tries one connector: real delivery, a real journal in a file, real requests over the loopback address, and every harm in
 * turn. Confined to one context, except where the connector's own thread is named.
 */
public final class Rehearsal {
    private static final String NAME = "kit";

    /** Waits of milliseconds, so that a try takes seconds; in the daemon they are seconds to hours. */
    private static final Patience HASTE = new Patience(
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofDays(5),
            Duration.ofMillis(100),
            5,
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofMillis(50));

    /** Longest that a request may take; 30 s in the daemon. Long enough for a machine that is busy with other work. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

    /** A call is told in so many parts, each delivered before the next, as a CRM that keeps up sees it. */
    private static final int PARTS = 3;

    /** Kinds of calls in a trial, unless all are wanted; each trial begins where the last one ended. */
    private static final int KINDS = 5;

    private static final Duration PART_WITHIN = Duration.ofSeconds(20);
    private static final long LOOK_MS = 10;

    /** Every number has so many people, one after the other: nobody, one, two. */
    private static final int PEOPLE = 3;

    private final Vertx vertx;
    private final Context context;
    private final Engine engine;
    private final Subject subject;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Cast cast = new Cast();
    private final Witness witness = new Witness();
    private final CallBook book;
    private final StubCrm crm;
    private final StubDoor door;
    private final List<TrialRun> runs = new ArrayList<>();
    private SqliteJournal journal;
    private MortalDeliveries mortal;
    private Future<Running> running = Future.failedFuture("not begun");
    private Optional<Checked> checked = Optional.empty();
    private int kinds;

    private Rehearsal(Vertx vertx, Engine engine, Subject subject, InstantSource clock, RandomGenerator random) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.engine = engine;
        this.subject = subject;
        this.clock = clock;
        this.random = random;
        this.book = new CallBook(clock);
        this.crm = new StubCrm(subject.plan().routes(), cast);
        this.door = new StubDoor(vertx, crm, witness, subject.endpoint(), this::crash);
    }

    /**
     * Tries a connector.
     *
     * @param vertx where it runs; stays the caller's to close
     * @param engine starts the delivery
     * @param subject which connector, and how
     * @param clock the time of day
     * @param random for jitter
     * @return what was found; fails when the connector cannot be made from its values
     */
    public static Future<Verdict> run(
            Vertx vertx, Engine engine, Subject subject, InstantSource clock, RandomGenerator random) {
        Rehearsal rehearsal = new Rehearsal(vertx, engine, subject, clock, random);
        Promise<Verdict> verdict = Promise.promise();
        rehearsal.context.runOnContext(go -> rehearsal.run().onComplete(verdict));
        return verdict.future();
    }

    private Future<Verdict> run() {
        return SqliteJournal.open(vertx, subject.folder().resolve("journal.db"), clock)
                .onSuccess(opened -> journal = opened)
                .compose(opened -> door.open())
                .compose(open -> begin())
                .compose(first -> trials())
                .compose(done ->
                        running.compose(Running::check).otherwise(failure -> new Checked(false, failure.getMessage())))
                .onSuccess(answer -> checked = Optional.of(answer))
                .compose(done -> running.compose(Running::stop))
                .compose(stopped -> verdict())
                .eventually(door::close)
                .eventually(() -> journal == null ? Future.succeededFuture() : journal.close());
    }

    private Future<Running> begin() {
        try {
            mortal = new MortalDeliveries(journal.deliveries());
            ConnectorPlan plan = new ConnectorPlan(
                    common(),
                    new Watched.Factory(subject.factory(), witness),
                    Values.of(subject, door.address()),
                    subject.folder());
            Delivery delivery =
                    new Delivery(journal, mortal.deliveries(), clock, random, Meter.NONE, told -> {}, HASTE);
            running = engine.start(delivery, plan);
        } catch (RuntimeException e) {
            running = Future.failedFuture(e);
        }
        return running;
    }

    private static ConnectorPlan.Common common() {
        return new ConnectorPlan.Common(
                NAME,
                false,
                List.of(),
                List.of(),
                List.of(),
                true,
                Optional.empty(),
                Optional.empty(),
                ANSWER_WITHIN,
                false,
                true,
                true);
    }

    /** Ends the process that delivers, in the middle of whatever it does, and starts another one. Any thread. */
    private void crash() {
        mortal.die();
        witness.died();
        context.runOnContext(go -> running =
                running.compose(Running::stop).transform(stopped -> begin()).onSuccess(Running::wake));
    }

    private Future<Void> trials() {
        Future<Void> done = Future.succeededFuture();
        for (Trial trial : Trial.values()) {
            if (!trial.needsHttp() || !subject.plan().routes().isEmpty()) {
                done = done.compose(before -> play(trial));
            }
        }
        return done;
    }

    private Future<Void> play(Trial trial) {
        List<Play> plays = plays(trial);
        TrialRun run = new TrialRun(trial, plays);
        runs.add(run);
        Harms harms = new Harms(trial);
        int before = door.requests();
        door.begin(harms);
        witness.doubling(trial == Trial.TWICE);
        AtomicInteger writes = new AtomicInteger();
        witness.onWritten(() -> trial == Trial.CRASH_UNNOTED && diesAt(writes.incrementAndGet()));
        Future<Void> told = Future.succeededFuture();
        for (int part = 1; part <= PARTS; part++) {
            int number = part;
            told = told.compose(last -> tell(plays, number)).compose(all -> settle(run));
        }
        return told.compose(all -> retry(run)).map(all -> {
            run.counted(door.requests() - before, harms.done());
            return null;
        });
    }

    private boolean diesAt(int write) {
        if (!Harms.isDeath(write)) {
            return false;
        }
        crash();
        return true;
    }

    private List<Play> plays(Trial trial) {
        List<Play> plays = new ArrayList<>();
        int count = trial == Trial.CALM || subject.thorough() ? CallBook.KINDS.size() : KINDS;
        for (int i = 0; i < count; i++) {
            Play play = book.play(CallBook.KINDS.get(kinds % CallBook.KINDS.size()));
            play.calls().forEach(cast::addCall);
            cast.addNumber(play.number(), trial == Trial.MANY_CONTACTS ? Cast.MANY : kinds % PEOPLE);
            kinds++;
            plays.add(play);
        }
        return plays;
    }

    private Future<Void> tell(List<Play> plays, int part) {
        List<Future<?>> appended = new ArrayList<>();
        for (Play play : plays) {
            for (Entry entry : play.part(part, PARTS)) {
                appended.add(journal.append(entry));
            }
        }
        return Future.all(appended).compose(all -> running).map(now -> {
            now.wake();
            return null;
        });
    }

    /** Waits until nothing is owed, or for so long that it never will be. */
    private Future<Void> settle(TrialRun run) {
        return settle(run, clock.instant().plus(PART_WITHIN));
    }

    private Future<Void> settle(TrialRun run, Instant until) {
        return vertx.timer(LOOK_MS)
                .compose(now -> journal.deliveries().backlog(NAME))
                .compose(backlog -> {
                    if (backlog.pending() == 0 && backlog.behind() == 0) {
                        return Future.succeededFuture();
                    }
                    if (clock.instant().isAfter(until)) {
                        run.stuck();
                        return Future.succeededFuture();
                    }
                    return settle(run, until);
                });
    }

    /** Dead letters are delivered again, as an operator would do it when the CRM's words are understood. */
    private Future<Void> retry(TrialRun run) {
        Deliveries deliveries = journal.deliveries();
        return deliveries.deadLetters(Optional.of(NAME), 1_000).compose(letters -> {
            List<Future<?>> retried = new ArrayList<>();
            for (DeadLetter letter : letters) {
                run.died(letter);
                retried.add(deliveries.retry(letter.id(), clock.instant()));
            }
            return letters.isEmpty()
                    ? Future.succeededFuture()
                    : Future.all(retried).compose(all -> running).compose(now -> {
                        now.wake();
                        return settle(run);
                    });
        });
    }

    private Future<Verdict> verdict() {
        Outside outside = new Outside(vertx, subject);
        return outside.read(crm.records(), cast).compose(all -> {
            List<Future<Finding>> findings = new ArrayList<>();
            for (TrialRun run : runs) {
                Evidence evidence =
                        new Evidence(crm.records(), witness, subject.endpoint().isEmpty());
                findings.add(run.judge(journal.deliveries(), NAME, evidence));
            }
            return Future.all(findings)
                    .map(judged -> new Verdict(
                            subject.factory().type(),
                            witness.description().orElseThrow(),
                            checked.orElseThrow(),
                            findings.stream().map(Future::result).toList(),
                            subject.stub().isPresent()
                                            || StubPlan.shipped(
                                                            subject.factory().type())
                                                    .isPresent()
                                    ? List.copyOf(door.unknown())
                                    : List.of(),
                            crm.records().repeats(),
                            witness.overlaps()));
        });
    }
}
