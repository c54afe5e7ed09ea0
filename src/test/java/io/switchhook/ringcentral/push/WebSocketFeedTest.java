package io.switchhook.ringcentral.push;

import static io.switchhook.ringcentral.push.Ear.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The feeds' contract over a WebSocket, and what only a WebSocket can do. */
class WebSocketFeedTest extends FeedContract {
    @Override
    Feed make(FeedSettings settings) {
        return new WebSocketFeed(settings);
    }

    @Override
    void platformNotifies(String envelope) {
        server.sockets.notify(envelope);
    }

    @Override
    void platformSendsGarbage() {
        server.sockets.raw("not JSON");
        server.sockets.raw("{\"an\":\"object\"}");
        server.sockets.raw("[{\"type\":\"ServerNotification\"},{\"broken\":");
        server.sockets.raw("[{\"type\":\"Novelty\"},{}]");
        server.sockets.raw("[1,2]");
        server.sockets.raw("[]");
    }

    @Override
    void cut() {
        server.sockets.cut();
    }

    @Override
    boolean isListening() {
        return server.sockets.isOpen();
    }

    @Override
    void freeze(boolean frozen) {
        server.sockets.frozen = frozen;
    }

    @Test
    void what_was_missed_in_a_short_outage_is_replayed_by_the_newest_session_token() {
        openAndWait();
        server.run(() -> IntStream.range(0, 3).forEach(number -> platformNotifies(envelope(number))));
        until("heard", () -> ear.heard.size() == 3);
        server.run(() -> {
            cut();
            platformNotifies(envelope(3));
        });
        until("replayed", () -> ear.heard.size() == 4);
        assertThat(server.on(() -> server.sockets.queries.get(1))).contains("access_token=t2", "wsc=w4");
        assertThat(ear.count("gap")).isZero();
        assertThat(server.on(() -> server.subscriptions.size())).isEqualTo(1);
    }

    @Test
    void a_failed_recovery_subscribes_anew_on_the_same_socket_and_tells_the_gap() {
        openAndWait();
        server.run(() -> {
            server.sockets.forgetful = true;
            cut();
        });
        until("gap", () -> ear.count("gap") == 1);
        assertThat(server.on(() -> server.subscriptions.size())).isEqualTo(2);
        assertThat(server.on(() -> server.sockets.queries.size())).isEqualTo(2);
        assertThat(ear.told).endsWith("connected 3 []", "gap");
    }

    @Test
    void a_replay_that_fills_the_buffer_tells_a_gap() {
        server.run(() -> server.sockets.bufferSize = 3);
        openAndWait();
        server.run(() -> {
            cut();
            IntStream.range(0, 3).forEach(number -> platformNotifies(envelope(number)));
        });
        until("gap", () -> ear.count("gap") == 1);
        assertThat(ear.heard).hasSize(3);
    }

    @Test
    void a_notification_before_the_answer_that_tells_the_id_is_heard() {
        server.run(() -> server.sockets.early = true);
        openAndWait();
        assertThat(ear.heard).containsExactly("{\"uuid\":\"early\"}");
    }

    @Test
    void a_frame_of_many_megabytes_is_heard() {
        openAndWait();
        String large = "{\"uuid\":\"" + "x".repeat(20_000_000) + "\"}";
        server.run(() -> platformNotifies(large));
        until("heard", () -> ear.heard.size() == 1);
        assertThat(ear.heard.get(0).length()).isEqualTo(large.length());
    }

    @Test
    void a_quiet_socket_is_kept_by_heartbeats() {
        openAndWait();
        until("three heartbeats", () -> server.on(() -> server.sockets.heartbeats >= 3));
        assertThat(ear.told).hasSize(1);
    }

    @Test
    void a_subscription_that_the_platform_let_die_is_made_anew_with_a_gap() {
        openAndWait();
        until("asked after", () -> server.on(() -> server.requests.contains("GET /restapi/v1.0/subscription/sub-1")));
        server.run(() -> server.subscriptions.clear());
        until("gap", () -> ear.count("gap") == 1);
        assertThat(server.on(() -> server.subscriptions.size())).isEqualTo(1);
        assertThat(server.on(() -> server.sockets.queries.get(1))).doesNotContain("wsc=");
    }

    @Test
    void an_error_frame_makes_the_feed_connect_afresh() {
        openAndWait();
        server.run(() -> server.sockets.raw(
                "[{\"type\":\"Error\"},{\"errorCode\":\"WSG-400\",\"message\":\"Malformed session context\"}]"));
        until("connected again", () -> ear.count("connected") == 2);
        assertThat(server.on(() -> server.sockets.queries.get(1))).doesNotContain("wsc=");
        assertThat(ear.count("gap")).isEqualTo(1);
    }

    @Test
    void the_announced_daily_cut_is_recovered_without_a_gap() {
        openAndWait();
        server.run(() -> server.sockets.raw("[{\"type\":\"Error\"},{\"errorCode\":\"WSG-903\",\"message\":\"24 h\"}]"));
        until("connected again", () -> ear.count("connected") == 2);
        assertThat(ear.count("gap")).isZero();
    }

    @Test
    void a_heartbeat_of_the_server_is_answered_with_its_id() {
        openAndWait();
        server.run(() -> server.sockets.raw("[{\"type\":\"Heartbeat\",\"messageId\":\"server/7\"}]"));
        until("echo", () -> server.on(() -> server.sockets.lastHeartbeat.equals("server/7")));
    }

    @Test
    void a_fresh_connection_after_an_outage_longer_than_the_recovery_window_tells_a_gap() {
        server.run(() -> server.sockets.recoveryTimeout = 0);
        openAndWait();
        server.run(this::cut);
        until("gap", () -> ear.count("gap") == 1);
        assertThat(server.on(() -> server.sockets.queries.get(1))).doesNotContain("wsc=");
    }

    @Test
    void a_server_that_never_answers_the_upgrade_is_left() {
        server.run(() -> server.sockets.mute = true);
        open();
        until("lost", () -> ear.count("lost") == 1);
        server.run(() -> server.sockets.mute = false);
        until("connected", () -> ear.count("connected") == 1);
    }

    @Test
    void a_refused_subscription_is_asked_for_again() {
        server.run(() -> server.sockets.refusals = 2);
        openAndWait();
        assertThat(server.on(() -> server.sockets.queries.size())).isEqualTo(3);
        assertThat(ear.told).containsExactly("lost", "connected 3 []");
    }
}
