package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.simulator.CallTruth;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is counted, logged once per kind, never fatal, and costs no call anything. */
class BadInputTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int HUGE_BYTES = 20 * 1024 * 1024;
    private static final String SESSIONS = "\"event\":\"/restapi/v1.0/account/1/extension/2/telephony/sessions\"";
    private static final List<String> CALLS = List.of("answered", "held", "outbound", "ring-group", "missed");

    /** The name under which each is counted, and the input. */
    private static final Map<String, String> BAD = bad();

    @TempDir
    private Path folder;

    private final HeardLog log = new HeardLog();
    private final Vertx vertx = Vertx.vertx();
    private Simulator simulator;

    private static Map<String, String> bad() {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("malformed not-json", "{\"uuid\":\"1\",\"event\":");
        bad.put("malformed not-object", "\"only a text\"");
        bad.put("malformed no-event", "{\"uuid\":\"2\",\"body\":{}}");
        bad.put("malformed no-body", "{" + SESSIONS + ",\"body\":[1,2,3]}");
        bad.put("malformed session-without-id", "{" + SESSIONS + ",\"body\":{\"parties\":\"none\"}}");
        bad.put("malformed too-deep", "{" + SESSIONS + ",\"body\":" + "[".repeat(500) + "]".repeat(500) + "}");
        bad.put("malformed oversize", "{" + SESSIONS + ",\"body\":{\"x\":\"" + "x".repeat(2_000_000) + "\"}}");
        bad.put(
                "unknown status.code Levitating",
                session("s-bad-1", 2, "{\"id\":\"p-1\",\"status\":{\"code\":\"Levitating\"}}"));
        bad.put("party without id", session("s-bad-2", 2, "{\"status\":{\"code\":\"Answered\"}}"));
        bad.put("party without status.code", session("s-bad-3", 2, "{\"id\":\"p-1\"}"));
        bad.put("missing sequence", "{" + SESSIONS + ",\"body\":{\"telephonySessionId\":\"s-bad-4\",\"parties\":[]}}");
        bad.put("ignored other", "{\"event\":\"/restapi/v1.0/account/1/weather\",\"body\":{\"rain\":true}}");
        return bad;
    }

    private static String session(String id, int sequence, String party) {
        return "{" + SESSIONS + ",\"body\":{\"telephonySessionId\":\"" + id + "\",\"sequence\":" + sequence
                + ",\"parties\":[" + party + "]}}";
    }

    @BeforeEach
    void start() {
        simulator = Simulator.start(
                        vertx,
                        SimulatorOptions.DEFAULTS
                                .withSpeed(10)
                                .withExtensions(90)
                                .withPerturbation(new SimulatorOptions.Perturbation(
                                        0, Duration.ofMillis(1_500), 0, 0, true, true))
                                .withLifetimes(SimulatorOptions.Lifetimes.DEFAULTS.withSubscriptionPubNub(
                                        Duration.ofSeconds(8)))
                                .withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
    }

    @AfterEach
    void stop() {
        simulator.close().await();
        vertx.close().await();
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "pubnub", "websocket pubnub"})
    void bad_input_is_counted_and_logged_once_per_kind_and_costs_no_call_anything(String transports) {
        try (TestDaemon daemon = daemon(transports)) {
            CALLS.forEach(simulator::place);
            for (int round = 0; round < 2; round++) {
                BAD.values().forEach(text -> simulator.faults().inject(text).await());
                CALLS.forEach(simulator::place);
            }
            BAD.keySet().forEach(kind -> awaitCount(daemon, kind, 2));
            CALLS.forEach(simulator::place);

            everyCallIsExact(daemon);
            for (String kind : BAD.keySet()) {
                assertThat(log.lines().stream().filter(line -> line.endsWith("kind=" + kind)))
                        .as(kind)
                        .hasSize(kind.startsWith("ignored") ? 0 : 1);
            }
            assertThat(log.errors()).isEmpty();
        }
    }

    @Test
    void frames_that_are_none_are_counted_and_the_socket_goes_on() {
        try (TestDaemon daemon = daemon("websocket")) {
            CALLS.forEach(simulator::place);
            String huge = "[{\"type\":\"ServerNotification\"},{" + SESSIONS + ",\"body\":{\"x\":\""
                    + "x".repeat(HUGE_BYTES) + "\"}}]";
            List<String> frames = List.of(
                    "[]",
                    "[[[",
                    "[1,2]",
                    "",
                    "[{}]",
                    "[{\"type\":\"Unheard-of\"},{}]",
                    "[{\"type\":{\"a\":1}},null]",
                    "[{\"type\":\"ServerNotification\"}]",
                    "[{\"type\":\"ServerNotification\"},\"text\"]",
                    "[{\"type\":\"ClientRequest\",\"messageId\":7},{}]",
                    "[{\"type\":\"ConnectionDetails\"},{}]",
                    huge);
            for (String frame : frames) {
                simulator.faults().inject(frame).await();
                simulator.place("answered");
            }
            awaitCount(daemon, "malformed oversize", 1);
            CALLS.forEach(simulator::place);
            everyCallIsExact(daemon);
            assertThat(daemon.counters().get("demo: malformed not-object")).isPositive();
            assertThat(log.lines().stream().filter(line -> line.startsWith("Lost")))
                    .isEmpty();
        }
    }

    @Test
    void payloads_under_another_key_are_counted_and_a_changed_key_is_learnt() {
        long seed = Long.getLong("seed", 7L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (TestDaemon daemon = daemon("pubnub")) {
            CALLS.forEach(simulator::place);
            for (int i = 0; i < 5; i++) {
                byte[] garbage = new byte[64];
                random.nextBytes(garbage);
                simulator
                        .faults()
                        .inject(Base64.getEncoder().encodeToString(garbage))
                        .await();
            }
            awaitCount(daemon, "malformed not-json", 4);
            simulator.faults().rotatePubNub().await();
            CALLS.forEach(simulator::place);
            await().pollDelay(Duration.ofSeconds(5)).atMost(LIMIT).until(daemon::isReady);
            CALLS.forEach(simulator::place);

            everyCallIsExact(daemon);
            assertThat(log.lines().stream().filter(line -> line.endsWith("kind=malformed not-json")))
                    .hasSize(1);
            assertThat(log.errors()).isEmpty();
        }
    }

    private TestDaemon daemon(String transports) {
        return TestDaemon.start(folder, simulator, List.of(transports.split(" ")))
                .ready();
    }

    /** Counts become visible when they have doubled. */
    private static void awaitCount(TestDaemon daemon, String kind, long count) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(daemon.counters().getOrDefault("demo: " + kind, 0L))
                        .as("%s in %s", kind, daemon.counters())
                        .isGreaterThanOrEqualTo(count));
    }

    private void everyCallIsExact(TestDaemon daemon) {
        Stories stories = Settled.allTold(simulator, () -> Stories.ofEvents(daemon.events()), LIMIT);
        for (CallTruth truth : simulator.truth()) {
            JsonObject story = stories.of(truth).get(0);
            TruthCheck.check(truth, story);
        }
        assertThat(stories.ids().stream().filter(id -> !id.startsWith("s-bad-")))
                .as("calls that never were")
                .hasSize(simulator.truth().size());
        EventChecks.eachCallIsToldInOrderWithoutHoles(daemon.events());
        assertThat(daemon.fatal).isEmpty();
    }
}
