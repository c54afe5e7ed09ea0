package io.switchhook.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.rules.RulesConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for every replay. */
class ReplayTest {
    private static final List<String> TRACE = List.of(
            line(1_000, 2, "1", "Outbound", "", "Setup"),
            line(1_030, 3, "2", "Inbound", "\"extensionId\":\"102\",", "Setup"),
            line(1_200, 4, "1", "Outbound", "", "Answered"),
            line(1_230, 5, "2", "Inbound", "\"extensionId\":\"102\",", "Proceeding"),
            line(5_000, 6, "2", "Inbound", "\"extensionId\":\"102\",", "Answered"),
            line(9_000, 7, "1", "Outbound", "", "Disconnected"),
            line(9_010, 8, "2", "Inbound", "\"extensionId\":\"102\",", "Disconnected"));

    private static String line(long at, int sequence, String party, String direction, String extension, String code) {
        return "{\"at\":" + (at + 90) + ",\"account\":\"acme\",\"kind\":\"notification\",\"body\":{\"uuid\":\""
                + sequence
                + "\",\"event\":\"/restapi/v1.0/account/1/telephony/sessions\",\"timestamp\":\"1970-01-01T00:00:0"
                + (at + 80) / 1000 + "." + String.format("%03d", (at + 80) % 1000)
                + "Z\",\"body\":{\"sequence\":" + sequence
                + ",\"sessionId\":\"77\",\"telephonySessionId\":\"s-77\",\"eventTime\":\"1970-01-01T00:00:0" + at / 1000
                + "." + String.format("%03d", at % 1000) + "Z\",\"parties\":[{\"accountId\":\"1\"," + extension
                + "\"id\":\"p-77-" + party + "\",\"direction\":\"" + direction
                + "\",\"from\":{\"phoneNumber\":\"+12025550100\"},\"to\":{\"phoneNumber\":\"+12025550102\"},"
                + "\"status\":{\"code\":\"" + code + "\"}}],\"origin\":{\"type\":\"Call\"}}}}";
    }

    @Test
    void the_same_trace_gives_the_same_bytes() {
        assertThat(replay(TRACE)).isEqualTo(replay(TRACE)).hasSizeGreaterThan(8);
    }

    @Test
    void lines_that_are_none_are_counted_and_cost_nothing_else() {
        List<String> spoilt = new ArrayList<>(TRACE);
        spoilt.add(3, "not a line");
        spoilt.add(5, "{\"at\":1,\"account\":\"acme\",\"kind\":\"notification\"}");
        assertThat(replay(spoilt)).isEqualTo(replay(TRACE));
    }

    @Test
    void a_call_that_one_of_its_two_ends_has_left_is_asked_about_and_over_only_when_the_looks_lack_it() {
        List<String> trace = new ArrayList<>(TRACE.subList(0, 6));
        List<String> asked = replay(trace);
        assertThat(asked.get(asked.size() - 1)).contains("call.updated").contains("\"health\":\"SUSPECT\"");
        for (long at : new long[] {100_000, 200_000}) {
            trace.add("{\"at\":" + at + ",\"account\":\"acme\",\"kind\":\"activeCalls\",\"body\":"
                    + "{\"records\":[],\"complete\":true,\"requestedAt\":" + at + "}}");
        }
        trace.add("{\"at\":201000,\"account\":\"acme\",\"kind\":\"session\",\"body\":"
                + "{\"telephonySessionId\":\"s-77\",\"exists\":false}}");
        List<String> events = replay(trace);
        assertThat(events.get(events.size() - 1))
                .contains("call.ended")
                .contains("\"endedAt\":\"1970-01-01T00:00:09.000Z\"");
    }

    @Test
    void asked_why_each_input_shows_the_rules_that_decided_and_the_events_are_the_same() {
        List<String> events = new ArrayList<>();
        List<String> inputs = new ArrayList<>();
        Replay replay = new Replay(RulesConfig.DEFAULTS, events::add, Optional.of(inputs::add), true);
        List<String> odd = new ArrayList<>(TRACE);
        odd.remove(1);
        odd.forEach(line -> replay.feed(line.getBytes(StandardCharsets.UTF_8)));
        replay.finish();
        assertThat(events).isEqualTo(replay(odd));
        assertThat(inputs.get(0)).contains("\"decisions\":[{\"rule\":\"in-place\"");
        assertThat(inputs.get(1)).contains("\"rule\":\"waits-for-number\"").contains("#4 waits for #3");
        assertThat(inputs).anyMatch(line -> line.startsWith("{\"time\":") && line.contains("gap-given-up"));
    }

    @Test
    void evidence_is_shown_beside_what_it_led_to() {
        List<String> evidence = new ArrayList<>();
        Replay replay = new Replay(RulesConfig.DEFAULTS, event -> {}, Optional.of(evidence::add));
        TRACE.forEach(line -> replay.feed(line.getBytes(StandardCharsets.UTF_8)));
        replay.feed(TRACE.get(2).getBytes(StandardCharsets.UTF_8));
        assertThat(evidence).hasSize(8);
        assertThat(evidence.get(4)).contains("\"told\":[").contains("call.answered");
        assertThat(evidence.get(7)).contains("\"refused\":[\"DUPLICATE\"]").contains("\"told\":[]");
    }

    @Test
    void a_body_reaches_the_decoder_byte_for_byte_and_is_written_back_so() {
        byte[] line = "{\"body\": {\"n\": 12345678901234567890.50, \"t\": \"\\u00e9\"} ,\"at\":5}"
                .getBytes(StandardCharsets.UTF_8);
        TraceLine read = TraceLine.read(line).orElseThrow();
        assertThat(new String(read.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"n\": 12345678901234567890.50, \"t\": \"\\u00e9\"}");
        assertThat(TraceLine.read(read.write().getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .body())
                .isEqualTo(read.body());
    }

    private static List<String> replay(List<String> trace) {
        List<String> events = new ArrayList<>();
        Replay replay = new Replay(RulesConfig.DEFAULTS, events::add, Optional.empty());
        trace.forEach(line -> replay.feed(line.getBytes(StandardCharsets.UTF_8)));
        replay.finish();
        return events;
    }
}
