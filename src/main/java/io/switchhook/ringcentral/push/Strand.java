package io.switchhook.ringcentral.push;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one context on which a feed lives. What others finish comes back to it; after {@link #cut} nothing does.
 */
final class Strand {
    private final Vertx vertx;
    private final Context context;
    private boolean cut;

    Strand(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    /** Runs here, in the order of the calls, unless cut by then. Any thread may call. */
    void run(Runnable step) {
        context.runOnContext(ignored -> {
            if (!cut) {
                step.run();
            }
        });
    }

    /** Runs here even when cut, and tells when the future that it returned is done. */
    <T> Future<T> call(Supplier<Future<T>> step) {
        Promise<T> done = Promise.promise();
        context.runOnContext(ignored ->
                Future.succeededFuture().compose(nothing -> step.get()).onComplete(done));
        return done.future();
    }

    <T> void when(Future<T> future, Consumer<T> succeeded, Consumer<Throwable> failed) {
        future.onComplete(value -> run(() -> succeeded.accept(value)), why -> run(() -> failed.accept(why)));
    }

    /** Runs what may block on a worker thread, one after the other in the order of the calls. */
    <T> Future<T> aside(Callable<T> blocking) {
        return context.executeBlocking(blocking, true);
    }

    void after(Duration delay, Runnable step) {
        vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> run(step));
    }

    void cut() {
        cut = true;
    }
}
