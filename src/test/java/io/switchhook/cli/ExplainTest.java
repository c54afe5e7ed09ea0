package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.simulator.CallTruth;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Why a running daemon tells a call as it does. */
class ExplainTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Simulator simulator;
    private TestDaemon daemon;

    @BeforeEach
    void start() {
        simulator = Simulator.start(
                        vertx, SimulatorOptions.DEFAULTS.withSpeed(10).withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
        daemon = TestDaemon.start(folder, simulator, List.of("websocket")).ready();
    }

    @AfterEach
    void stop() {
        daemon.close();
        simulator.close().await();
        vertx.close().await();
    }

    @Test
    void every_event_of_a_call_is_explained_by_evidence_and_rule() {
        CallTruth call = simulator.place("held");
        awaitEnd(call);
        JsonObject told =
                new JsonObject(run("explain", call.telephonySessionIds().get(0), "--json"));
        assertThat(told.getBoolean("complete")).isTrue();
        assertThat(told.getJsonArray("unexplained")).isEmpty();
        List<String> published = new ArrayList<>();
        Set<String> rules = new LinkedHashSet<>();
        for (JsonObject step : objects(told.getJsonArray("steps"))) {
            objects(step.getJsonArray("published")).forEach(event -> published.add(event.getString("id")));
            objects(step.getJsonArray("decisions")).forEach(decision -> rules.add(decision.getString("rule")));
            JsonObject evidence = step.getJsonObject("evidence");
            assertThat(evidence == null || evidence.getValue("body") != null).isTrue();
        }
        assertThat(published)
                .isEqualTo(daemon.events().stream()
                        .filter(event -> event.getString("subject")
                                .equals(call.telephonySessionIds().get(0)))
                        .map(event -> event.getString("id"))
                        .toList());
        assertThat(rules).contains("in-place", "end-certain");
        assertThat(told.encode()).as("in full for those with the token").contains(call.from());
    }

    @Test
    void the_text_is_short_and_shows_no_number_of_anybody() {
        CallTruth call = simulator.place("answered");
        awaitEnd(call);
        String text = run("explain", "last");
        assertThat(text)
                .startsWith(call.telephonySessionIds().get(0) + "  inbound ENDED, answered")
                .contains("session-report via websocket")
                .contains("in-place")
                .contains("=> call.answered");
        assertThat(text).doesNotContain(call.from()).doesNotContain(call.from().substring(1));
        assertThat(ExplanationText.masked(
                        "external: +12025550123 -> 12025550177, p-1234567890-1 at 2026-03-04T09:15:31Z"))
                .isEqualTo("external: ***23 -> ***77, p-1234567890-1 at 2026-03-04T09:15:31Z");
    }

    @Test
    void a_call_that_is_not_known_is_not_explained() {
        assertThat(execute(new StringWriter(), "explain", "s-nobody")).isEqualTo(CommandFailure.NOT_SO);
    }

    private void awaitEnd(CallTruth call) {
        String id = call.telephonySessionIds().get(0);
        await().atMost(LIMIT).until(() -> {
            JsonObject story = daemon.stories().get(id);
            return story != null && story.getString("state").equals("ENDED");
        });
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        assertThat(execute(out, arguments)).as("%s", out).isZero();
        return out.toString();
    }

    private int execute(StringWriter out, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", daemon.address()));
        return new CommandLine(new Main())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .setExecutionExceptionHandler((failure, command, result) -> failure instanceof CommandFailure expected
                        ? expected.exitCode()
                        : CommandLine.ExitCode.SOFTWARE)
                .execute(all.toArray(String[]::new));
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
