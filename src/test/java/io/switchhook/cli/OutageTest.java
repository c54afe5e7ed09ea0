package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.simulator.CallTruth;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorFaults;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform goes away in the middle of calls and comes back; nobody helps the service. */
class OutageTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration AWAY = Duration.ofSeconds(3);
    private static final SimulatorOptions CALM =
            SimulatorOptions.DEFAULTS.withSpeed(5).withExtensions(90).withLimits(SimulatorOptions.RateLimits.GENEROUS);

    /** RingOuts have a test of their own. */
    private static final List<String> CALLS = Simulator.scripts().stream()
            .filter(script -> !script.startsWith("ringout"))
            .toList();

    @TempDir
    private Path folder;

    private final HeardLog log = new HeardLog();
    private final Vertx vertx = Vertx.vertx();
    private Simulator simulator;

    @AfterEach
    void stop() {
        simulator.close().await();
        vertx.close().await();
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "pubnub", "websocket pubnub"})
    void sockets_that_are_cut_again_and_again_cost_no_call_anything(String transports) {
        try (TestDaemon daemon = daemon(CALM, transports)) {
            CALLS.forEach(simulator::place);
            for (int cut = 0; cut < 4; cut++) {
                pause(Duration.ofMillis(700));
                simulator.faults().dropSockets().await();
            }
            Stories stories = settled(daemon);
            for (CallTruth truth : simulator.truth()) {
                TruthCheck.check(truth, stories.of(truth).get(0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "pubnub", "websocket pubnub"})
    void a_platform_that_takes_no_connection_for_a_time_costs_no_call(String transports) {
        survives(transports, faults -> faults.refuse(AWAY).await());
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "pubnub", "websocket pubnub"})
    void a_platform_that_answers_503_and_cuts_its_sockets_costs_no_call(String transports) {
        survives(transports, faults -> {
            faults.outage(AWAY).await();
            faults.dropSockets().await();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "pubnub"})
    void what_the_platform_never_told_is_seen_by_a_look(String transports) {
        survives(transports, faults -> faults.silence(AWAY).await());
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "pubnub"})
    void subscriptions_that_end_without_a_word_are_made_anew(String transports) {
        survives(transports, faults -> faults.expireSubscriptions().await());
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "pubnub"})
    void tokens_that_are_revoked_are_replaced(String transports) {
        survives(transports, faults -> faults.revokeTokens().await());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ringout", "ringout-unanswered"})
    void frequent_looks_change_nothing_of_a_ringout(String script) {
        try (TestDaemon daemon = daemon(CALM, "websocket")) {
            CallTruth placed = simulator.place(script);
            TruthCheck.check(placed, settled(daemon).of(placed).get(0));
        }
    }

    @Test
    void a_look_that_is_refused_ends_nothing() {
        try (TestDaemon daemon = daemon(CALM.withSpeed(1.5), "websocket")) {
            simulator.faults().throttle("heavy", Duration.ofSeconds(6)).await();
            List.of("answered", "held", "ring-group", "outbound").forEach(simulator::place);
            Stories stories = settled(daemon);
            for (CallTruth truth : simulator.truth()) {
                TruthCheck.check(truth, stories.of(truth).get(0));
            }
            assertThat(log.lines())
                    .as("the look was refused")
                    .anyMatch(line -> line.startsWith("The platform asks for a pause groups=[HEAVY]"));
        }
    }

    @Test
    void filters_that_the_platform_refuses_are_named_in_the_status_and_told_as_an_error() throws Exception {
        try (TestDaemon daemon = daemon(CALM.withDisabledFilters(List.of("presence")), "websocket")) {
            JsonObject status = status(daemon);
            JsonObject source = status.getJsonArray("accounts")
                    .getJsonObject(0)
                    .getJsonArray("sources")
                    .getJsonObject(0);
            assertThat(source.getString("detail")).contains("refused by the platform", "presence");
            assertThat(log.errors()).anyMatch(line -> line.contains("presence") && line.contains("permission"));

            CallTruth placed = simulator.place("answered");
            Stories stories = settled(daemon);
            assertThat(stories.of(placed).get(0).getString("outcome")).isEqualTo("answered");
        }
    }

    /** A trouble in mid-call, from which the service has to find back by itself. */
    private void survives(String transports, Trouble trouble) {
        try (TestDaemon daemon = daemon(CALM, transports)) {
            CALLS.forEach(simulator::place);
            pause(Duration.ofSeconds(2));
            trouble.begin(simulator.faults());
            List.of("answered", "outbound", "held", "outbound-canceled").forEach(simulator::place);
            pause(AWAY);
            simulator.place("internal");
            await().atMost(LIMIT).until(daemon::isReady);
            Stories stories = settled(daemon);
            for (CallTruth truth : simulator.truth()) {
                JsonObject story = stories.of(truth).get(0);
                assertThat(story.getString("direction")).as("%s", truth).isEqualTo(truth.direction());
                assertThat(story.getString("outcome"))
                        .as("%s told %s", truth, story)
                        .isEqualTo(truth.outcome());
            }
        }
    }

    /** Waits for the end of every call, and checks what must be so whatever happened. */
    private Stories settled(TestDaemon daemon) {
        Stories stories = Settled.allTold(simulator, () -> Stories.ofEvents(daemon.events()), LIMIT);
        EventChecks.eachCallIsToldInOrderWithoutHoles(daemon.events());
        assertThat(stories.ids())
                .as("calls that never were")
                .hasSize(simulator.truth().size());
        for (CallTruth truth : simulator.truth()) {
            String id = stories.of(truth).get(0).getString("id");
            assertThat(firstEnd(daemon, id))
                    .as("%s was told to be over while it was live", truth)
                    .isAfterOrEqualTo(truth.endedAt());
        }
        assertThat(daemon.fatal).isEmpty();
        return stories;
    }

    private static Instant firstEnd(TestDaemon daemon, String call) {
        return daemon.events().stream()
                .filter(event -> event.getString("subject").equals(call))
                .filter(event -> event.getString("type").equals("io.switchhook.call.ended"))
                .map(event -> event.getJsonObject("data").getString("publishedAt"))
                .map(Instant::parse)
                .findFirst()
                .map(at -> at.plusMillis(1))
                .orElse(Instant.EPOCH);
    }

    private TestDaemon daemon(SimulatorOptions options, String transports) {
        simulator = Simulator.start(vertx, options).await();
        String more = "reconcile: { activeCalls: 1s }\n";
        return TestDaemon.start(folder, simulator, List.of(transports.split(" ")), more)
                .ready();
    }

    private static JsonObject status(TestDaemon daemon) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(daemon.address() + "/api/v1/status"))
                .build();
        return new JsonObject(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static void pause(Duration length) {
        await().pollDelay(length).atMost(LIMIT).until(() -> true);
    }

    /** What goes wrong. */
    private interface Trouble {
        void begin(SimulatorFaults faults);
    }
}
