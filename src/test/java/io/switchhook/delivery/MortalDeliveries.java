package io.switchhook.delivery;

import io.switchhook.journal.Deliveries;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Deliveries that die at their n-th write, before or after it is durable: from then on nothing is answered, as if the
 * process were gone.
 */
final class MortalDeliveries {
    private static final Set<String> WRITES = Set.of("plan", "intend", "settle");

    private final Deliveries real;
    private final int dieAt;
    private final boolean durable;
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicBoolean dead = new AtomicBoolean();

    MortalDeliveries(Deliveries real, int dieAt, boolean durable) {
        this.real = real;
        this.dieAt = dieAt;
        this.durable = durable;
    }

    Deliveries deliveries() {
        return (Deliveries) Proxy.newProxyInstance(
                Deliveries.class.getClassLoader(),
                new Class<?>[] {Deliveries.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    boolean isDead() {
        return dead.get();
    }

    int writes() {
        return writes.get();
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        if (dead.get()) {
            return Promise.promise().future();
        }
        boolean last = WRITES.contains(method.getName()) && writes.incrementAndGet() == dieAt;
        if (!last) {
            return invoke(method, arguments);
        }
        dead.set(true);
        if (durable) {
            ((Future<?>) invoke(method, arguments)).await();
        }
        return Promise.promise().future();
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
