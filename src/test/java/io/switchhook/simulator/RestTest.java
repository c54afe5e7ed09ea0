package io.switchhook.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** REST of the simulator: lists, errors, subscriptions, faults. */
class RestTest {
    private static final String ACCOUNT = "/restapi/v1.0/account/~";
    private static final String SUBSCRIPTION = "/restapi/v1.0/subscription";

    @RegisterExtension
    final Bench bench = new Bench();

    @Test
    void the_account_has_users_a_menu_and_a_queue() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        assertThat(client.records(ACCOUNT + "/extension"))
                .extracting(record -> record.getString("type"))
                .contains("User", "IvrMenu", "Department")
                .hasSize(10);
    }

    @Test
    void a_list_is_read_page_by_page() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        JsonObject first = client.json(ACCOUNT + "/extension?type=User&perPage=3");
        String next =
                first.getJsonObject("navigation").getJsonObject("nextPage").getString("uri");
        JsonObject second = client.json(next.substring(next.indexOf("/restapi")));
        assertThat(first.getJsonArray("records")).hasSize(3);
        assertThat(second.getJsonArray("records").getJsonObject(0).getString("extensionNumber"))
                .isEqualTo("104");
        JsonObject last = client.json(ACCOUNT + "/extension?type=User&perPage=3&page=3");
        assertThat(last.getJsonObject("navigation").containsKey("nextPage")).isFalse();
    }

    @Test
    void unknown_paths_ids_and_tokens_have_the_platforms_errors() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        assertThat(client.get("/restapi/v1.0/nonsense").bodyAsString()).contains("CMN-120");
        HttpResponse<Buffer> lost = client.get(ACCOUNT + "/telephony/sessions/s-unknown");
        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.bodyAsJsonObject().getString("parameterName")).isEqualTo("telephonySessionId");
        assertThat(client.get(ACCOUNT + "/extension/4711/presence").bodyAsString())
                .contains("CMN-102");
        client.use("nonsense");
        assertThat(client.get(ACCOUNT).bodyAsString()).contains("OAU-149");
    }

    @Test
    void active_calls_lag_behind_and_keep_ended_calls_for_a_while() {
        Simulator simulator = bench.start(Bench.FAST.withSpeed(25));
        Client client = bench.client(simulator).login();
        String list = ACCOUNT + "/active-calls?view=Detailed";
        simulator.place("answered");
        assertThat(client.records(list)).isEmpty();
        await().until(() -> client.records(list).size() == 1);
        JsonObject live = client.records(list).get(0);
        assertThat(live.getString("result")).isEqualTo("In Progress");
        assertThat(live.containsKey("duration")).isFalse();
        await().until(() -> simulator.truth().get(0).over());
        await().until(() -> client.records(list).get(0).getString("result").equals("Accepted"));
        JsonObject ended = client.records(list).get(0);
        assertThat(ended.getString("id")).isEqualTo(live.getString("id"));
        assertThat(ended.containsKey("duration")).isTrue();
    }

    @Test
    void ended_calls_leave_the_active_list_and_enter_the_log_under_another_id() {
        Simulator simulator = bench.start(Bench.FAST.withSpeed(100));
        Client client = bench.client(simulator).login();
        CallTruth call = simulator.place("answered");
        await().until(() -> client.records(ACCOUNT + "/active-calls").size() == 1);
        JsonObject live = client.records(ACCOUNT + "/active-calls").get(0);
        String log = ACCOUNT + "/call-log?telephonySessionId="
                + call.telephonySessionIds().get(0);
        await().until(() -> client.records(log).size() == 1);
        JsonObject logged = client.records(log).get(0);
        assertThat(logged.getString("sessionId")).isEqualTo(live.getString("sessionId"));
        assertThat(logged.getString("id")).isNotEqualTo(live.getString("id"));
        assertThat(logged.getString("startTime")).isNotEqualTo(live.getString("startTime"));
        assertThat(logged.getString("result")).isEqualTo("Accepted");
        await().until(() -> client.records(ACCOUNT + "/active-calls").isEmpty());
    }

    @Test
    void presence_and_session_status_show_a_call_as_long_as_it_lives() {
        Simulator simulator = bench.start(Bench.FAST.withSpeed(25));
        Client client = bench.client(simulator).login();
        CallTruth call = simulator.place("answered");
        String extension = call.answeredBy().orElseThrow();
        String presence = ACCOUNT + "/extension/" + extension + "/presence?detailedTelephonyState=true";
        String session =
                ACCOUNT + "/telephony/sessions/" + call.telephonySessionIds().get(0);
        await().until(() -> client.json(presence).getString("telephonyStatus").equals("CallConnected"));
        assertThat(client.json(session).getJsonArray("parties")).hasSize(2);
        JsonObject shown = client.json(presence).getJsonArray("activeCalls").getJsonObject(0);
        assertThat(shown.getString("sessionId")).isEqualTo(call.sessionIds().get(0));
        assertThat(client.records(ACCOUNT + "/presence?detailedTelephonyState=true"))
                .anyMatch(record -> record.getString("telephonyStatus").equals("CallConnected"));
        await().until(() -> client.get(session).statusCode() == 404);
        assertThat(client.json(presence).getString("telephonyStatus")).isEqualTo("NoCall");
    }

    @Test
    void a_filter_without_permission_comes_back_as_disabled() {
        Simulator simulator = bench.start(Bench.FAST.withDisabledFilters(List.of("/presence")));
        Client client = bench.client(simulator).login();
        JsonObject created = client.send(
                        HttpMethod.POST,
                        SUBSCRIPTION,
                        Client.subscription("PubNub", Client.ANY_PRESENCE, Client.ANY_SESSION))
                .bodyAsJsonObject();
        assertThat(created.getJsonArray("eventFilters"))
                .containsExactly("/restapi/v1.0/account/" + Company.ACCOUNT_ID + "/telephony/sessions");
        assertThat(created.getJsonArray("disabledFilters").getJsonObject(0).getString("filter"))
                .contains("/presence");
    }

    @Test
    void the_thirty_first_subscription_is_refused() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        for (int number = 1; number <= 30; number++) {
            assertThat(client.send(HttpMethod.POST, SUBSCRIPTION, Client.subscription("PubNub", Client.ANY_SESSION))
                            .statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<Buffer> refused =
                client.send(HttpMethod.POST, SUBSCRIPTION, Client.subscription("PubNub", Client.ANY_SESSION));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.bodyAsString()).contains("SUB-505");
    }

    @Test
    void bad_filters_and_a_socket_subscription_without_a_socket_are_refused() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        assertThat(client.send(HttpMethod.POST, SUBSCRIPTION, Client.subscription("PubNub", "nonsense"))
                        .bodyAsString())
                .contains("SUB-508");
        assertThat(client.send(HttpMethod.POST, SUBSCRIPTION, Client.subscription("WebSocket", Client.ANY_SESSION))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void json_that_cannot_be_parsed_is_refused() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        HttpResponse<Buffer> refused = client.sendText(HttpMethod.POST, SUBSCRIPTION, "{nonsense");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.bodyAsString()).contains("CMN-103");
    }

    @Test
    void a_put_changes_the_filters_and_an_empty_put_only_renews() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        String path = SUBSCRIPTION + "/"
                + client.send(HttpMethod.POST, SUBSCRIPTION, Client.subscription("PubNub", Client.ANY_SESSION))
                        .bodyAsJsonObject()
                        .getString("id");
        JsonObject changed = client.send(HttpMethod.PUT, path, Client.subscription("PubNub", Client.ANY_PRESENCE))
                .bodyAsJsonObject();
        JsonObject renewed = client.send(HttpMethod.PUT, path, new JsonObject()).bodyAsJsonObject();
        assertThat(changed.getJsonArray("eventFilters").getString(0))
                .isEqualTo("/restapi/v1.0/account/" + Company.ACCOUNT_ID + "/presence?detailedTelephonyState=true");
        assertThat(renewed.getJsonArray("eventFilters")).isEqualTo(changed.getJsonArray("eventFilters"));
        assertThat(renewed.getInteger("expiresIn")).isEqualTo(899);
    }

    @Test
    void answers_carry_the_groups_of_the_operations() {
        Client client = bench.client(bench.start(SimulatorOptions.DEFAULTS)).login();
        assertThat(client.get(ACCOUNT + "/extension/~/presence").getHeader("X-Rate-Limit-Group"))
                .isEqualTo("light");
        assertThat(client.get(ACCOUNT + "/active-calls").getHeader("X-Rate-Limit-Group"))
                .isEqualTo("heavy");
        assertThat(client.get(ACCOUNT + "/presence").getHeader("X-Rate-Limit-Remaining"))
                .isEqualTo("8");
    }

    @Test
    void a_deleted_subscription_is_gone() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        String path = SUBSCRIPTION + "/"
                + client.send(HttpMethod.POST, SUBSCRIPTION, Client.subscription("PubNub", Client.ANY_SESSION))
                        .bodyAsJsonObject()
                        .getString("id");
        assertThat(client.json(path).getString("status")).isEqualTo("Active");
        assertThat(client.send(HttpMethod.DELETE, path, new JsonObject()).statusCode())
                .isEqualTo(204);
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void an_outage_is_503_with_a_time_to_wait() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        Client.await(simulator.faults().outage(Duration.ofMillis(300)));
        HttpResponse<Buffer> refused = client.get(ACCOUNT);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        await().until(() -> client.get(ACCOUNT).statusCode() == 200);
    }

    @Test
    void a_throttled_group_is_429_while_others_are_served() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        client.json(ACCOUNT);
        Client.await(simulator.faults().throttle("light", Duration.ofSeconds(60)));
        assertThat(client.get(ACCOUNT).statusCode()).isEqualTo(429);
        assertThat(client.get(ACCOUNT + "/active-calls").statusCode()).isEqualTo(200);
    }

    @Test
    void refused_connections_are_cut_without_an_answer() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        Client.await(simulator.faults().refuse(Duration.ofMillis(300)));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> client.get(ACCOUNT)))
                .isNotNull();
        await().ignoreExceptions().until(() -> client.get(ACCOUNT).statusCode() == 200);
    }

    @Test
    void truth_calls_and_faults_are_served_over_http() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        JsonObject placed = client.send(HttpMethod.POST, "/simulator/calls/missed", new JsonObject())
                .bodyAsJsonObject();
        assertThat(placed.getString("outcome")).isEqualTo("missed");
        await().until(() -> client.get("/simulator/truth")
                .bodyAsJsonArray()
                .getJsonObject(0)
                .getBoolean("over"));
        assertThat(client.send(HttpMethod.POST, "/simulator/calls/nonsense", new JsonObject())
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.send(HttpMethod.POST, "/simulator/faults/revoke-tokens", new JsonObject())
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.get(ACCOUNT).statusCode()).isEqualTo(401);
        assertThat(client.send(HttpMethod.POST, "/simulator/faults/nonsense", new JsonObject())
                        .bodyAsString())
                .contains("drop-sockets");
    }
}
