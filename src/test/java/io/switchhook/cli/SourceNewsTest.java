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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of the sources stands in the same journal as the calls. */
class SourceNewsTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String PREFIX = "io.switchhook.";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Simulator simulator;

    @AfterEach
    void stop() {
        simulator.close().await();
        vertx.close().await();
    }

    @Test
    void a_loss_its_gap_and_its_back_fill_are_told_in_order_and_numbered_without_holes() {
        try (TestDaemon daemon = daemon()) {
            simulator.place("held");
            await().atMost(LIMIT)
                    .until(() -> daemon.events().stream()
                            .anyMatch(event -> event.getString("type").equals(PREFIX + "call.answered")));
            simulator.faults().revokeTokens().await();
            simulator.faults().dropSockets().await();
            await().atMost(LIMIT).untilAsserted(() -> assertThat(types(daemon)).contains("source.backfilled"));
            await().atMost(LIMIT).until(() -> isOver(daemon));

            assertThat(types(daemon))
                    .containsSubsequence("source.lost", "source.connected")
                    .containsSubsequence("source.lost", "source.gap", "source.backfilled");
            List<JsonObject> told = notices(daemon);
            for (int i = 0; i < told.size(); i++) {
                JsonObject notice = told.get(i);
                assertThat(notice.getString("subject")).isEqualTo("sources/demo/websocket");
                assertThat(Long.parseLong(notice.getString("sequence"))).isEqualTo(i + 1L);
                assertThat(notice.getString("id"))
                        .isEqualTo(notice.getString("subject") + ":" + notice.getString("sequence"));
            }
            JsonObject backfilled = told.get(told.size() - 1).getJsonObject("data");
            assertThat(backfilled.fieldNames())
                    .contains("from", "to", "reason", "callsFound", "callsRepaired", "callsEnded", "recordsSeen")
                    .doesNotContain("notAnswered");
        }
    }

    @Test
    void after_a_restart_the_time_without_us_is_a_gap_and_nothing_found_in_it_is_live_news() {
        try (TestDaemon daemon = daemon()) {
            simulator.place("answered");
            await().atMost(LIMIT)
                    .until(() -> daemon.events().stream()
                            .anyMatch(event -> event.getString("type").equals(PREFIX + "call.ended")));
        }
        simulator.place("answered");
        await().atMost(LIMIT).until(() -> simulator.truth().stream().allMatch(CallTruth::over));
        try (TestDaemon daemon =
                TestDaemon.start(folder, simulator, List.of("websocket")).ready()) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(types(daemon)).contains("source.backfilled"));
            assertThat(types(daemon)).containsSubsequence("source.gap", "source.backfilled");
            JsonObject backfilled = notices(daemon).get(1).getJsonObject("data");
            assertThat(backfilled.getLong("callsFound")).isEqualTo(1);
            assertThat(backfilled.getString("source")).isEqualTo("restart");
            assertThat(daemon.events())
                    .isNotEmpty()
                    .allMatch(event ->
                            !event.getJsonObject("data").getString("origin").equals("live"));
        }
    }

    private TestDaemon daemon() {
        simulator = Simulator.start(
                        vertx, SimulatorOptions.DEFAULTS.withSpeed(5).withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
        return TestDaemon.start(folder, simulator, List.of("websocket")).ready();
    }

    private static boolean isOver(TestDaemon daemon) {
        return daemon.events().stream()
                .anyMatch(event -> event.getString("type").equals(PREFIX + "call.ended"));
    }

    private static List<JsonObject> notices(TestDaemon daemon) {
        return daemon.news().stream()
                .filter(event -> event.getString("type").startsWith(PREFIX + "source."))
                .toList();
    }

    private static List<String> types(TestDaemon daemon) {
        return notices(daemon).stream()
                .map(event -> event.getString("type").substring(PREFIX.length()))
                .toList();
    }
}
