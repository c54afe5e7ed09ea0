package io.switchhook.ringcentral.rest;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How the test thread waits for a future: with a limit, and with the failure as it is. */
final class Waits {
    private Waits() {}

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("Expected an answer within 20 s, but there was none", e);
        }
    }

    static <E extends Throwable> E failure(Future<?> future, Class<E> type) {
        try {
            get(future);
        } catch (RuntimeException thrown) {
            if (type.isInstance(thrown)) {
                return type.cast(thrown);
            }
            throw new AssertionError("Expected " + type.getSimpleName() + ", but it failed otherwise", thrown);
        }
        throw new AssertionError("Expected " + type.getSimpleName() + ", but it succeeded");
    }
}
