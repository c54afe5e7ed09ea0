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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The call log of the simulated platform completes calls, and tells those that nobody heard of. */
class CallLogTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Ended calls stay listed for 120 s of simulated time. */
    private static final double SPEED = 20;

    private static final Duration LISTED = Duration.ofSeconds(7);

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
    void every_kind_of_call_is_completed_with_its_story_as_it_was_and_its_files() {
        try (TestDaemon daemon = daemon(SPEED)) {
            Simulator.scripts().forEach(simulator::place);
            Stories stories = completed(daemon);
            for (CallTruth truth : simulator.truth()) {
                JsonObject story = stories.of(truth).get(0);
                TruthCheck.check(truth, story);
                assertThat(story.getBoolean("provisional")).isFalse();
                assertThat(story.getJsonObject("ids").getJsonArray("callLogIds"))
                        .isNotEmpty();
                List<String> types = types(daemon, story);
                assertThat(types).as(truth.script()).containsOnlyOnce("call.ended", "call.completed");
                assertThat(types.subList(types.indexOf("call.ended"), types.size()))
                        .as(truth.script())
                        .doesNotContain("call.corrected");
            }
            await().atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(types(daemon, story(daemon, "held"))).contains("call.recording.available"));
            assertThat(story(daemon, "held").getJsonArray("recordings")).hasSize(1);
            assertThat(story(daemon, "outbound").getJsonArray("recordings")).isEmpty();
            assertThat(types(daemon, story(daemon, "voicemail"))).contains("call.voicemail.available");
            EventChecks.eachCallIsToldInOrderWithoutHoles(events(daemon));
            assertThat(daemon.fatal).isEmpty();
        }
    }

    @Test
    void calls_that_fell_wholly_into_an_absence_get_their_whole_story_and_no_call_is_completed_twice() {
        TestDaemon first = daemon(SPEED);
        try (first) {
            simulator.place("answered");
            completed(first);
            simulator.place("held");
            Settled.allTold(simulator, () -> Stories.ofEvents(events(first)), LIMIT);
        }
        List<JsonObject> before = events(first);
        Simulator.scripts().forEach(simulator::place);
        await().atMost(LIMIT).until(() -> simulator.truth().stream().allMatch(CallTruth::over));
        await().pollDelay(LISTED).until(() -> true);
        try (TestDaemon daemon = started()) {
            List<JsonObject> all = new ArrayList<>(before);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(notCompleted(Stories.ofEvents(both(all, daemon))))
                            .isEmpty());
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(backfilled(daemon)).hasSize(1));
            JsonObject backfilled = backfilled(daemon).get(0);
            assertThat(backfilled.getLong("callsFound"))
                    .as("calls of the absence, none of which active calls still list: %s", backfilled)
                    .isEqualTo(simulator.truth().size() - 2L);
            assertThat(backfilled.containsKey("notAnswered")).isFalse();
            List<JsonObject> events = both(all, daemon);
            Stories stories = Stories.ofEvents(events);
            EventChecks.eachCallIsToldInOrderWithoutHoles(events);
            for (CallTruth truth : simulator.truth()) {
                JsonObject story = stories.of(truth).get(0);
                assertThat(story.getString("direction")).as("%s", truth).isEqualTo(truth.direction());
                assertThat(story.getString("outcome")).as("%s %s", truth, story).isEqualTo(expected(truth));
                assertThat(events.stream()
                                .filter(event -> event.getString("subject").equals(story.getString("id")))
                                .filter(event -> event.getString("type").endsWith(".call.completed")))
                        .as("%s", truth)
                        .hasSize(1);
                if (truth.number() >= 2) {
                    assertThat(origins(events, story)).as("%s", truth).containsOnly("backfill");
                }
            }
        }
    }

    /** The log's words for nobody answering do not tell who gave up. */
    private static String expected(CallTruth truth) {
        return truth.direction().equals("outbound") && truth.outcome().equals("missed") ? "canceled" : truth.outcome();
    }

    private static List<JsonObject> backfilled(TestDaemon daemon) {
        return daemon.news().stream()
                .filter(event -> event.getString("type").endsWith(".source.backfilled"))
                .map(event -> event.getJsonObject("data"))
                .toList();
    }

    private static List<JsonObject> both(List<JsonObject> before, TestDaemon daemon) {
        List<JsonObject> all = new ArrayList<>(before);
        events(daemon).stream().filter(event -> isNew(before, event)).forEach(all::add);
        return all;
    }

    /** What was told of calls; the sources have news of their own. */
    private static List<JsonObject> events(TestDaemon daemon) {
        return daemon.events().stream()
                .filter(event -> event.getJsonObject("data").containsKey("call"))
                .toList();
    }

    private static boolean isNew(List<JsonObject> before, JsonObject event) {
        return before.stream().noneMatch(known -> known.getString("id").equals(event.getString("id")));
    }

    private Stories completed(TestDaemon daemon) {
        await().atMost(LIMIT).until(() -> simulator.truth().stream().allMatch(CallTruth::over));
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(notCompleted(Stories.ofEvents(events(daemon))))
                        .isEmpty());
        return Stories.ofEvents(events(daemon));
    }

    private List<String> notCompleted(Stories stories) {
        List<String> open = new ArrayList<>();
        for (CallTruth truth : simulator.truth()) {
            List<JsonObject> found = stories.of(truth);
            if (found.size() != 1 || !found.get(0).getString("state").equals("COMPLETED")) {
                open.add(truth.script() + " " + truth.telephonySessionIds() + " told as "
                        + found.stream().map(story -> story.getString("state")).toList());
            }
        }
        return open;
    }

    private JsonObject story(TestDaemon daemon, String script) {
        CallTruth truth = simulator.truth().stream()
                .filter(one -> one.script().equals(script))
                .findFirst()
                .orElseThrow();
        return Stories.ofEvents(events(daemon)).of(truth).get(0);
    }

    private static List<String> types(TestDaemon daemon, JsonObject story) {
        return events(daemon).stream()
                .filter(event -> event.getString("subject").equals(story.getString("id")))
                .map(event -> event.getString("type").replace("io.switchhook.", ""))
                .toList();
    }

    private static List<String> origins(List<JsonObject> events, JsonObject story) {
        return events.stream()
                .filter(event -> event.getString("subject").equals(story.getString("id")))
                .map(event -> event.getJsonObject("data").getString("origin"))
                .toList();
    }

    private TestDaemon daemon(double speed) {
        simulator = Simulator.start(
                        vertx,
                        SimulatorOptions.DEFAULTS
                                .withSpeed(speed)
                                .withExtensions(90)
                                .withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
        return started();
    }

    private TestDaemon started() {
        return TestDaemon.start(folder, simulator, List.of("websocket"), "reconcile: { callLogAfter: 2s }\n")
                .ready();
    }
}
