package io.switchhook.delivery;

import io.switchhook.connector.Checked;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Description;
import io.switchhook.delivery.CourierParts.Orders;
import io.switchhook.journal.Deliveries.Due;
import io.switchhook.journal.Deliveries.Memory;
import io.switchhook.journal.Deliveries.Page;
import io.switchhook.journal.Deliveries.Pause;
import io.switchhook.journal.Deliveries.Reading;
import io.switchhook.journal.Deliveries.Standing;
import io.switchhook.journal.DeliveryResult;
import io.switchhook.journal.DeliveryResult.Dead;
import io.switchhook.journal.DeliveryResult.Delivered;
import io.switchhook.journal.DeliveryResult.Fate;
import io.switchhook.journal.DeliveryResult.Shadowed;
import io.switchhook.journal.StoredEvent;
import io.switchhook.metric.Metric;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one connector what it is owed: calls in parallel, each call's events one after another. Everything happens on
 * one context; what is decided is decided elsewhere.
 */
final class Courier {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    /** Events planned at a time; chosen: a few milliseconds of work. */
    private static final int PAGE = 200;

    /** Deliveries that were held ready for longer are read again, since something newer may be owed; chosen. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Polls between two looks at the backlog; chosen: every 5 s, since counting a million rows takes a moment. */
    private static final int MEASURE_EVERY = 10;

    private final CourierParts parts;
    private final Orders orders;
    private final Description description;
    private final Planner planner;
    private final Reading reading;
    private final Judge judge;
    private final Errand errand;
    private final Window window;
    private final News news;
    private Gate gate;
    private long cursor;
    private long timer = -1;
    private long polls;
    private boolean planning;
    private boolean newsMeanwhile;
    private boolean checking;
    private boolean stopped;
    private Optional<Instant> tookAt = Optional.empty();
    private Optional<String> lastError = Optional.empty();
    private final Promise<Void> idle = Promise.promise();

    Courier(CourierParts parts) {
        this.parts = parts;
        this.orders = parts.orders();
        this.description = parts.connector().describe();
        Policy policy = Policy.of(orders.when(), orders.filter(), description);
        this.planner = new Planner(policy);
        this.reading = new Reading(orders.name(), description.everyEvent(), policy.types());
        this.judge = new Judge(parts.patience(), parts.random());
        this.errand = new Errand(parts.vertx(), parts.connector(), parts.patience());
        this.window = new Window(orders.concurrency().orElse(description.concurrency()));
        this.news = new News(parts.journal(), parts.account(), orders.name());
    }

    /** Finds where the connector stands and begins. */
    Future<Void> start() {
        return parts.deliveries()
                .enrol(orders.name(), orders.fromBeginning())
                .map(this::begin)
                .mapEmpty();
    }

    private Standing begin(Standing standing) {
        cursor = standing.cursor();
        gate = new Gate(parts.patience(), parts.random(), orders.rate(), standing.pause());
        parts.shadow().set(standing.shadow().orElse(orders.shadow()));
        timer = parts.vertx().setPeriodic(1, parts.patience().poll().toMillis(), tick -> poll());
        return standing;
    }

