package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.simulator.CallTruth;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A whole daemon delivers to a webhook and a file, and is steered by its commands. */
class ConnectorsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final byte[] KEY = "0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Hook> hooks = new ConcurrentLinkedQueue<>();
    private volatile int status = 200;
    private HttpServer receiver;
    private Simulator simulator;
    private TestDaemon daemon;

    @BeforeEach
    void start() {
        receiver = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    if (request.method().name().equals("POST") && status == 200) {
                        hooks.add(new Hook(
                                request.getHeader("webhook-id"),
                                request.getHeader("webhook-timestamp"),
                                request.getHeader("webhook-signature"),
                                body.toString()));
                    }
                    request.response().setStatusCode(status).end("the receiver's own words");
                }))
                .listen(0, "127.0.0.1")
                .await();
        simulator = Simulator.start(
                        vertx, SimulatorOptions.DEFAULTS.withSpeed(10).withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
        daemon = TestDaemon.start(folder, simulator, List.of("websocket"), """
                connectors:
                  - { name: crm, type: webhook, url: "http://127.0.0.1:%d/hook", secret: %s }
                  - { name: trail, type: file, path: trail.ndjson }
                """.formatted(receiver.actualPort(), SECRET))
                .ready();
    }

    @AfterEach
    void stop() {
        daemon.close();
        simulator.close().await();
        receiver.close().await();
        vertx.close().await();
    }

    @Test
    void every_event_is_delivered_signed_and_in_order_and_stands_in_the_file() throws IOException {
        CallTruth call = simulator.place("held");
        String id = awaitEnd(call);
        List<String> told = daemon.events().stream()
                .filter(event -> event.getString("subject").equals(id))
                .map(event -> event.getString("id"))
                .toList();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(ids(id)).startsWith(told.toArray(String[]::new)));
        hooks.forEach(hook -> assertThat(hook.signature()).isEqualTo(signed(hook)));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(Files.readAllLines(folder.resolve("trail.ndjson")).stream()
                                .map(line -> new JsonObject(line).getString("id"))
                                .filter(event -> event.startsWith(id)))
                        .startsWith(told.toArray(String[]::new)));
        assertThat(run("connector", "list").text()).contains("crm", "webhook", "trail", "0 dead letters");
        assertThat(run("connector", "check", "crm").code()).isZero();
        assertThat(run("explain", id).text()).contains("crm: written at", "up to event");
    }

    @Test
    void a_paused_connector_owes_and_a_refused_delivery_is_a_dead_letter_that_can_be_retried() {
        assertThat(run("connector", "pause", "crm", "--reason", "maintenance").text())
                .contains("paused by operator: maintenance");
        status = 422;
        String id = awaitEnd(simulator.place("answered"));
        await().atMost(LIMIT)
                .until(() -> run("connector", "list")
                        .text()
                        .lines()
                        .anyMatch(line -> line.startsWith("crm") && !line.contains(" 0 pending")));
        assertThat(run("backlog").code()).isEqualTo(1);
        assertThat(run("connector", "resume", "crm").code()).isZero();
        await().atMost(LIMIT)
                .until(() ->
                        run("dead-letters", "list").text().contains(id + ":000001  422: the receiver's own words"));
        status = 200;
        assertThat(run("dead-letters", "retry", "--all").text()).contains("to be delivered again");
        await().atMost(LIMIT).until(() -> ids(id).contains(id + ":000001"));
        // Whatever was refused meanwhile is retried too.
        await().atMost(LIMIT)
                .until(() -> run("dead-letters", "retry", "--all").code() == 0
                        && run("dead-letters", "list").text().contains("no dead letters"));
        assertThat(run("connector", "resume", "nobody").code()).isEqualTo(1);
    }

    @Test
    void a_shadowed_connector_sends_nothing_and_shows_what_it_would() {
        run("connector", "shadow", "crm", "--on");
        String id = awaitEnd(simulator.place("answered"));
        await().atMost(LIMIT)
                .until(() -> run("connector", "shadow", "crm").text().contains(id + " would send POST http"));
        assertThat(hooks).isEmpty();
    }

    @Test
    void a_replay_sends_the_same_ids_again_and_says_how_many() {
        String id = awaitEnd(simulator.place("answered"));
        await().atMost(LIMIT).until(() -> run("explain", id).text().contains("crm: written at") && ids(id).size() > 5);
        List<String> sent = ids(id);
        assertThat(run("connector", "replay", "crm").code()).isEqualTo(2);
        assertThat(run("connector", "replay", "crm", "--from", "yesterday").code())
                .isEqualTo(2);
        assertThat(run("connector", "replay", "crm", "--call", "s-nowhere").code())
                .isEqualTo(1);
        assertThat(run("connector", "replay", "crm", "--call", id, "--type", "call.*", "--dry-run")
                        .text())
                .contains("of 1 calls would be delivered again");
        assertThat(ids(id)).hasSameSizeAs(sent);
        assertThat(run("connector", "replay", "crm", "--call", id, "--from", "2020-01-01", "--type", "call.started")
                        .text())
                .contains("crm: 1 events of 1 calls are delivered again");
        await().atMost(LIMIT).until(() -> ids(id).size() > sent.size());
        assertThat(ids(id)).endsWith(id + ":000001");
    }

    @Test
    void it_is_said_why_a_call_was_not_logged_by_any_id_of_the_call() throws Exception {
        run("connector", "pause", "crm", "--reason", "spring cleaning");
        String id = awaitEnd(simulator.place("answered"));
        assertThat(run("explain", id).text())
                .contains("crm: waits for its turn; paused by operator: spring cleaning", "trail: written at");
        String session = daemon.stories()
                .get(id)
                .getJsonObject("ids")
                .getJsonArray("sessionIds")
                .getString(0);
        assertThat(session).isNotEqualTo(id);
        for (String path : List.of("/deliveries", "/explain")) {
            JsonObject told = get("/api/v1/calls/" + session + path, 200);
            assertThat(told.getJsonArray("deliveries")).hasSize(2);
            assertThat(told.getJsonArray("deliveries").getJsonObject(0).getString("call"))
                    .isEqualTo(id);
        }
        get("/api/v1/calls/s-nowhere/deliveries", 404);
        JsonObject paused = daemon.news().stream()
                .filter(event -> event.getString("type").endsWith("connector.paused"))
                .findFirst()
                .orElseThrow();
        assertThat(paused.getString("subject")).isEqualTo("connectors/crm");
        assertThat(paused.getString("source")).isEqualTo("/connectors/crm");
        assertThat(paused.getJsonObject("data").getString("connector")).isEqualTo("crm");
        assertThat(paused.getJsonObject("data").containsKey("account")).isFalse();
    }

    private JsonObject get(String path, int code) throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(daemon.address() + path));
        var answer = java.net.http.HttpClient.newHttpClient()
                .send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(code);
        return new JsonObject(answer.body());
    }

    @Test
    void an_unknown_type_or_key_is_a_mistake_of_the_configuration_that_names_the_known_ones() throws IOException {
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(
                file, Files.readString(folder.resolve("switchhook.yaml")).replace("type: webhook", "type: webhok"));
        assertThat(run("validate", file.toString()).code()).isEqualTo(2);
        assertThat(run("validate", file.toString()).text())
                .contains("connectors[0].type: Expected one of ", " file, ", " webhook, ", ", but it is \"webhok\"");
        Files.writeString(
                file, Files.readString(folder.resolve("switchhook.yaml")).replace("url: \"http:", "urk: \"http:"));
        assertThat(run("validate", file.toString()).text()).contains("connectors[0].url");
    }

    private List<String> ids(String call) {
        return hooks.stream().map(Hook::id).filter(id -> id.startsWith(call)).toList();
    }

    private static String signed(Hook hook) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            String text = hook.id() + "." + hook.timestamp() + "." + hook.body();
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String awaitEnd(CallTruth call) {
        String session = call.telephonySessionIds().get(0);
        await().atMost(LIMIT)
                .until(() -> daemon.stories().containsKey(session)
                        && daemon.stories().get(session).getString("state").matches("ENDED|COMPLETED"));
        return session;
    }

    private Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new Main());
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        command.setExecutionExceptionHandler((failure, line, result) -> {
            out.write(failure.getMessage());
            return failure instanceof CommandFailure expected ? expected.exitCode() : 1;
        });
        boolean offline = arguments[0].equals("validate");
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + (offline ? 0 : 2));
        if (!offline) {
            all[arguments.length] = "--url";
            all[arguments.length + 1] = daemon.address();
        }
        return new Ran(command.execute(all), out.toString());
    }

    private record Ran(int code, String text) {}

    private record Hook(String id, String timestamp, String signature, String body) {}
}
