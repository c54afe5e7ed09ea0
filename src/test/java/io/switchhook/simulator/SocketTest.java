package io.switchhook.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The WebSocket gateway of the simulator, through a real socket. */
class SocketTest {
    private static final String SUBSCRIPTION = "/restapi/v1.0/subscription";

    @RegisterExtension
    final Bench bench = new Bench();

    @Test
    void a_scripted_call_arrives_in_order_from_sequence_two() {
        Simulator simulator = bench.start(Bench.FAST);
        Client.Socket socket = bench.client(simulator).login().socket();
        JsonArray created = socket.request("POST", SUBSCRIPTION, Client.subscription("WebSocket", Client.ANY_SESSION));
        assertThat(created.getJsonObject(0).getInteger("status")).isEqualTo(200);
        assertThat(created.getJsonObject(0).getJsonObject("headers").getString("WSG-SubscriptionId"))
                .isEqualTo(created.getJsonObject(1).getString("id"));

        CallTruth call = simulator.place("answered");
        await().until(() -> socket.told("telephony").size() == 7);
        assertThat(socket.told("telephony"))
                .extracting(envelope -> envelope.getJsonObject("body").getLong("sequence"))
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 8).boxed().toList());
        assertThat(socket.told("telephony"))
                .extracting(envelope -> envelope.getJsonObject("body").getString("telephonySessionId"))
                .containsOnly(call.telephonySessionIds().get(0));
    }

    @Test
    void a_lost_socket_is_recovered_with_what_it_missed() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        Client.Socket before = client.socket();
        before.request("POST", SUBSCRIPTION, Client.subscription("WebSocket", Client.ANY_SESSION));
        Client.await(simulator.faults().dropSockets());
        await().until(before::isClosed);
        assertThat(before.raw().closeStatusCode()).as("no close frame").isIn((Short) null, (short) 1006);
        CallTruth call = simulator.place("missed");
        await().until(() -> simulator.truth().get(0).over());

        Client.Socket after = client.socket(before.wsc());
        assertThat(after.details().getString("recoveryState")).isEqualTo("Successful");
        await().until(() -> after.told("telephony").size() == 6);
        assertThat(call.outcome()).isEqualTo("missed");
    }

    @Test
    void a_session_that_had_no_subscription_is_not_recovered() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        String wsc = client.socket().wsc();
        JsonObject details = client.socket(wsc).details();
        assertThat(details.getString("recoveryState")).isEqualTo("Failed");
        assertThat(details.getString("recoveryErrorCode")).isEqualTo("WSG-1005");
    }

    @Test
    void a_session_whose_subscription_expired_is_not_recovered() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        Client.Socket before = client.socket();
        before.request("POST", SUBSCRIPTION, Client.subscription("WebSocket", Client.ANY_SESSION));
        Client.await(simulator.faults().expireSubscriptions());
        JsonObject details = client.socket(before.wsc()).details();
        assertThat(details.getString("recoveryErrorCode")).isEqualTo("WSG-1005");
    }

    @Test
    void every_event_of_a_call_comes_in_spite_of_a_loss_in_the_middle() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        Client.Socket before = client.socket();
        before.request("POST", SUBSCRIPTION, Client.subscription("WebSocket", Client.ANY_SESSION));
        simulator.place("held");
        await().until(() -> before.told("telephony").size() >= 4);
        Client.await(simulator.faults().dropSockets());
        await().until(before::isClosed);
        Client.Socket after = client.socket(before.wsc());
        await().until(() -> Stream.of(before, after)
                        .flatMap(socket -> socket.told("telephony").stream())
                        .map(event -> event.getString("uuid"))
                        .distinct()
                        .count()
                == 9);
    }

    @Test
    void a_session_of_another_login_is_not_recovered() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        Client.Socket before = client.socket();
        before.request("POST", SUBSCRIPTION, Client.subscription("WebSocket", Client.ANY_SESSION));
        JsonObject details = client.login().socket(before.wsc()).details();
        assertThat(details.getString("recoveryErrorCode")).isEqualTo("WSG-1003");
    }

    @Test
    void a_made_up_context_token_is_an_error_and_the_end() {
        Simulator simulator = bench.start(Bench.FAST);
        Client.Socket socket = bench.client(simulator).login().socket("made-up");
        assertThat(socket.first("Error").getJsonObject(1).getString("errorCode"))
                .isEqualTo("WSG-400");
        await().until(socket::isClosed);
    }

    @Test
    void a_socket_has_one_subscription_and_a_second_replaces_it() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        Client.Socket socket = client.socket();
        socket.request("POST", SUBSCRIPTION, Client.subscription("WebSocket", Client.ANY_SESSION));
        JsonArray second = socket.request("POST", SUBSCRIPTION, Client.subscription("WebSocket", Client.ANY_PRESENCE));
        assertThat(client.records(SUBSCRIPTION))
                .extracting(record -> record.getString("id"))
                .containsExactly(second.getJsonObject(1).getString("id"));
    }

    @Test
    void heartbeats_come_back_and_requests_are_answered_over_the_socket() {
        Simulator simulator = bench.start(Bench.FAST);
        Client.Socket socket = bench.client(simulator).login().socket();
        JsonArray answer = socket.request("GET", "/restapi/v1.0/account/~", new JsonObject());
        assertThat(answer.getJsonObject(1).getLong("id")).isEqualTo(Long.parseLong(Company.ACCOUNT_ID));
        socket.raw().writeTextMessage("[{\"type\":\"Heartbeat\",\"messageId\":\"h1\"}]");
        assertThat(socket.first("Heartbeat").getJsonObject(0).getString("messageId"))
                .isEqualTo("h1");
    }

    @Test
    void a_frame_of_an_unknown_kind_is_an_error_and_the_end() {
        Simulator simulator = bench.start(Bench.FAST);
        Client.Socket socket = bench.client(simulator).login().socket();
        socket.raw().writeTextMessage("[{\"type\":\"Nonsense\"}]");
        assertThat(socket.first("Error").getJsonObject(1).getString("errorCode"))
                .isEqualTo("WSG-400");
        await().until(socket::isClosed);
    }

    @Test
    void an_injected_text_arrives_as_it_is() {
        Simulator simulator = bench.start(Bench.FAST);
        Client.Socket socket = bench.client(simulator).login().socket();
        socket.details();
        Client.await(simulator.faults().inject("[{\"type\":\"Odd\"}]"));
        assertThat(socket.first("Odd").size()).isEqualTo(1);
    }

    @Test
    void the_absolute_timeout_is_announced_before_the_close() {
        SimulatorOptions brief = Bench.FAST.withLifetimes(
                SimulatorOptions.Lifetimes.DEFAULTS.withSocket(java.time.Duration.ofMillis(100)));
        Client.Socket socket = bench.client(bench.start(brief)).login().socket();
        assertThat(socket.first("Error").getJsonObject(1).getString("errorCode"))
                .isEqualTo("WSG-903");
        await().until(socket::isClosed);
    }

    @Test
    void a_socket_without_traffic_is_cut_in_spite_of_its_heartbeats() {
        SimulatorOptions brief = Bench.FAST.withLifetimes(
                SimulatorOptions.Lifetimes.DEFAULTS.withSocketIdle(java.time.Duration.ofMillis(300)));
        Client.Socket socket = bench.client(bench.start(brief)).login().socket();
        socket.details();
        socket.raw().writeTextMessage("[{\"type\":\"Heartbeat\",\"messageId\":\"h1\"}]");
        assertThat(socket.first("Error").getJsonObject(1).getString("errorCode"))
                .isEqualTo("WSG-902");
        await().until(socket::isClosed);
    }

    @Test
    void newer_context_tokens_come_with_some_notifications() {
        Simulator simulator = bench.start(Bench.FAST);
        Client.Socket socket = bench.client(simulator).login().socket();
        socket.request("POST", SUBSCRIPTION, Client.subscription("WebSocket", Client.ANY_SESSION));
        simulator.place("held");
        await().until(() -> socket.told("telephony").size() == 9);
        List<Integer> sequences = socket.frames("ServerNotification").stream()
                .map(frame -> frame.getJsonObject(0).getJsonObject("wsc"))
                .filter(java.util.Objects::nonNull)
                .map(wsc -> wsc.getInteger("sequence"))
                .toList();
        assertThat(sequences).isNotEmpty().allMatch(sequence -> sequence > 1);
    }
}