    /** Ends after what is under way, or soon. */
    Future<Void> stop() {
        stopped = true;
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
            plan();
            dispatch();
            knock();
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

    private void plan() {
        if (planning || stopped) {
            newsMeanwhile = true;
            return;
        }
        planning = true;
        newsMeanwhile = false;
        parts.journal().read(cursor, PAGE).compose(this::planned).onComplete(done -> {
            planning = false;
            if (done.failed()) {
                trouble(done.cause());
            } else if (done.result() > 0 || newsMeanwhile) {
                dispatch();
                plan();
            }
        });
    }

    private Future<Integer> planned(List<StoredEvent> page) {
        if (page.isEmpty()) {
            return Future.succeededFuture(0);
        }
        long to = page.get(page.size() - 1).offset();
        return parts.deliveries()
                .plan(orders.name(), new Page(cursor, to), planner.plan(page), now())
                .map(durable -> {
                    cursor = to;
                    return page.size();
                });
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
        Fate fate = answer.succeeded() ? took(answer.result()) : failed(due, answer.cause(), answers);
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

    private Fate took(Memory memory) {
        tookAt = Optional.of(now());
        lastError = Optional.empty();
        gate.succeeded();
        count("written");
        if (gate.pause().isPresent() && gate.pause().get().by().equals(Gate.AUTH)) {
            resume("it is let in again");
        }
        return new Delivered(memory);
    }

    private Fate failed(Due due, Throwable cause, boolean answers) {
        if (cause instanceof Shadow.Shown shown) {
            gate.succeeded();
            count("shadow");
            return new Shadowed(shown.getMessage());
        }
        DeliveryFailure failure = cause instanceof DeliveryFailure known
                ? known
                : DeliveryFailure.retry("defect of the connector: " + cause);
        lastError = Optional.of(failure.getMessage());
        Fate fate = judge.after(due, failure, now(), new Judge.Crm(answers, tookAt));
        switch (failure.kind()) {
            case REJECT -> gate.succeeded();
            case AUTH -> shut(failure);
            case GONE -> {
                gate.succeeded();
                pauseFor(Gate.GONE, failure.getMessage());
            }
            case RETRY -> {
                if (failure.after().isPresent()) {
                    gate.leaveAlone(now().plus(failure.after().get()));
                } else {
                    gate.failed();
                }
            }
        }
        count(fate instanceof Dead ? "dead" : failure.kind() == DeliveryFailure.Kind.RETRY ? "retry" : "paused");
        return fate;
    }

    private void shut(DeliveryFailure failure) {
        gate.succeeded();
        gate.shut(now());
        if (gate.pause().isEmpty()) {
            pauseFor(Gate.AUTH, failure.getMessage());
        }
    }

    private Future<Void> settle(Due due, Fate fate) {
        StoredEvent event = due.event();
        return parts.deliveries()
                .settle(new DeliveryResult(
                        orders.name(), event.callId(), event.sequence(), description.everyEvent(), now(), fate));
    }

    /** Without anything owed, only a check can tell whether we are let in again. */
    private void knock() {
        if (gate.knocks(now()) && window.inFlight() == 0 && !window.hasReady() && !checking) {
            checking = true;
            check().onComplete(answer -> {
                checking = false;
                if (answer.succeeded() && answer.result().ok()) {
                    resume("it is let in again");
                } else {
                    gate.shut(now());
                }
            });
        }
    }

    /** Asks the connector whether it could work. */
    Future<Checked> check() {
        return errand.ask(() -> parts.connector().check());
    }

    /** Pauses until a person resumes it. */
    Future<Void> pause(String words) {
        return pauseFor(Gate.OPERATOR, words);
    }

    private Future<Void> pauseFor(String by, String words) {
        Pause why = new Pause(by, words, now());
        gate.pause(Optional.of(why));
        if (!by.equals(Gate.OPERATOR)) {
            log.warn("Connector pauses. connector={} by={} why={}", orders.name(), by, words);
        }
        return parts.deliveries()
                .pause(orders.name(), Optional.of(why))
                .compose(durable -> news.paused(why))
                .onFailure(this::trouble);
    }

    /** Goes on, whatever made it pause. */
    Future<Void> resume(String words) {
        boolean wasPaused = gate.pause().isPresent();
        gate.pause(Optional.empty());
        return parts.deliveries()
                .pause(orders.name(), Optional.empty())
                .compose(durable -> wasPaused ? news.resumed(words, now()) : Future.succeededFuture())
                .onSuccess(told -> tick())
                .onFailure(this::trouble);
    }

    /** Shows instead of sending, or sends again. */
    Future<Void> shadow(boolean on) {
        parts.shadow().set(on);
        return parts.deliveries().shadow(orders.name(), Optional.of(on));
    }

    /** How it stands. */
    Future<CourierStatus> status() {
        return parts.deliveries()
                .backlog(orders.name())
                .map(backlog -> new CourierStatus(
                        orders.name(),
                        orders.type(),
                        description,
                        orders.when().name().toLowerCase(java.util.Locale.ROOT),
                        parts.shadow().isOn(),
                        gate.pause(),
                        gate.obstacle(now()),
                        backlog,
                        window.inFlight(),
                        tookAt,
                        lastError));
    }

    private void count(String result) {
        parts.meter().count(Metric.DELIVERIES, orders.name(), result);
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
