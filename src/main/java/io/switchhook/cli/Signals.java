package io.switchhook.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. The JDK's door to them is not part of the language's API, so it is opened by
 * reflection, and where it is missing the signal keeps its usual meaning.
 */
final class Signals {
    private Signals() {}

    /** Runs something for each signal of a name, such as {@code HUP}, on a thread of the JDK. */
    static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                    return null;
                }
                return switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> "on " + name;
                };
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException missing) {
            org.slf4j.LoggerFactory.getLogger(Signals.class).warn("Signal {} keeps its usual meaning here", name);
        }
    }
}
