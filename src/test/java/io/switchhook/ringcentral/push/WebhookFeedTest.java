package io.switchhook.ringcentral.push;

import static io.switchhook.ringcentral.push.Ear.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.http.WebhookDoor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feeds' contract over WebHooks, through the real door, and what only they need. */
class WebhookFeedTest extends FeedContract {
    private Optional<String> memory = Optional.empty();
    private volatile WebhookInbox inbox;
    private String address;

    @BeforeEach
    void serve() {
        Router router = Router.router(vertx);
        router.route()
                .failureHandler(
                        ctx -> ctx.response().setStatusCode(ctx.statusCode()).end());
        new WebhookDoor(Map.of(
                        "acme",
                        (presented, body) ->
                                inbox.take(presented, body).map(verdict -> WebhookDoor.Taken.valueOf(verdict.name()))))
                .accept(router);
        HttpServer door =
                PushServer.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        address = "http://127.0.0.1:" + door.actualPort() + WebhookDoor.PATH + "acme";
    }

    @Override
    Feed make(FeedSettings settings) {
        inbox = new WebhookInbox(vertx, InstantSource.system());
        return new WebhookFeed(settings, new WebhookFeed.Place(address, inbox), memory);
    }

    @Override
    void platformNotifies(String envelope) {
        server.hooks.notify(envelope);
    }

    @Override
    void platformSendsGarbage() {
        server.hooks.notify("not JSON");
        server.hooks.notify("");
        server.hooks.notify("[");
    }

    /** Failures of deliveries end in the blacklist. */
    @Override
    void cut() {
        server.hooks.kill("Blacklisted");
    }

    @Override
    boolean isListening() {
        return server.subscriptions.values().stream()
                .anyMatch(one -> one.getString("status").equals("Active"));
    }

    @Override
    void freeze(boolean frozen) {
        server.hooks.frozen = frozen;
        server.hooks.kill("Suspended");
    }

    /** An answer that does not come says nothing about a hook; one that is forgotten meanwhile does. */
    @Override
    void platformGoesDown() {
        server.down();
        server.run(() -> server.subscriptions.clear());
    }

    private JsonObject hook() {
        return server.on(() -> List.copyOf(server.subscriptions.values()).get(0));
    }

    private int hooks() {
        return server.on(() -> server.subscriptions.size());
    }

    @Test
    void the_hook_is_made_for_seven_days_with_a_token_of_its_own() {
        openAndWait();
        assertThat(hook().getJsonObject("deliveryMode").getString("address")).isEqualTo(address);
        assertThat(ear.remembered.orElseThrow()).matches("1 sub-1 [0-9a-f]{64}");
    }

    @Test
    void a_delivery_without_our_token_is_refused_and_counted() {
        openAndWait();
        JsonObject hook = hook();
        server.run(() -> IntStream.range(0, 3).forEach(i -> server.hooks.post(hook, "guessed", envelope(i))));
        server.run(() -> platformNotifies(envelope(9)));
        until("heard", () -> ear.heard.size() == 1);
        until("answered", () -> server.on(() -> server.hooks.statuses.size()) == 4);
        assertThat(server.on(() -> List.copyOf(server.hooks.statuses))).containsExactly(401, 401, 401, 200);
        until("counted", () -> !ear.turnedAway.isEmpty());
        assertThat(ear.turnedAway).allMatch(one -> one.endsWith("webhook delivery without our token"));
        assertThat(ear.heard).containsExactly(envelope(9));
    }

