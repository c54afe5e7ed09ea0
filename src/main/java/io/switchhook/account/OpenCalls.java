package io.switchhook.account;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent;
import io.switchhook.call.Health;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Which calls are not over, by what has been told of them. Owned by the account. */
final class OpenCalls {
    private final Map<String, Health> health = new HashMap<>();
    private final Map<Health, Integer> byHealth = new EnumMap<>(Health.class);

    /** An event was decided, now or before a restart. */
    void saw(CallEvent event) {
        Call call = event.call();
        boolean over = call.state().isOver();
        Health before = over ? health.remove(call.id()) : health.put(call.id(), call.health());
        if (before != null) {
            byHealth.merge(before, -1, Integer::sum);
        }
        if (!over) {
            byHealth.merge(call.health(), 1, Integer::sum);
        }
    }

    int count(Health of) {
        return byHealth.getOrDefault(of, 0);
    }
}
