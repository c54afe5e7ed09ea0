package io.switchhook.ringcentral.push;

import static io.switchhook.ringcentral.push.Ear.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The feeds' contract over PubNub with the real SDK, and what only PubNub needs. */
class PubNubFeedTest extends FeedContract {
    /** Only renewals tell what has become of the subscription. */
    private static final Patience RARELY_CHECKED = new Patience(
            FAST.backoffFirst(),
            FAST.backoffMax(),
            FAST.heartbeatAfter(),
            FAST.answerWithin(),
            FAST.pollMax(),
            FAST.replayWindow(),
            Patience.DEFAULTS.checkEvery());

    private Optional<String> memory = Optional.empty();

    @Override
    Feed make(FeedSettings settings) {
        return new PubNubFeed(settings, new PubNubSettings("127.0.0.1:" + server.port(), false, "acme-test"), memory);
    }

    @Override
    void platformNotifies(String envelope) {
        server.pubNub.publish(channel(), FakePubNub.encrypted(key(), envelope));
    }

    @Override
    void platformSendsGarbage() {
        server.pubNub.publish(channel(), "not base64!");
        server.pubNub.publish(channel(), FakePubNub.encrypted(FakePubNub.OTHER_KEY, envelope(0)));
        server.pubNub.publish(channel(), "");
        server.pubNub.publish(channel(), 7);
    }

    @Override
    void cut() {
        server.pubNub.cut();
    }

    @Override
    boolean isListening() {
        return server.pubNub.isPolled();
    }

    @Override
    void freeze(boolean frozen) {
        server.pubNub.frozen = frozen;
    }

    private JsonObject mode() {
        List<JsonObject> all = List.copyOf(server.subscriptions.values());
        return all.get(all.size() - 1).getJsonObject("deliveryMode");
    }

    private String channel() {
        return mode().getString("address");
    }

    private String key() {
        return mode().getString("encryptionKey");
    }

    @Test
    void a_payload_that_is_not_encrypted_is_heard() {
        openAndWait();
        server.run(() -> server.pubNub.publish(channel(), new JsonObject().put("uuid", "plain")));
        until("heard", () -> ear.heard.contains("{\"uuid\":\"plain\"}"));
    }

