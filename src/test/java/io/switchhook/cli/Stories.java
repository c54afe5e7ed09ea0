package io.switchhook.cli;

import io.switchhook.simulator.CallTruth;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The newest snapshot of each call, findable by what really happened. */
final class Stories {
    private final Map<String, JsonObject> byId = new LinkedHashMap<>();

    static Stories of(List<String> lines) {
        return ofEvents(lines.stream().map(JsonObject::new).toList());
    }

    static Stories ofEvents(List<JsonObject> events) {
        Stories stories = new Stories();
        for (JsonObject event : events) {
            JsonObject call = event.getJsonObject("data").getJsonObject("call");
            if (call != null) {
                stories.byId.put(call.getString("id"), call);
            }
        }
        return stories;
    }

    /** Every story that has one of the call's ids; more than one would be the same call told twice. */
    List<JsonObject> of(CallTruth truth) {
        return byId.values().stream()
                .filter(story -> truth.telephonySessionIds().contains(story.getString("id"))
                        || story.getJsonObject("ids").getJsonArray("sessionIds").stream()
                                .anyMatch(id -> truth.sessionIds().contains(String.valueOf(id))))
                .toList();
    }

    Set<String> ids() {
        return byId.keySet();
    }
}
