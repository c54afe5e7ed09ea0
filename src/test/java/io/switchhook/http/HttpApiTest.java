package io.switchhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.call.Direction;
import io.switchhook.config.Secret;
import io.switchhook.journal.memory.Story;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the door answers to questions, good and bad ones. */
class HttpApiTest {
    private ServerUnderTest server;

    @BeforeEach
    void open() throws Exception {
        server = new ServerUnderTest(Optional.empty());
        Story live = Story.inbound("s-live", "+14155550123", ServerUnderTest.NOW);
        server.tell(live.rings());
        server.tell(live.tell(CallEventType.ANSWERED, CallState.TALKING, Duration.ofSeconds(3)));
        Story over = new Story(
                "s-over", "beta", Direction.INBOUND, "+442071838750", "Elsewhere", ServerUnderTest.NOW.plusSeconds(60));
        server.tell(over.rings());
        server.tell(over.tell(CallEventType.ENDED, CallState.ENDED, Duration.ofSeconds(9)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private List<String> ids(String query) throws Exception {
        HttpResponse<String> answer = server.get("/api/v1/calls" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body())
                .getJsonArray("calls").stream()
                        .map(call -> ((JsonObject) call).getString("id"))
                        .toList();
    }

    private JsonObject problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.fieldNames()).contains("type", "title", "status", "detail", "remedy");
        assertThat(problem.getInteger("status")).isEqualTo(status);
        return problem;
    }

    @Test
    void calls_are_listed_by_every_condition() throws Exception {
        assertThat(ids("")).containsExactly("s-over", "s-live");
        assertThat(ids("?open=true")).containsExactly("s-live");
        assertThat(ids("?open=false")).containsExactly("s-over");
        assertThat(ids("?state=talking")).containsExactly("s-live");
        assertThat(ids("?account=beta")).containsExactly("s-over");
        assertThat(ids("?number=%2B14155550123")).containsExactly("s-live");
        assertThat(ids("?number=+14155550123")).containsExactly("s-live");
        assertThat(ids("?extension=622")).hasSize(2);
        assertThat(ids("?extension=1")).isEmpty();
        assertThat(ids("?from=2026-03-04T09:16:00Z")).containsExactly("s-over");
        assertThat(ids("?to=2026-03-04T09:16:00Z")).containsExactly("s-live");
        assertThat(ids("?max=1")).hasSize(1);
    }

    @Test
    void a_list_of_calls_says_from_where_to_follow() throws Exception {
        assertThat(new JsonObject(server.get("/api/v1/calls").body()).getLong("offset"))
                .isEqualTo(6);
    }

    @Test
    void one_call_and_its_events_can_be_asked_for() throws Exception {
        JsonObject call = new JsonObject(server.get("/api/v1/calls/s-live").body());
        assertThat(call.getString("state")).isEqualTo("TALKING");
        JsonObject events =
                new JsonObject(server.get("/api/v1/calls/s-live/events").body());
        assertThat(events.getJsonArray("events").stream().map(event -> ((JsonObject) event).getString("sequence")))
                .containsExactly("000001", "000002", "000003");
        assertThat(new JsonObject(server.get("/api/v1/calls/last").body()).getString("id"))
                .isEqualTo("s-over");
    }

    @Test
    void an_unknown_call_is_a_problem_that_names_it() throws Exception {
        assertThat(problem(server.get("/api/v1/calls/s-nowhere"), 404).getString("detail"))
                .contains("s-nowhere");
        problem(server.get("/api/v1/calls/s-nowhere/events"), 404);
    }

    @Test
    void a_bad_parameter_is_a_problem_that_names_it() throws Exception {
        for (String query : List.of("max=0", "max=many", "open=perhaps", "state=TALKATIVE", "from=yesterday", "to=1")) {
            String name = query.substring(0, query.indexOf('='));
            JsonObject problem = problem(server.get("/api/v1/calls?" + query), 400);
            assertThat(problem.getString("detail")).contains("Expected " + name);
        }
        assertThat(problem(server.get("/api/v1/calls?sate=TALKING"), 400).getString("detail"))
                .contains("sate", "state");
        for (String query : List.of("after=-1", "after=x", "follow=maybe", "type=Call.x", "type=call.answered,")) {
            String name = query.substring(0, query.indexOf('='));
            assertThat(problem(server.get("/api/v1/events?" + query), 400).getString("detail"))
                    .contains(name);
        }
        HttpResponse<String> answer =
                server.get("/api/v1/events", "Accept", "text/event-stream", "Last-Event-ID", "soon");
        assertThat(problem(answer, 400).getString("detail")).contains("Last-Event-ID");
    }

    @Test
    void unknown_routes_and_methods_are_problems() throws Exception {
        problem(server.get("/api/v2/calls"), 404);
        problem(server.get("/nothing"), 404);
        problem(server.get("/web/../../etc/passwd"), 404);
        problem(server.get("/web/%2e%2e/logback.xml"), 404);
        problem(server.send(HttpRequest.newBuilder(server.uri("/api/v1/calls")).DELETE()), 405);
    }

    @Test
    void a_body_over_the_limit_is_a_problem_except_where_a_route_reads_its_own() throws Exception {
        HttpRequest.BodyPublisher big = HttpRequest.BodyPublishers.ofByteArray(new byte[2 * 1024 * 1024]);
        problem(server.send(HttpRequest.newBuilder(server.uri("/api/v1/none")).POST(big)), 413);
        assertThat(server.send(HttpRequest.newBuilder(server.uri("/webhooks/echo"))
                                .POST(big))
                        .body())
                .isEqualTo("2097152");
    }

    @Test
    void trouble_of_the_journal_is_told_as_such() throws Exception {
        server.journal.breakDown(true);
        for (String path : List.of("/api/v1/calls", "/api/v1/calls/s-live", "/api/v1/events", "/api/v1/status")) {
            assertThat(problem(server.get(path), 503).getString("type")).endsWith(":journal");
        }
        assertThat(server.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void readiness_names_what_is_missing() throws Exception {
        JsonObject none = new JsonObject(server.get("/readyz").body());
        assertThat(none.getBoolean("ready")).isFalse();
        assertThat(none.getJsonArray("missing")).hasSize(1);

        server.stands(stands(false, false));
        HttpResponse<String> answer = server.get("/readyz");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("acme", "websocket", "token refused", "look")
                .doesNotContain("pubnub");

        server.stands(stands(true, false));
        assertThat(server.get("/readyz").statusCode()).isEqualTo(503);

        server.stands(stands(true, true));
        answer = server.get("/readyz");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getJsonArray("missing")).isEmpty();
    }

    private static Readiness stands(boolean socket, boolean look) {
        var since = Optional.of(ServerUnderTest.NOW);
        return new Readiness(
                List.of(new Readiness.Account(
                        "acme",
                        List.of(
                                new Readiness.Source("websocket", socket, since, "token refused"),
                                new Readiness.Source("pubnub", true, since, "")),
                        look ? since : Optional.empty())),
                Map.of("malformed", 3L));
    }

    @Test
    void the_status_shows_accounts_sources_counters_and_offset() throws Exception {
        server.stands(stands(false, true));
        JsonObject status = new JsonObject(server.get("/api/v1/status").body());
        assertThat(status.getLong("offset")).isEqualTo(6);
        assertThat(status.getString("now")).isEqualTo("2026-03-04T09:15:31.482Z");
        assertThat(status.getJsonObject("counters").getLong("malformed")).isEqualTo(3);
        JsonObject account = status.getJsonArray("accounts").getJsonObject(0);
        assertThat(account.getString("lastLook")).isEqualTo("2026-03-04T09:15:31.482Z");
        assertThat(account.getJsonArray("sources").getJsonObject(0).getBoolean("up"))
                .isFalse();
    }

    @Test
    void every_answer_forbids_sniffing_framing_and_foreign_content() throws Exception {
        for (String path : List.of("/", "/web/dashboard.js", "/api/v1/calls", "/nothing", "/livez")) {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'");
        }
    }

    @Test
    void the_page_brings_nothing_from_elsewhere_and_sets_no_markup() throws Exception {
        String index = server.get("/").body();
        assertThat(index)
                .contains("/web/dashboard.js")
                .doesNotContain("http://")
                .doesNotContain("https://");
        for (String script : List.of("dashboard.js", "calls.js", "stream.js")) {
            assertThat(server.get("/web/" + script).body())
                    .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "outerHTML", "eval(");
        }
    }

    @Test
    void the_contract_names_every_parameter_and_state() throws Exception {
        String contract = server.get("/openapi.yaml").body();
        assertThat(contract).startsWith("openapi: 3.1.0").contains("/api/v1/events:", "/api/v1/calls/{id}/events:");
        assertThat(contract).contains(String.join(", ", CallsApi.STATES));
        assertThat(CallsApi.STATES)
                .isEqualTo(Arrays.stream(CallState.values()).map(Enum::name).toList());
    }

    @Test
    void without_a_token_only_this_machines_own_names_are_served() throws Exception {
        assertThat(Raw.status(server.port(), "GET /api/v1/calls HTTP/1.1\r\nHost: rebound.example.com"))
                .isEqualTo(403);
        assertThat(Raw.status(server.port(), "GET /api/v1/calls HTTP/1.1\r\nHost: localhost:" + server.port()))
                .isEqualTo(200);
        assertThat(Raw.status(server.port(), "GET /livez HTTP/1.1\r\nHost: balancer.example.com"))
                .isEqualTo(200);
    }

    @Test
    void without_a_token_no_foreign_page_reaches_the_event_bus() throws Exception {
        String ask = "GET /eventbus/websocket HTTP/1.1\r\nHost: localhost\r\nOrigin: http://";
        assertThat(Raw.status(server.port(), ask + "evil.example.com")).isEqualTo(403);
        assertThat(Raw.status(server.port(), ask + "localhost")).isEqualTo(404);
        assertThat(Raw.status(server.port(), "GET /eventbus/info HTTP/1.1\r\nHost: rebound.example.com"))
                .isEqualTo(403);
    }

    @Test
    void a_public_address_needs_a_token_and_a_port_is_a_port() {
        assertThatThrownBy(() -> new HttpSettings("0.0.0.0", 7464, Optional.empty()))
                .hasMessageContaining("http.token")
                .hasMessageContaining("0.0.0.0");
        assertThatThrownBy(() -> new HttpSettings("127.0.0.1", 70_000, Optional.empty()))
                .hasMessageContaining("http.port");
        assertThat(new HttpSettings("0.0.0.0", 7464, Optional.of(Secret.of("sesame"))))
                .asString()
                .doesNotContain("sesame");
        assertThat(new HttpSettings("localhost", 0, Optional.empty()).port()).isZero();
    }

    @Test
    void an_address_that_is_taken_is_told_with_a_remedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> server.startAt(taken.getLocalPort()))
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("http.port");
        }
    }
}
