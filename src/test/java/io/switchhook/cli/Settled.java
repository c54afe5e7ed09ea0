package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.simulator.CallTruth;
import io.switchhook.simulator.Simulator;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Waits until the calls are over and told so. */
final class Settled {
    private Settled() {}

    /** The stories once each call that was placed has exactly one, and that is over. */
    static Stories allTold(Simulator simulator, Supplier<Stories> told, Duration within) {
        await().atMost(within).until(() -> simulator.truth().stream().allMatch(CallTruth::over));
        await().atMost(within)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(
                        () -> assertThat(unfinished(simulator, told.get())).isEmpty());
        return told.get();
    }

    private static List<String> unfinished(Simulator simulator, Stories stories) {
        List<String> unfinished = new ArrayList<>();
        for (CallTruth truth : simulator.truth()) {
            List<JsonObject> found = stories.of(truth);
            if (found.size() != 1
                    || !List.of("ENDED", "COMPLETED").contains(found.get(0).getString("state"))) {
                unfinished.add(truth.script() + " " + truth.telephonySessionIds() + " told as "
                        + found.stream()
                                .map(story -> story.getString("id") + " " + story.getString("state"))
                                .toList());
            }
        }
        return unfinished;
    }
}
