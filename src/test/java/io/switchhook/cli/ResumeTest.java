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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PubNub keeps what was sent while nobody listened; the journal knows from where to ask for it. */
class ResumeTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void a_call_that_went_on_and_ended_while_the_service_was_down_is_told_exactly_from_the_kept_timetoken() {
        Vertx vertx = Vertx.vertx();
        Simulator simulator = Simulator.start(
                        vertx, SimulatorOptions.DEFAULTS.withSpeed(10).withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
        String id;
        long told;
        try (TestDaemon first =
                TestDaemon.start(folder, simulator, List.of("pubnub")).ready()) {
            id = simulator.place("held").telephonySessionIds().get(0);
            await().atMost(LIMIT).until(() -> state(first, id).equals("TALKING"));
            told = first.events().size();
        }
        await().atMost(LIMIT).until(() -> simulator.truth().get(0).over());
        try (TestDaemon second =
                TestDaemon.start(folder, simulator, List.of("pubnub")).ready()) {
            await().atMost(LIMIT).until(() -> state(second, id).equals("ENDED"));
            CallTruth truth = simulator.truth().get(0);
            TruthCheck.check(truth, second.stories().get(id));
            assertThat(second.events()
                            .get(second.events().size() - 1)
                            .getJsonObject("data")
                            .getString("origin"))
                    .as("it was kept for us, and is no live news")
                    .isEqualTo("backfill");
            JsonObject next = second.events().get(0);
            assertThat(next.getString("subject")).isEqualTo(id);
            assertThat(Long.parseLong(next.getString("sequence")))
                    .as("goes on where it stopped")
                    .isEqualTo(told + 1);
        } finally {
            simulator.close().await();
            vertx.close().await();
        }
    }

    private static String state(TestDaemon daemon, String id) {
        JsonObject story = daemon.stories().get(id);
        return story == null ? "unknown" : story.getString("state");
    }
}
