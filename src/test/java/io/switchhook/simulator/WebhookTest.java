package io.switchhook.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WebHooks of the simulator, with a real server as subscriber. */
class WebhookTest {
    private static final String SUBSCRIPTION = "/restapi/v1.0/subscription";
    private static final String REMINDER = "/restapi/v1.0/subscription/~?threshold=2&interval=1";

    @RegisterExtension
    final Bench bench = new Bench();

    private final List<JsonObject> told = new CopyOnWriteArrayList<>();
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private volatile Consumer<HttpServerRequest> probed = WebhookTest::welcome;
    private volatile int status = 200;
    private String address;

    @BeforeEach
    void serve() {
        int port = Client.await(bench.vertx
                        .createHttpServer()
                        .requestHandler(this::take)
                        .listen(0, "127.0.0.1"))
                .actualPort();
        address = "http://127.0.0.1:" + port + "/hook";
    }

    private void take(HttpServerRequest request) {
        if (request.getHeader("Validation-Token") != null) {
            probed.accept(request);
            return;
        }
        secrets.add(String.valueOf(request.getHeader("Verification-Token")));
        request.body().onSuccess(body -> {
            told.add(body.toJsonObject());
            request.response().setStatusCode(status).end();
        });
    }

    private static void welcome(HttpServerRequest request) {
        request.response()
                .putHeader("Validation-Token", request.getHeader("Validation-Token"))
                .putHeader("Content-Type", "application/json")
                .end();
    }

    private HttpResponse<Buffer> create(Client client, int expiresIn, String... filters) {
        JsonObject body = Client.subscription("WebHook", filters).put("expiresIn", expiresIn);
        body.getJsonObject("deliveryMode").put("address", address).put("verificationToken", "sesame");
        return client.send(HttpMethod.POST, SUBSCRIPTION, body);
    }

    @Test
    void a_probe_comes_inside_the_create_call_and_then_notifications_with_the_callers_token() {
        Simulator simulator = bench.start(Bench.FAST);
        HttpResponse<Buffer> answer = create(bench.client(simulator).login(), 604_800, Client.ANY_SESSION);
        assertThat(answer.bodyAsJsonObject().getInteger("expiresIn")).isEqualTo(604_799);
        assertThat(answer.bodyAsJsonObject().getJsonObject("deliveryMode"))
                .isEqualTo(new JsonObject()
                        .put("transportType", "WebHook")
                        .put("encryption", false)
                        .put("address", address));
        simulator.place("answered");
        await().until(() -> told.size() == 7);
        assertThat(secrets).containsOnly("sesame");
        assertThat(told).allMatch(one -> one.getString("event").contains("/telephony/sessions"));
    }

    @Test
    void a_server_that_answers_the_probe_badly_gets_no_subscription() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        probed = request -> request.response().setStatusCode(404).end();
        assertThat(create(client, 60, Client.ANY_SESSION).bodyAsString()).contains("SUB-522");
        probed = request -> request.response().end();
        assertThat(create(client, 60, Client.ANY_SESSION).bodyAsString()).contains("SUB-525");
        probed = request -> {
            request.response().putHeader("X-Long", "x".repeat(1_000));
            welcome(request);
        };
        assertThat(create(client, 60, Client.ANY_SESSION).bodyAsString()).contains("SUB-525");
        probed = request -> {};
        assertThat(create(client, 60, Client.ANY_SESSION).bodyAsString()).contains("SUB-522");
        address = "http://cti.example.com/hook";
        assertThat(create(client, 60, Client.ANY_SESSION).bodyAsString()).contains("deliveryMode.address");
        assertThat(client.records(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void a_server_that_only_fails_ends_on_the_blacklist_and_is_told_nothing_more() {
        SimulatorOptions strict =
                Bench.FAST.withLifetimes(SimulatorOptions.Lifetimes.DEFAULTS.withBlacklist(Duration.ofMillis(100)));
        Simulator simulator = bench.start(strict);
        Client client = bench.client(simulator).login();
        create(client, 604_800, Client.ANY_SESSION);
        status = 500;
        simulator.place("held");
        await().until(() ->
                client.records(SUBSCRIPTION).get(0).getString("status").equals("Blacklisted"));
        JsonObject listed = client.records(SUBSCRIPTION).get(0);
        assertThat(listed.getJsonObject("blacklistedData").getString("reason")).contains("500");
        await().until(() -> simulator.truth().get(0).over());
        int before = told.size();
        CallTruth late = simulator.place("missed");
        await().until(() -> simulator.truth().get(1).over());
        assertThat(told).hasSize(before);
        assertThat(late.outcome()).isEqualTo("missed");
    }

    @Test
    void a_hook_lives_as_long_as_was_asked_for_and_a_renewal_keeps_that() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        String id = create(client, 3, Client.ANY_SESSION).bodyAsJsonObject().getString("id");
        JsonObject renewed = client.send(HttpMethod.POST, SUBSCRIPTION + "/" + id + "/renew", new JsonObject())
                .bodyAsJsonObject();
        assertThat(renewed.getInteger("expiresIn")).isLessThanOrEqualTo(3);
        await().until(() -> client.get(SUBSCRIPTION + "/" + id).statusCode() == 404);
        assertThat(client.send(HttpMethod.PUT, SUBSCRIPTION + "/" + id, new JsonObject())
                        .bodyAsString())
                .contains("CMN-102");
    }

    @Test
    void a_reminder_comes_before_the_end_again_and_again() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        assertThat(create(client, 4, REMINDER).bodyAsString()).contains("SUB-515");
        assertThat(create(client, 3, Client.ANY_SESSION, REMINDER).bodyAsString())
                .contains("SUB-508");
        JsonObject created = create(client, 4, Client.ANY_SESSION, REMINDER).bodyAsJsonObject();
        await().until(() -> told.size() >= 2);
        assertThat(told.get(0).getString("event"))
                .isEqualTo(created.getJsonArray("eventFilters").getString(1))
                .isEqualTo(SUBSCRIPTION + "/" + created.getString("id") + "?threshold=2&interval=1");
    }

    @Test
    void refused_filters_come_back_as_disabled() {
        Client client = bench.client(bench.start(Bench.FAST.withDisabledFilters(List.of("presence"))))
                .login();
        JsonObject created =
                create(client, 60, Client.ANY_SESSION, Client.ANY_PRESENCE).bodyAsJsonObject();
        assertThat(created.getJsonArray("eventFilters")).hasSize(1);
        assertThat(created.getJsonArray("disabledFilters", new JsonArray())).hasSize(1);
    }
}
