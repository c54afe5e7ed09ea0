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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each scripted call arrives on the event bus with exactly the truth. */
class EndToEndTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Vertx vertx;
    private Simulator simulator;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        simulator = Simulator.start(
                        vertx,
                        SimulatorOptions.DEFAULTS
                                .withSpeed(10)
                                .withExtensions(40)
                                .withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
    }

    @AfterEach
    void stop() {
        simulator.close().await();
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "pubnub", "websocket pubnub"})
    void each_scripted_call_arrives_on_the_event_bus_with_exactly_the_truth(String transports) {
        try (TestDaemon daemon = TestDaemon.start(folder, simulator, List.of(transports.split(" ")))
                .ready()) {
            Simulator.scripts().forEach(simulator::place);
            await().atMost(LIMIT).until(() -> simulator.truth().stream().allMatch(CallTruth::over));
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(openCalls(daemon)).isEmpty());

            Map<String, JsonObject> stories = new LinkedHashMap<>(daemon.stories());
            for (CallTruth truth : simulator.truth()) {
                JsonObject story = storyOf(truth, stories);
                TruthCheck.check(truth, story);
                stories.remove(story.getString("id"));
            }
            assertThat(stories).as("calls that never were").isEmpty();
            EventChecks.eachCallIsToldInOrderWithoutHoles(daemon.events());
            assertThat(daemon.fatal).isEmpty();
        }
    }

    private List<String> openCalls(TestDaemon daemon) {
        List<String> open = new java.util.ArrayList<>();
        for (CallTruth truth : simulator.truth()) {
            JsonObject story = storyOf(truth, daemon.stories());
            if (!List.of("ENDED", "COMPLETED").contains(story.getString("state"))) {
                open.add(truth.script() + " " + story.getString("state"));
            }
        }
        return open;
    }

    private static JsonObject storyOf(CallTruth truth, Map<String, JsonObject> stories) {
        return truth.telephonySessionIds().stream()
                .filter(stories::containsKey)
                .map(stories::get)
                .findFirst()
                .orElse(new JsonObject().put("state", "never told").put("id", "none"));
    }
}
