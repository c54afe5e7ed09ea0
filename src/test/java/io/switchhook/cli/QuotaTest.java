package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.config.Secret;
import io.switchhook.ringcentral.rest.PlatformClient;
import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.PlatformResponse;
import io.switchhook.ringcentral.rest.PlatformSettings;
import io.switchhook.ringcentral.rest.Priority;
import io.switchhook.ringcentral.rest.QuotaListener;
import io.switchhook.ringcentral.rest.RateGroup;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.switchhook.simulator.SimulatorOptions.RateLimits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's rate limits, as its simulator counts them: a request inside a penalty prolongs it for everybody. */
class QuotaTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String ACCOUNT = "/restapi/v1.0/account/~";

    /** As on the platform, but a minute is two seconds. */
    private static final RateLimits BRIEF = new RateLimits(50, 40, 10, 5, Duration.ofSeconds(2), Duration.ofSeconds(2));

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private Simulator simulator;

    @AfterEach
    void stop() {
        simulator.close().await();
        vertx.close().await();
    }

    @Test
    void requests_of_all_groups_at_once_never_exceed_a_window_and_begin_no_penalty() {
        start();
        PlatformClient client = client();
        done(many(client, 80));
        assertThat(simulator.refusals()).isZero();
    }

    @Test
    void nothing_is_sent_inside_a_penalty_whatever_is_asked_meanwhile_and_each_penalty_is_told_once() {
        start();
        PlatformClient client = client();
        done(many(client, 1));
        for (String group : List.of("light", "medium", "heavy")) {
            simulator.faults().throttle(group, Duration.ofSeconds(2)).await();
        }
        List<Future<PlatformResponse>> asked = new ArrayList<>(many(client, 1));
        await().atMost(LIMIT)
                .until(() -> told.containsAll(
                        List.of("exhausted LIGHT PENALTY", "exhausted MEDIUM PENALTY", "exhausted HEAVY PENALTY")));
        assertThat(simulator.refusals()).isEqualTo(3);
        asked.addAll(many(client, 12));
        done(asked);
        assertThat(simulator.refusals())
                .as("requests beyond the three that met the penalties")
                .isEqualTo(3);
        await().atMost(LIMIT)
                .until(() -> told.containsAll(List.of("restored LIGHT", "restored MEDIUM", "restored HEAVY")));
        assertThat(told.stream().filter(line -> line.endsWith("PENALTY"))).doesNotHaveDuplicates();
    }

    @Test
    void a_penalty_of_the_logins_stops_everything_that_needs_a_token() {
        start();
        PlatformClient client = client();
        done(many(client, 1));
        simulator.faults().throttle("auth", Duration.ofSeconds(2)).await();
        simulator.faults().revokeTokens().await();
        List<Future<PlatformResponse>> asked = new ArrayList<>(many(client, 1));
        await().atMost(LIMIT).until(() -> told.contains("exhausted AUTH PENALTY"));
        asked.addAll(many(client, 12));
        await().atMost(LIMIT).until(() -> told.contains("restored AUTH"));
        await().atMost(LIMIT).until(() -> asked.stream().allMatch(Future::isComplete));
        assertThat(simulator.refusals()).isEqualTo(1);
        done(many(client, 1));
    }

    @Test
    void a_penalty_is_told_in_the_journal_once_and_that_it_is_over() {
        start();
        try (TestDaemon daemon = TestDaemon.start(
                        folder, simulator, List.of("websocket"), "reconcile: { activeCalls: 1s }\n")
                .ready()) {
            simulator.faults().throttle("heavy", Duration.ofSeconds(10)).await();
            await().atMost(LIMIT).until(() -> types(daemon).contains("quota.restored"));
            assertThat(types(daemon)).containsExactly("quota.exhausted", "quota.restored");
            JsonObject exhausted = quota(daemon).get(0);
            assertThat(exhausted.getString("subject")).isEqualTo("sources/demo/quota");
            JsonObject data = exhausted.getJsonObject("data");
            assertThat(data.getString("group")).isEqualTo("heavy");
            assertThat(data.getString("reason")).isEqualTo("penalty");
            assertThat(data.getLong("pauseMs")).isPositive();
            assertThat(simulator.refusals()).isEqualTo(1);
        }
    }

    private void start() {
        simulator = Simulator.start(
                        vertx,
                        SimulatorOptions.DEFAULTS
                                .withSpeed(5)
                                .withExtensions(40)
                                .withLimits(BRIEF))
                .await();
    }

    private PlatformClient client() {
        PlatformSettings settings =
                PlatformSettings.of(URI.create(simulator.server()), "app", Secret.of("secret"), Secret.of("jwt"), "1");
        PlatformClient client = new PlatformClient(vertx, settings, Clock.systemUTC(), new Random(1));
        client.listen(new QuotaListener() {
            @Override
            public void exhausted(RateGroup group, Reason reason, Duration pause) {
                told.add("exhausted " + group + " " + reason);
            }

            @Override
            public void restored(RateGroup group) {
                told.add("restored " + group);
            }
        });
        return client;
    }

    /** So many of each group at once, live work and history. */
    private static List<Future<PlatformResponse>> many(PlatformClient client, int each) {
        List<Future<PlatformResponse>> asked = new ArrayList<>();
        for (int number = 0; number < each; number++) {
            Priority priority = number % 3 == 0 ? Priority.LIVE : Priority.HISTORY;
            asked.add(client.send(PlatformRequest.of(HttpMethod.GET, ACCOUNT, RateGroup.LIGHT, priority)));
            asked.add(client.send(
                    PlatformRequest.of(HttpMethod.GET, ACCOUNT + "/extension", RateGroup.MEDIUM, priority)));
            if (number % 4 == 0) {
                asked.add(client.send(
                        PlatformRequest.of(HttpMethod.GET, ACCOUNT + "/active-calls", RateGroup.HEAVY, priority)));
            }
        }
        return asked;
    }

    private static void done(List<Future<PlatformResponse>> asked) {
        await().atMost(LIMIT).until(() -> asked.stream().allMatch(Future::isComplete));
        assertThat(asked).allMatch(Future::succeeded);
    }

    private static List<JsonObject> quota(TestDaemon daemon) {
        return daemon.news().stream()
                .filter(event -> event.getString("type").contains(".quota."))
                .toList();
    }

    private static List<String> types(TestDaemon daemon) {
        return quota(daemon).stream()
                .map(event -> event.getString("type").replaceFirst("io.switchhook.", ""))
                .toList();
    }
}
