package io.switchhook.kit;

import io.switchhook.journal.Deliveries;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a process knows of the journal until it dies: from then on nothing is written and nothing answered. */
final class MortalDeliveries {
    private final Deliveries real;
    private final AtomicBoolean dead = new AtomicBoolean();

    MortalDeliveries(Deliveries real) {
        this.real = real;
    }

    /** Dies; false when it was dead already. */
    boolean die() {
        return dead.compareAndSet(false, true);
    }

    Deliveries deliveries() {
        return (Deliveries) Proxy.newProxyInstance(
                Deliveries.class.getClassLoader(),
                new Class<?>[] {Deliveries.class},
                (proxy, method, arguments) -> dead.get() ? Promise.promise().future() : call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
