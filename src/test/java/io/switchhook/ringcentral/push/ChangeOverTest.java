package io.switchhook.ringcentral.push;

import static io.switchhook.ringcentral.push.Ear.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Secret;
import io.switchhook.ringcentral.rest.PlatformClient;
import io.switchhook.ringcentral.rest.PlatformSettings;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No moment is uncovered while one socket succeeds another, on a simulated platform that cuts them early. */
class ChangeOverTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Vertx vertx = Vertx.vertx();
    private final Ear socketEar = new Ear();
    private final Ear pubNubEar = new Ear();
    private Simulator simulator;
    private Feed socket;
    private Feed pubNub;

    @AfterEach
    void end() {
        PushServer.await(socket.close());
        PushServer.await(pubNub.close());
        PushServer.await(simulator.close());
        PushServer.await(vertx.close());
    }

    /** PubNub, which nobody cuts, hears everything and is the measure. */
    private void open(SimulatorOptions options) {
        simulator = PushServer.await(
                Simulator.start(vertx, options.withSpeed(20).withLimits(SimulatorOptions.RateLimits.GENEROUS)));
        PlatformClient platform = new PlatformClient(
                vertx,
                PlatformSettings.of(URI.create(simulator.server()), "app", Secret.of("secret"), Secret.of("jwt"), "1"),
                InstantSource.system(),
                new Random(7));
        FeedSettings settings = new FeedSettings(
                vertx, platform, Filters.account(), InstantSource.system(), new Random(7), Patience.DEFAULTS);
        socket = new WebSocketFeed(settings);
        pubNub = new PubNubFeed(
                settings, new PubNubSettings(simulator.origin(), false, "acme"), java.util.Optional.empty());
        PushServer.await(socket.open(socketEar));
        PushServer.await(pubNub.open(pubNubEar));
        until("both connected", () -> socketEar.count("connected") == 1 && pubNubEar.count("connected") == 1);
    }

    /** Every subscription has envelopes of its own; what they tell of a call is the same. */
    private static Set<String> told(List<String> heard) {
        Set<String> told = new TreeSet<>();
        for (String text : heard) {
            JsonObject body = new JsonObject(text).getJsonObject("body");
            told.add(body.getString("telephonySessionId", body.getString("extensionId")) + " "
                    + body.getLong("sequence"));
        }
        return told;
    }

    private Set<String> subscriptions() {
        Set<String> ids = new TreeSet<>();
        socketEar.heard.forEach(text -> ids.add(new JsonObject(text).getString("subscriptionId")));
        return ids;
    }

    @Test
    void sockets_that_are_cut_for_their_age_are_succeeded_before_and_nothing_is_missed_or_called_lost() {
        open(SimulatorOptions.DEFAULTS.withLifetimes(
                SimulatorOptions.Lifetimes.DEFAULTS.withSocket(Duration.ofSeconds(12))));
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
            simulator.place("answered");
            return subscriptions().size() >= 3;
        });
        Awaitility.await().atMost(LIMIT).until(() -> simulator.truth().stream().allMatch(call -> call.over()));
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(told(socketEar.heard)).isEqualTo(told(pubNubEar.heard)));
        assertThat(told(socketEar.heard))
                .hasSizeGreaterThan(7 * simulator.truth().size());
        assertThat(socketEar.told).containsExactly("connected 3 []");
    }

    @Test
    void a_socket_without_traffic_is_succeeded_before_it_is_cut_for_it() {
        open(SimulatorOptions.DEFAULTS.withLifetimes(
                SimulatorOptions.Lifetimes.DEFAULTS.withSocketIdle(Duration.ofSeconds(12))));
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofSeconds(11)).until(() -> {
            simulator.place("missed");
            return subscriptions().size() >= 3;
        });
        assertThat(socketEar.told).containsExactly("connected 3 []");
    }
}
