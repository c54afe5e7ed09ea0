package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A permission that the app lacks is told, and what is left is made the most of. */
class RefusedFiltersTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void without_telephony_sessions_presence_alone_tells_the_call_and_the_refusal_is_shown() {
        Vertx vertx = Vertx.vertx();
        Simulator simulator = Simulator.start(
                        vertx,
                        SimulatorOptions.DEFAULTS
                                .withSpeed(10)
                                .withDisabledFilters(List.of("/telephony/sessions"))
                                .withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
        try (TestDaemon daemon =
                TestDaemon.start(folder, simulator, List.of("websocket")).ready()) {
            simulator.place("answered");
            await().atMost(LIMIT)
                    .until(() -> daemon.stories().values().stream()
                            .anyMatch(story -> List.of("ENDED", "COMPLETED").contains(story.getString("state"))));
            JsonObject story = daemon.stories().values().iterator().next();
            assertThat(story.getString("outcome")).isEqualTo("answered");
            assertThat(story.getString("direction")).isEqualTo("inbound");
            assertThat(daemon.sources()).contains("/telephony/sessions");
        } finally {
            simulator.close().await();
            vertx.close().await();
        }
    }
}
