package io.switchhook.delivery;

import io.switchhook.connector.Checked;
import io.switchhook.connector.Description;
import io.switchhook.delivery.CourierParts.Orders;
import io.switchhook.journal.Deliveries.Due;
import io.switchhook.journal.Deliveries.Memory;
import io.switchhook.journal.Deliveries.Reading;
import io.switchhook.journal.Deliveries.Standing;
import io.switchhook.journal.DeliveryResult;
import io.switchhook.journal.DeliveryResult.Delivered;
import io.switchhook.journal.DeliveryResult.Fate;
import io.switchhook.journal.StoredEvent;
import io.switchhook.metric.Metric;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one connector what it is owed: calls in parallel, each call's events one after another. Everything happens on
 * one context; what is decided is decided elsewhere.
 */
final class Courier {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    /** Deliveries that were held ready for longer are read again, since something newer may be owed; chosen. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Polls between two looks at the backlog; chosen: every 5 s, since counting a million rows takes a moment. */
    private static final int MEASURE_EVERY = 10;

    private final CourierParts parts;
    private final Orders orders;
    private final Description description;
    private final Reading reading;
    private final Policy policy;
    private final Asker asker;
    private final Lookup lookup;
    private final Errand errand;
    private final Window window;
    private final Intake intake;
    private final Replays replays;
    private Gate gate;
    private Door door;
    private Fates fates;
    private Pops pops;
    private long timer = -1;
    private long polls;
    private boolean stopped;
    private final Promise<Void> idle = Promise.promise();

    Courier(CourierParts parts) {
        this.parts = parts;
        this.orders = parts.orders();
        this.description = parts.connector().describe();
        this.policy = Policy.of(orders.when(), orders.filter(), description);
        this.reading = new Reading(orders.name(), description.everyEvent(), policy.types());
        this.asker = new Asker(parts.vertx(), parts.patience().answer());
        this.lookup = new Lookup(parts, asker);
        this.errand = new Errand(parts, policy, asker, lookup);
        this.window = new Window(orders.concurrency().orElse(description.concurrency()));
        Planner planner = new Planner(policy);
        this.intake = new Intake(parts, planner, this::noted, this::trouble);
        this.replays = new Replays(parts, planner, description.everyEvent());
    }

    /** Finds where the connector stands and begins. */
    Future<Void> start() {
        return parts.deliveries()
                .enrol(orders.name(), orders.fromBeginning())
                .map(this::begin)
                .mapEmpty();
    }

    private Standing begin(Standing standing) {
        intake.begin(standing.cursor());
        gate = new Gate(parts.patience(), parts.random(), orders.rate(), standing.pause());
        door = new Door(parts, gate, this::check, this::trouble);
        door.whenOpened(this::tick);
        fates = new Fates(parts, gate, door);
        pops = new Pops(parts, policy, gate, lookup, asker);
        parts.shadow().set(standing.shadow().orElse(orders.shadow()));
        timer = parts.vertx().setPeriodic(1, parts.patience().poll().toMillis(), tick -> poll());
        return standing;
    }

    /** Ends after what is under way, or soon. */
    Future<Void> stop() {
        stopped = true;
        intake.stop();
        parts.vertx().cancelTimer(timer);
        endWhenIdle();
        parts.vertx().setTimer(parts.patience().stop().toMillis(), late -> idle.tryComplete());
        return idle.future().onComplete(done -> parts.connector().close());
    }

    private void endWhenIdle() {
        if (stopped && window.inFlight() == 0) {
            idle.tryComplete();
        }
    }

    /** There may be something new, or something may be due. */
    void tick() {
        if (!stopped) {
            intake.read();
            dispatch();
            if (window.inFlight() == 0 && !window.hasReady()) {
                door.knock();
            }
        }
    }

    private void poll() {
        tick();
        if (polls++ % MEASURE_EVERY == 0) {
            parts.deliveries().backlog(orders.name()).onSuccess(backlog -> {
                parts.meter().set(Metric.BACKLOG, (double) (backlog.pending() + backlog.behind()), orders.name());
                parts.meter().set(Metric.DEAD_LETTERS, (double) backlog.dead(), orders.name());
            });
        }
    }

    private void noted(List<StoredEvent> page) {
        pops.look(page);
        dispatch();
    }

