package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What must hold for every stream of events. */
final class EventChecks {
    private EventChecks() {}

    static void eachCallIsToldInOrderWithoutHoles(List<JsonObject> events) {
        Map<String, List<Long>> sequences = new LinkedHashMap<>();
        long offset = 0;
        for (JsonObject event : events) {
            String call = event.getString("subject");
            List<Long> told = sequences.computeIfAbsent(call, first -> new ArrayList<>());
            if (told.isEmpty() && !call.startsWith("sources/")) {
                assertThat(event.getString("type")).isEqualTo("io.switchhook.call.started");
            }
            told.add(Long.parseLong(event.getString("sequence")));
            assertThat(event.getString("id")).isEqualTo(call + ":" + event.getString("sequence"));
            long next = event.getJsonObject("data").getLong("offset");
            assertThat(next).isGreaterThan(offset);
            offset = next;
        }
        sequences.forEach((call, told) -> assertThat(told)
                .as(call)
                .isEqualTo(LongStream.rangeClosed(1, told.size()).boxed().toList()));
    }
}