    @Test
    void nothing_is_lost_while_pub_nub_is_away_however_often_it_fails() {
        openAndWait();
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.size() == 1);
        untilListening();
        server.run(() -> {
            server.pubNub.status = 500;
            cut();
            platformNotifies(envelope(2));
        });
        until("many failures", () -> server.on(() -> server.pubNub.polls.size() > 12));
        server.run(() -> server.pubNub.status = 200);
        until("missed one heard", () -> ear.heard.size() == 2);
        assertThat(ear.heard).containsExactly(envelope(1), envelope(2));
        assertThat(ear.count("gap")).isZero();
    }

    @Test
    void a_silent_poll_is_asked_anew_without_being_called_lost() {
        openAndWait();
        until(
                "a second and third handshake",
                () -> server.on(() -> server.pubNub.polls.stream()
                                .filter(poll -> poll.endsWith("tt=0"))
                                .count()
                        >= 3));
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.size() == 1);
        assertThat(ear.told).containsExactly("connected 3 []");
    }

    @Test
    void a_restart_resumes_behind_the_remembered_notification() {
        openAndWait();
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.size() == 1);
        memory = ear.memory;
        PushServer.await(feed.close());
        server.run(() -> platformNotifies(envelope(2)));
        open();
        until("missed one heard", () -> ear.heard.size() == 2);
        assertThat(ear.heard).containsExactly(envelope(1), envelope(2));
        assertThat(server.on(() -> server.subscriptions.size())).isEqualTo(1);
    }

    @Test
    void a_remembered_subscription_that_is_gone_is_made_anew_with_a_gap() {
        memory = Optional.of(new Bookmark("sub-x", "channel-x", 17_000_000_000_000_000L).text());
        open();
        until("gap", () -> ear.count("gap") == 1);
        assertThat(ear.told).endsWith("connected 3 []", "gap");
    }

    @Test
    void a_remembered_subscription_of_somebody_else_is_made_anew() {
        server.run(() -> server.forbidReads = true);
        memory = Optional.of(new Bookmark("sub-x", "channel-x", 17_000_000_000_000_000L).text());
        open();
        until("gap", () -> ear.count("gap") == 1);
        assertThat(ear.count("connected")).isEqualTo(1);
    }

    @Test
    void the_memory_holds_no_secret() {
        openAndWait();
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.size() == 1);
        assertThat(ear.memory.orElseThrow()).doesNotContain(FakePubNub.KEY).contains("sub-1", "channel-1");
    }

    @Test
    void a_key_changed_by_a_renewal_is_taken_over() {
        server.expiresInSeconds = 2;
        openAndWait();
        server.run(() -> mode().put("encryptionKey", FakePubNub.OTHER_KEY));
        until("renewed", () -> server.on(() -> server.requests.contains("PUT /restapi/v1.0/subscription/sub-1")));
        server.run(() -> {
            server.pubNub.publish(channel(), FakePubNub.encrypted(FakePubNub.KEY, envelope(1)));
            platformNotifies(envelope(2));
        });
        until("heard", () -> ear.heard.contains(envelope(2)));
        assertThat(ear.heard).containsExactly(envelope(1), envelope(2));
    }

    @Test
    void a_channel_changed_by_a_renewal_is_taken_over_without_loss() {
        openAndWait();
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.size() == 1);
        server.run(() -> {
            mode().put("address", "channel-new");
            platformNotifies(envelope(2));
            server.pubNub.publish("channel-1", FakePubNub.encrypted(key(), envelope(3)));
        });
        until("all heard", () -> ear.heard.size() >= 3);
        assertThat(ear.heard).containsExactlyInAnyOrder(envelope(1), envelope(2), envelope(3));
        assertThat(ear.told).containsExactly("connected 3 []");
    }

    @Test
    void three_unreadable_payloads_in_a_row_ask_for_the_key_again() {
        open(RARELY_CHECKED);
        server.run(() -> mode().put("encryptionKey", FakePubNub.OTHER_KEY));
        server.run(() -> {
            platformNotifies(envelope(1));
            platformNotifies(envelope(2));
            platformNotifies(envelope(3));
        });
        until("key asked for", () -> server.on(() -> server.requests.contains("GET /restapi/v1.0/subscription/sub-1")));
        until("readable again", () -> {
            server.run(() -> platformNotifies(envelope(4)));
            return ear.heard.contains(envelope(4));
        });
    }

    @Test
    void a_subscription_that_expired_is_made_anew_with_a_gap() {
        server.expiresInSeconds = 2;
        open(RARELY_CHECKED);
        server.run(() -> server.subscriptions.clear());
        until("gap", () -> ear.count("gap") == 1);
        server.run(() -> platformNotifies(envelope(1)));
        until("heard", () -> ear.heard.contains(envelope(1)));
        assertThat(ear.told).containsExactly("connected 3 []", "lost", "connected 3 []", "gap");
    }

    @Test
    void a_subscription_that_is_not_active_any_more_is_made_anew_long_before_its_renewal() {
        openAndWait();
        server.run(() -> server.subscriptions.get("sub-1").put("status", "Suspended"));
        until("gap", () -> ear.count("gap") == 1);
        assertThat(server.on(() -> server.subscriptions.size())).isEqualTo(2);
    }

    @Test
    void a_refused_channel_is_replaced_by_a_new_subscription() {
        openAndWait();
        server.run(() -> {
            server.pubNub.status = 403;
            cut();
        });
        until("a second subscription", () -> server.on(() -> server.subscriptions.size() >= 2));
        server.run(() -> server.pubNub.status = 200);
        until("connected", () -> ear.count("connected") == 2);
        assertThat(ear.count("gap")).isEqualTo(1);
    }

    @Test
    void an_outage_longer_than_the_queue_is_trusted_tells_a_gap() {
        Patience doubtful = new Patience(
                FAST.backoffFirst(),
                FAST.backoffMax(),
                FAST.heartbeatAfter(),
                FAST.answerWithin(),
                FAST.pollMax(),
                Duration.ZERO,
                FAST.checkEvery());
        open(doubtful);
        server.run(this::cut);
        until("gap", () -> ear.count("gap") == 1);
        assertThat(ear.told).startsWith("connected 3 []", "lost", "connected 3 []", "gap");
    }
}
