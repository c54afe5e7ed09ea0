package io.switchhook.kit;

import io.switchhook.connector.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** With which values a connector is tried. */
final class Values {
    private Values() {}

    /** What the caller says, else what the description says, else something for each required key. */
    static Map<String, Object> of(Subject subject, String stub) {
        StubPlan plan = subject.plan();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Key key : subject.factory().keys()) {
            if (key.need() == Key.Need.REQUIRED) {
                boolean isAddress = key.name().toLowerCase(Locale.ROOT).endsWith("url");
                values.put(key.name(), isAddress ? "${stub}" : "kit");
            }
        }
        values.putAll(plan.config());
        values.putAll(subject.values());
        Map<String, String> places =
                Map.of("stub", stub, "folder", subject.folder().toString());
        Map<String, Object> filled = new LinkedHashMap<>();
        values.forEach((name, value) -> filled.put(name, filled(value, places)));
        return filled;
    }

    private static Object filled(Object value, Map<String, String> places) {
        if (value instanceof String text) {
            return Reply.filled(text, places);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> filled(one, places)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> inner = new LinkedHashMap<>();
            map.forEach((key, one) -> inner.put(String.valueOf(key), filled(one, places)));
            return inner;
        }
        return value;
    }
}
