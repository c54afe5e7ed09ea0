package io.switchhook.ringcentral.look;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which records were handed on, so that the same stretch of the call log, looked at for several calls, is evidence once.
 * A record that changed is news.
 */
final class LogMemory {
    /** Most records remembered; beyond it the oldest may be handed on again, which harms nothing. Chosen. */
    private static final int MAX = 20_000;

    private final Map<String, Long> seen = new LinkedHashMap<>();

    /** Whether a record is news; it counts as handed on from now. A call that goes on is no business of the log. */
    boolean isNews(JsonObject record) {
        if ("In Progress".equals(record.getValue("result"))) {
            return false;
        }
        String id = String.valueOf(record.getValue("id")) + " " + record.getValue("sessionId");
        String text = record.encode();
        long print = ((long) text.length() << Integer.SIZE) ^ text.hashCode();
        Long known = seen.remove(id);
        seen.put(id, print);
        if (seen.size() > MAX) {
            seen.remove(seen.keySet().iterator().next());
        }
        return known == null || known != print;
    }
}
