package io.switchhook.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.switchhook.call.rules.RulesConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Traces of what the platform seldom does, each beside the stories that it has to give: restarted counters, clocks set
 * back, lists of those who only watch. {@code -Drewrite} writes the stories anew, to be read before they are kept.
 */
class OddTracesTest {
    private static final Path FOLDER = Path.of("src/test/resources/odd-traces");

    static Stream<Path> traces() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(path -> path.toString().endsWith(".ndjson")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void an_odd_trace_gives_its_stories(Path trace) throws IOException {
        String told = stories(trace);
        Path expected = Path.of(trace.toString().replace(".ndjson", ".txt"));
        if (System.getProperty("rewrite") != null) {
            Files.writeString(expected, told);
        }
        assertThat(told).isEqualTo(Files.readString(expected));
    }

    @Test
    void there_are_traces() throws IOException {
        assertThat(traces()).hasSizeGreaterThan(10);
        assumeThat(System.getProperty("rewrite")).isNull();
    }

    private static String stories(Path trace) throws IOException {
        Map<String, JsonObject> last = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        Replay replay =
                new Replay(RulesConfig.DEFAULTS, event -> keep(new JsonObject(event), last, types), Optional.empty());
        for (String line : Files.readAllLines(trace)) {
            replay.feed(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        replay.finish();
        StringBuilder text = new StringBuilder();
        last.forEach((id, call) ->
                text.append(story(call)).append("told").append(types.get(id)).append("\n"));
        return text.toString();
    }

    private static void keep(JsonObject event, Map<String, JsonObject> last, Map<String, String> types) {
        String type = event.getString("type").substring("io.switchhook.".length());
        if (type.startsWith("call.")) {
            last.put(event.getString("subject"), event.getJsonObject("data").getJsonObject("call"));
            types.merge(event.getString("subject"), " " + type.substring("call.".length()), String::concat);
        }
    }

    private static String story(JsonObject call) {
        long start = ms(call.getJsonObject("times").getString("startedAt"));
        JsonObject by = call.getJsonObject("answeredBy");
        StringBuilder text = new StringBuilder(call.getString("state"))
                .append(" ")
                .append(call.getString("direction"))
                .append(" ")
                .append(call.getString("outcome"))
                .append(" ")
                .append(call.getString("cause"))
                .append(", by ")
                .append(by == null ? "nobody" : by.getString("kind") + " " + by.getString("extensionId"))
                .append(", talk ")
                .append(call.getJsonObject("durations").getLong("talkMs"))
                .append("\ncall ")
                .append(history(call, start))
                .append("\n");
        for (Object leg : call.getJsonArray("legs")) {
            JsonObject one = (JsonObject) leg;
            text.append("leg ")
                    .append(one.getString("extensionId"))
                    .append(" ")
                    .append(history(one, start))
                    .append("\n");
        }
        return text.toString();
    }

    private static String history(JsonObject of, long start) {
        JsonArray steps = of.getJsonArray("history");
        List<String> words = steps.stream()
                .map(JsonObject.class::cast)
                .map(step -> step.getString("state") + "@" + (ms(step.getString("at")) - start)
                        + (step.getString("certainty").equals("observed") ? "" : "?"))
                .toList();
        return String.join(" ", words);
    }

    private static long ms(String moment) {
        return Instant.parse(moment).toEpochMilli();
    }
}
