package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.ringcentral.push.Patience;
import io.switchhook.ringcentral.push.SilenceWatch;
import io.switchhook.simulator.CallTruth;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that die silently are noticed by the whole service, and tell calls again. */
class TransportsTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String LOOKS = "reconcile: { activeCalls: 1s }\n";
    private static final SimulatorOptions CALM =
            SimulatorOptions.DEFAULTS.withSpeed(5).withExtensions(90).withLimits(SimulatorOptions.RateLimits.GENEROUS);

    /** Asks often whether subscriptions live, and gives a feed little time to say something. */
    private static final World HASTY = new World(
            InstantSource.system(),
            new Random(7),
            "1",
            new Patience(
                    Duration.ofMillis(20),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(100),
                    Duration.ofMinutes(5),
                    Duration.ofMillis(300)),
            new SilenceWatch.Times(
                    Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofHours(1)));

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

    private TestDaemon daemon(String transports) {
        return TestDaemon.start(folder, simulator, List.of(transports.split(" ")), LOOKS, HASTY)
                .ready();
    }

    @Test
    void calls_that_are_posted_to_the_hook_are_told_exactly() {
        simulator = Simulator.start(vertx, CALM).await();
        try (TestDaemon daemon =
                TestDaemon.start(folder, simulator, List.of("webhook")).ready()) {
            Simulator.scripts().forEach(simulator::place);
            Stories stories = Settled.allTold(simulator, () -> Stories.ofEvents(daemon.events()), LIMIT);
            for (CallTruth truth : simulator.truth()) {
                TruthCheck.check(truth, stories.of(truth).get(0));
            }
            EventChecks.eachCallIsToldInOrderWithoutHoles(daemon.events());
            assertThat(daemon.counters().keySet()).noneMatch(kind -> kind.contains("token"));
        }
    }

    @Test
    void a_hook_on_the_blacklist_is_made_anew_and_tells_calls_again() {
        simulator = Simulator.start(vertx, CALM).await();
        try (TestDaemon daemon = daemon("webhook")) {
            String before = hookId();
            simulator.faults().blacklistWebhooks().await();
            await().atMost(LIMIT).until(() -> daemon.isReady() && !hookId().equals(before));
            CallTruth placed = simulator.place("answered");
            Stories stories = Settled.allTold(simulator, () -> Stories.ofEvents(daemon.events()), LIMIT);
            TruthCheck.check(placed, stories.of(placed).get(0));
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("Lost") && line.contains("Blacklisted"))
                    .anyMatch(line -> line.startsWith("Something may have been missed") && line.contains("webhook"));
        }
    }

    @Test
    void a_hook_survives_a_restart_with_its_token() {
        simulator = Simulator.start(vertx, CALM).await();
        TestDaemon first = daemon("webhook");
        String before = hookId();
        first.close();
        try (TestDaemon second = first.again().ready()) {
            assertThat(hookId()).isEqualTo(before);
            CallTruth placed = simulator.place("missed");
            Stories stories = Settled.allTold(simulator, () -> Stories.ofEvents(second.events()), LIMIT);
            assertThat(stories.of(placed)).hasSize(1);
            assertThat(second.counters().keySet()).noneMatch(kind -> kind.contains("token"));
        }
    }

    @Test
    void pub_nub_that_loses_everything_while_it_looks_well_is_suspected_and_left() {
        simulator = Simulator.start(vertx, CALM).await();
        try (TestDaemon daemon = daemon("pubnub")) {
            simulator.faults().losePubNub(Duration.ofHours(1)).await();
            await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> {
                simulator.place("missed");
                return daemon.counters().containsKey("demo: suspected of being deaf: pubnub");
            });
            simulator.faults().losePubNub(Duration.ZERO).await();
            await().atMost(LIMIT)
                    .until(() -> log.lines().stream()
                            .anyMatch(line -> line.startsWith("Something may have been missed")
                                    && line.contains("source=pubnub")
                                    && line.contains("silent for")));
            await().atMost(LIMIT).until(daemon::isReady);
            CallTruth placed = simulator.place("answered");
            Stories stories = Settled.allTold(simulator, () -> Stories.ofEvents(daemon.events()), LIMIT);
            assertThat(stories.of(placed).get(0).getString("outcome")).isEqualTo("answered");
        }
    }

    private String hookId() {
        return hook().getString("id");
    }

    /** The one hook that the platform lists for the service. */
    private JsonObject hook() {
        WebClient client = WebClient.create(vertx);
        String token = client.postAbs(simulator.server() + "/restapi/oauth/token")
                .basicAuthentication("demo", "simulated")
                .sendForm(io.vertx.core.MultiMap.caseInsensitiveMultiMap()
                        .add("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                        .add("assertion", "simulated"))
                .await()
                .bodyAsJsonObject()
                .getString("access_token");
        List<JsonObject> hooks = client
                .getAbs(simulator.server() + "/restapi/v1.0/subscription")
                .bearerTokenAuthentication(token)
                .send()
                .await()
                .bodyAsJsonObject()
                .getJsonArray("records")
                .stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(hooks).hasSizeLessThanOrEqualTo(1);
        return hooks.isEmpty() ? new JsonObject().put("id", "none") : hooks.get(0);
    }
}