    @Test
    void the_token_is_accepted_under_the_other_header_name_too() {
        server.run(() -> server.hooks.header = "Validation-Token");
        openAndWait();
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.contains(envelope(1)));
    }

    @Test
    void a_restart_takes_the_remembered_hook_over_with_its_token() {
        openAndWait();
        memory = ear.remembered;
        PushServer.await(feed.close());
        open();
        until("connected", () -> ear.count("connected") == 2);
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.contains(envelope(1)));
        assertThat(hooks()).isEqualTo(1);
        assertThat(hook().getString("id")).isEqualTo("sub-1");
        assertThat(ear.count("gap")).isZero();
    }

    @Test
    void a_hook_that_nobody_remembers_is_deleted_and_not_doubled() {
        openAndWait();
        PushServer.await(feed.close());
        open();
        until("connected", () -> ear.count("connected") == 2);
        assertThat(hooks()).isEqualTo(1);
        assertThat(hook().getString("id")).isEqualTo("sub-2");
    }

    @Test
    void a_hook_of_another_address_is_left_alone() {
        server.run(() -> server.create(new JsonObject(
                "{\"eventFilters\":[],\"deliveryMode\":{\"transportType\":\"WebHook\",\"address\":\"https://x/\"}}")));
        openAndWait();
        assertThat(hooks()).isEqualTo(2);
    }

    @Test
    void a_hook_whose_creation_was_never_answered_is_not_doubled() {
        server.run(() -> server.hooks.answersLost = 2);
        openAndWait();
        assertThat(hooks()).isEqualTo(1);
        assertThat(ear.told).containsExactly("lost", "connected 3 []");
    }

    @Test
    void a_blacklisted_hook_is_deleted_and_made_anew_with_a_gap_since_the_last_delivery() {
        openAndWait();
        Instant opened = Instant.now();
        until("asked after", () -> server.on(() -> server.requests.contains("GET /restapi/v1.0/subscription/sub-1")));
        server.run(this::cut);
        until("gap", () -> ear.count("gap") == 1);
        assertThat(ear.gapFrom).isBeforeOrEqualTo(opened);
        assertThat(ear.told).containsExactly("connected 3 []", "lost", "connected 3 []", "gap");
        assertThat(hook().getString("id")).isEqualTo("sub-2");
        assertThat(server.on(() -> server.requests.contains("DELETE /restapi/v1.0/subscription/sub-1")))
                .isTrue();
    }

    @Test
    void a_hook_that_vanished_is_made_anew_with_a_gap() {
        openAndWait();
        until("asked after", () -> server.on(() -> server.requests.contains("GET /restapi/v1.0/subscription/sub-1")));
        server.run(() -> server.subscriptions.clear());
        until("gap", () -> ear.count("gap") == 1);
        assertThat(hooks()).isEqualTo(1);
    }

    @Test
    void a_hook_is_renewed_at_half_its_life_again_and_again() {
        server.expiresInSeconds = 2;
        openAndWait();
        until(
                "renewed twice",
                () -> server.on(() -> server.requests.stream()
                                .filter("PUT /restapi/v1.0/subscription/sub-1"::equals)
                                .count()
                        >= 2));
        assertThat(ear.told).containsExactly("connected 3 []");
    }

    @Test
    void a_delivery_that_comes_while_the_feed_is_being_opened_is_heard() {
        openAndWait();
        memory = ear.remembered;
        PushServer.await(feed.close());
        feed = make(settings(FAST));
        server.run(() -> platformNotifies(envelope(1)));
        PushServer.await(feed.open(ear));
        until("heard", () -> ear.heard.contains(envelope(1)));
    }

    @Test
    void what_was_refused_before_the_feed_was_opened_is_told_as_a_gap() {
        openAndWait();
        memory = ear.remembered;
        PushServer.await(feed.close());
        feed = make(settings(FAST));
        Instant before = Instant.now();
        server.run(() -> platformNotifies(envelope(1)));
        until("refused", () -> server.on(() -> server.hooks.statuses.contains(503)));
        Instant after = Instant.now();
        PushServer.await(feed.open(ear));
        until("gap", () -> ear.count("gap") == 1);
        assertThat(ear.gapFrom).isBetween(before, after);
    }

    @Test
    void a_door_that_the_platform_cannot_reach_is_tried_again_for_ever() {
        String right = address;
        address = address.replace("acme", "nobody");
        open();
        until("lost", () -> ear.count("lost") == 1);
        until("asked many times", () -> platform.asked.get() > 10);
        assertThat(hooks()).isZero();
        assertThat(right).isNotEqualTo(address);
    }
}
