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

/** Listed extensions are watched by the numbers that people know; of a call only their own legs are heard. */
class WatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void only_calls_of_listed_extensions_are_told_and_gaps_in_their_numbers_hold_nothing_back() {
        Vertx vertx = Vertx.vertx();
        Simulator simulator = Simulator.start(
                        vertx, SimulatorOptions.DEFAULTS.withSpeed(10).withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
        try (TestDaemon daemon =
                TestDaemon.watching(folder, simulator, List.of("101")).ready()) {
            for (int i = 0; i < 12; i++) {
                simulator.place("answered");
            }
            await().atMost(LIMIT).until(() -> simulator.truth().stream().allMatch(call -> call.over()));
            List<String> own = simulator.truth().stream()
                    .filter(call -> call.to().equals("+12025550101"))
                    .map(call -> call.telephonySessionIds().get(0))
                    .toList();
            assertThat(own).isNotEmpty();
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(daemon.stories().values().stream().map(story -> story.getString("state")))
                                    .hasSize(own.size())
                                    .isSubsetOf("ENDED", "COMPLETED"));
            assertThat(daemon.stories().keySet()).containsExactlyInAnyOrderElementsOf(own);
            for (JsonObject story : daemon.stories().values()) {
                assertThat(story.getString("outcome")).isEqualTo("answered");
                assertThat(story.getString("direction")).isEqualTo("inbound");
            }
            assertThat(daemon.events())
                    .allMatch(event -> event.getJsonObject("data").getValue("gap") == null);
        } finally {
            simulator.close().await();
            vertx.close().await();
        }
    }
}
