package io.switchhook.ringcentral.rest;

import io.switchhook.ringcentral.rest.QuotaListener.Reason;
import io.switchhook.ringcentral.rest.RemoteFailure.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Lets the requests of one rate group through, one by one, when their turn and the time have come. */
final class RateGate {
    /** A live request that waits no longer than this is no news. Chosen. */
    private static final Duration NOTICED = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final InstantSource steady;
    private final QuotaLine<Waiter> line;
    private final News news;
    private boolean exhausted;
    private Optional<Long> timer = Optional.empty();
    private boolean pumping;
    private boolean closed;

    /** Hears that nobody gets through for a while, and that somebody does again. */
    interface News {
        void exhausted(Reason reason, Duration pause);

        void restored();
    }

    RateGate(Vertx vertx, InstantSource steady, QuotaWindow window, News news) {
        this.news = news;
        this.vertx = vertx;
        this.steady = steady;
        this.line = new QuotaLine<>(window);
    }

    /** Completes when the request may be sent; it counts as sent from then. */
    Future<Void> enter(String operation, Priority priority) {
        if (closed) {
            return Future.failedFuture(closed(operation));
        }
        Waiter waiter = new Waiter(operation, Promise.promise());
        if (!line.offer(waiter, priority)) {
            String why = QuotaLine.WAITING_MAX + " requests of its rate group wait already";
            return Future.failedFuture(
                    new Refused(operation, why, Optional.of(line.window().window())));
        }
        pump();
        return waiter.turn.future();
    }

    /** The same for a request that had its turn and needs another, and for tokens, which everybody waits for. */
    Future<Void> enterFirst(String operation, Priority priority) {
        if (closed) {
            return Future.failedFuture(closed(operation));
        }
        Waiter waiter = new Waiter(operation, Promise.promise());
        line.putBack(waiter, priority);
        pump();
        return waiter.turn.future();
    }

    void withdrawn() {
        line.window().withdrawn();
        pump();
    }

    void settled() {
        line.window().settled(steady.instant());
        pump();
    }

    void learn(QuotaHeaders headers) {
        line.window().learn(headers, steady.instant());
    }

    void penalize(Duration penalty) {
        line.window().penalize(penalty, steady.instant());
        arm();
    }

    Optional<Duration> penaltyLeft() {
        return line.window().penaltyLeft(steady.instant());
    }

    QuotaState state(RateGroup group, Instant now) {
        QuotaWindow window = line.window();
        boolean penalized = penaltyLeft().isPresent();
        int remaining = penalized ? 0 : window.remaining(steady.instant());
        return new QuotaState(
                group,
                window.limit(),
                window.window(),
                remaining,
                line.size(),
                penaltyLeft().map(now::plus));
    }

    void close() {
        timer.ifPresent(vertx::cancelTimer);
        timer = Optional.empty();
        closed = true;
        line.drain().forEach(waiter -> waiter.turn.fail(closed(waiter.operation)));
    }

    private static Refused closed(String operation) {
        return new Refused(operation, "the client is closed", Optional.empty());
    }

    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        Optional<Waiter> next = line.poll(steady.instant());
        while (next.isPresent()) {
            next.get().turn.complete();
            next = line.poll(steady.instant());
        }
        pumping = false;
        arm();
    }

    private void arm() {
        timer.ifPresent(vertx::cancelTimer);
        Instant now = steady.instant();
        tell(now);
        Optional<Instant> over = line.window().penaltyLeft(now).map(now::plus);
        timer = line.wakeAt(now).or(() -> over).map(at -> {
            long wait = Math.max(1, Duration.between(now, at).toMillis() + 1);
            return vertx.setTimer(wait, fired -> pump());
        });
    }

    private void tell(Instant now) {
        Optional<Duration> penalty = line.window().penaltyLeft(now);
        Optional<Duration> wait = penalty.or(() -> line.liveWait(now));
        boolean stands = penalty.isPresent() || (wait.isPresent() && wait.get().compareTo(NOTICED) > 0);
        if (stands && !exhausted) {
            news.exhausted(penalty.isPresent() ? Reason.PENALTY : Reason.WINDOW, wait.get());
        } else if (!stands && exhausted) {
            news.restored();
        }
        exhausted = stands;
    }

    private record Waiter(String operation, Promise<Void> turn) {}
}