    private void dispatch() {
        window.dropBefore(now().minus(FRESH), now());
        while (!stopped && window.hasRoom() && window.hasReady()) {
            if (!gate.lets(now(), window.inFlight())) {
                return;
            }
            carry(window.take());
        }
        if (!stopped && window.hasRoom() && window.beginFetch()) {
            parts.deliveries().due(reading, now(), window.fetchMax()).onComplete(found -> {
                boolean any = window.endFetch(found.succeeded() ? found.result() : List.of());
                if (found.failed()) {
                    trouble(found.cause());
                } else if (any || window.wasAskedMeanwhile()) {
                    dispatch();
                }
            });
        }
    }

    private void carry(Due due) {
        boolean answers = gate.answers();
        long waitMs = gate.turn().toMillis();
        Future<Void> turn = waitMs > 0 ? parts.vertx().timer(waitMs).mapEmpty() : Future.succeededFuture();
        boolean shown = parts.shadow().isOn();
        turn.compose(mine -> intend(due, shown))
                .compose(noted -> errand.run(due, shown).transform(answer -> delivered(due, answer, answers)))
                .onComplete(done -> {
                    if (done.failed()) {
                        gate.failed();
                        trouble(done.cause());
                    }
                    Optional<Due> next = done.succeeded() ? done.result() : Optional.empty();
                    if (next.isPresent()) {
                        carry(next.get());
                        return;
                    }
                    window.done(due);
                    endWhenIdle();
                    dispatch();
                });
    }

    /**
     * Notes what became of a delivery. The next event of the same call goes out while that is still being written: the
     * worst that a crash can do is to repeat events under their ids.
     */
    private Future<Optional<Due>> delivered(Due due, AsyncResult<Memory> answer, boolean answers) {
        Fate fate = fates.of(due, answer, answers);
        Future<Void> kept = settle(due, fate);
        Optional<Due> next = fate instanceof Delivered written ? due.next(written.memory()) : Optional.empty();
        if (next.isPresent() && !stopped && gate.lets(now(), window.inFlight() - 1)) {
            kept.onFailure(this::trouble);
            return Future.succeededFuture(next);
        }
        return kept.map(Optional.empty());
    }

    /** A connector that passes events on repeats them under their ids; the others must find out what happened. */
    private Future<Void> intend(Due due, boolean shown) {
        StoredEvent event = due.event();
        return description.everyEvent() || shown
                ? Future.succeededFuture()
                : parts.deliveries().intend(orders.name(), event.callId(), event.sequence(), now());
    }

    private Future<Void> settle(Due due, Fate fate) {
        StoredEvent event = due.event();
        return parts.deliveries()
                .settle(new DeliveryResult(
                        orders.name(), event.callId(), event.sequence(), description.everyEvent(), now(), fate));
    }

    /** Asks the connector whether it could work. */
    Future<Checked> check() {
        return asker.ask(() -> parts.connector().check());
    }

    /** Pauses until a person resumes it. */
    Future<Void> pause(String words) {
        return door.pause(Gate.OPERATOR, words);
    }

    /** Goes on, whatever made it pause. */
    Future<Void> resume(String words) {
        return door.resume(words);
    }

    /** Shows instead of sending, or sends again. */
    Future<Void> shadow(boolean on) {
        parts.shadow().set(on);
        return parts.deliveries().shadow(orders.name(), Optional.of(on));
    }

    /** Owes it once more what an order means. */
    Future<Replayed> replay(ReplayOrder order) {
        return replays.run(order, intake.cursor()).onSuccess(owed -> tick());
    }

    /** How it stands. */
    Future<CourierStatus> status() {
        return parts.deliveries()
                .backlog(orders.name())
                .map(backlog -> new CourierStatus(
                        orders.name(),
                        orders.type(),
                        description,
                        orders.when().name().toLowerCase(Locale.ROOT),
                        parts.shadow().isOn(),
                        gate.pause(),
                        gate.obstacle(now()),
                        backlog,
                        window.inFlight(),
                        fates.tookAt(),
                        fates.lastError()));
    }

    private void trouble(Throwable cause) {
        if (!stopped) {
            log.warn(
                    "Delivery goes on later, because the journal did not answer. connector={} why={}",
                    orders.name(),
                    cause.getMessage());
        }
    }

    private Instant now() {
        return parts.clock().instant();
    }
}
