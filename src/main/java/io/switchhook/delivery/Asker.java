package io.switchhook.delivery;

import io.switchhook.connector.DeliveryFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The edge of a plug-in: whatever it throws, and that it says nothing, is a failure of one delivery, never of the courier. */
final class Asker {
    private final Vertx vertx;
    private final Duration within;

    /**
     * Asks anything.
     *
     * @param within longest that an answer may take
     */
    Asker(Vertx vertx, Duration within) {
        this.vertx = vertx;
        this.within = within;
    }

    /** Asks; fails with {@link DeliveryFailure} or {@link Shadow.Shown} only. */
    <T> Future<T> ask(Supplier<CompletionStage<T>> question) {
        Future<T> answer;
        try {
            answer = Future.fromCompletionStage(question.get(), vertx.getOrCreateContext());
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        return answer.timeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(understood(failure)));
    }

    private RuntimeException understood(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DeliveryFailure || cause instanceof Shadow.Shown) {
            return (RuntimeException) cause;
        }
        if (cause instanceof TimeoutException) {
            return DeliveryFailure.retry("no answer within " + within.toSeconds() + " s");
        }
        return DeliveryFailure.retry("defect of the connector: " + cause);
    }
}
