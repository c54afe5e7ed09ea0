package io.switchhook.connector.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is remembered of a record, in the one text that the daemon keeps: the id alone, or JSON where there is more. */
final class RecordIds {
    private RecordIds() {}

    static Map<String, Object> read(String text) {
        Map<String, Object> record = new LinkedHashMap<>();
        Optional<Object> json = text.startsWith("{") ? JsonValues.read(text) : Optional.empty();
        if (json.isPresent() && json.get() instanceof Map<?, ?> map) {
            map.forEach((name, value) -> record.put(String.valueOf(name), value));
        } else {
            record.put("id", text);
        }
        return record;
    }

    static String write(Map<String, Object> record) {
        Map<String, Object> kept = new LinkedHashMap<>(record);
        kept.remove("url");
        boolean isAlone = kept.size() == 1 && kept.get("id") != null;
        return isAlone ? JsonValues.text(kept.get("id")) : JsonValues.write(kept);
    }
}
