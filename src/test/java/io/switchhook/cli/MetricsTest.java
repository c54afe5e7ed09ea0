package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.metric.AlertRules;
import io.switchhook.metric.Metric;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a monitor reads of a real daemon. */
class MetricsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SESSIONS = "\"event\":\"/restapi/v1.0/account/1/extension/2/telephony/sessions\"";
    private static final String TOKEN = "sesame-0123456789";
    /** There are none here, so that nothing is delivered. */
    private static final List<Metric> OF_CONNECTORS =
            List.of(Metric.DELIVERIES, Metric.BACKLOG, Metric.DEAD_LETTERS, Metric.LOOKUPS, Metric.POPS);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(
                        vertx, SimulatorOptions.DEFAULTS.withSpeed(10).withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
    }

    @AfterEach
    void stop() {
        simulator.close().await();
        vertx.close().await();
    }

    @Test
    void a_call_and_bad_input_are_counted_and_every_metric_has_a_value() {
        try (TestDaemon daemon =
                TestDaemon.start(folder, simulator, List.of("websocket")).ready()) {
            simulator.place("answered");
            simulator.faults().inject("{\"uuid\":\"1\",\"event\":").await();
            simulator.faults().inject(party("s-1", "\"code\":\"Levitating\"")).await();
            simulator
                    .faults()
                    .inject(party("s-2", "\"code\":\"Disconnected\",\"reason\":\"MartianTransfer\""))
                    .await();
            Settled.allTold(simulator, () -> Stories.ofEvents(daemon.events()), LIMIT);

            await().atMost(LIMIT).untilAsserted(() -> {
                Map<String, Double> told = read(daemon);
                assertThat(told)
                        .containsEntry("switchhook_ready", 1.0)
                        .containsEntry("switchhook_source_up{account=\"demo\",source=\"websocket\"}", 1.0)
                        .containsEntry("switchhook_malformed_total{account=\"demo\",kind=\"not-json\"}", 1.0)
                        .containsEntry(unmapped("status.code", "Levitating"), 1.0)
                        .containsEntry(unmapped("reason", "MartianTransfer"), 1.0);
                assertThat(sum(told, "switchhook_evidence_total{", "kind=\"notification\""))
                        .isGreaterThan(3);
                assertThat(sum(told, "switchhook_looks_total{", "result=\"ok\""))
                        .isPositive();
                assertThat(sum(told, "switchhook_publish_latency_seconds_count{"))
                        .isPositive();
                assertThat(sum(told, "switchhook_journal_append_seconds_count{"))
                        .isPositive();
                assertThat(sum(told, "switchhook_open_calls{")).isZero();
                assertThat(sum(told, "switchhook_events_total{"))
                        .isEqualTo(1.0 * (daemon.events().size() + daemon.news().size()));
            });
            String text = scrape(daemon, "").body();
            assertThat(Metric.values())
                    .filteredOn(metric -> !OF_CONNECTORS.contains(metric))
                    .allSatisfy(metric -> assertThat(text)
                            .contains("# HELP " + metric.id() + " " + metric.help(), "# TYPE " + metric.id() + " "));
            assertThat(AlertRules.metrics())
                    .filteredOn(name -> OF_CONNECTORS.stream()
                            .noneMatch(metric -> metric.id().equals(name)))
                    .allSatisfy(metric -> assertThat(text).containsPattern("(?m)^" + metric + "[_a-z]*[{ ]"));
        }
    }

    @Test
    void a_call_that_no_notification_told_is_counted_as_repaired() {
        try (TestDaemon daemon = TestDaemon.start(
                        folder, simulator, List.of("websocket"), "reconcile: { activeCalls: 1s }\n")
                .ready()) {
            simulator.faults().silence(Duration.ofMinutes(10)).await();
            simulator.place("held");

            await().atMost(LIMIT).untilAsserted(() -> {
                Map<String, Double> told = read(daemon);
                assertThat(sum(told, "switchhook_reconcile_repaired_total{", "what=\"found\""))
                        .isEqualTo(1);
                assertThat(sum(told, "switchhook_reconcile_repaired_total{", "what=\"ended\""))
                        .isEqualTo(1);
                assertThat(sum(told, "switchhook_open_calls{")).isZero();
            });
        }
    }

    @Test
    void a_loss_is_counted_and_so_is_the_return_with_its_gap_and_back_fill() {
        try (TestDaemon daemon =
                TestDaemon.start(folder, simulator, List.of("websocket")).ready()) {
            simulator.faults().dropSockets().await();

            String websocket = "{account=\"demo\",source=\"websocket\"}";
            await().atMost(LIMIT).untilAsserted(() -> {
                Map<String, Double> told = read(daemon);
                assertThat(told)
                        .containsEntry("switchhook_source_losses_total" + websocket, 1.0)
                        .containsEntry("switchhook_source_reconnects_total" + websocket, 1.0)
                        .containsEntry("switchhook_source_up" + websocket, 1.0);
                assertThat(sum(told, "switchhook_source_backfills_total{"))
                        .isEqualTo(sum(told, "switchhook_source_gaps_total{"));
            });
        }
    }

    @Test
    void without_the_token_nothing_is_told() {
        try (TestDaemon daemon = TestDaemon.guarded(folder, simulator, TOKEN)) {
            assertThat(scrape(daemon, "").statusCode()).isEqualTo(401);
            HttpResponse<String> answer = scrape(daemon, TOKEN);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(answer.body()).contains("switchhook_build_info{version=");
        }
    }

    private static String party(String session, String status) {
        return "{" + SESSIONS + ",\"body\":{\"telephonySessionId\":\"" + session + "\",\"sequence\":2,\"parties\":"
                + "[{\"id\":\"p-1\",\"direction\":\"Inbound\",\"status\":{" + status + "}}]}}";
    }

    private static String unmapped(String field, String value) {
        return "switchhook_unmapped_total{account=\"demo\",field=\"" + field + "\",value=\"" + value + "\"}";
    }

    private static double sum(Map<String, Double> told, String name, String... labels) {
        return told.entrySet().stream()
                .filter(one ->
                        one.getKey().startsWith(name) && Stream.of(labels).allMatch(one.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private Map<String, Double> read(TestDaemon daemon) {
        Map<String, Double> told = new LinkedHashMap<>();
        scrape(daemon, "")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> told.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.valueOf(line.substring(line.lastIndexOf(' ') + 1).replace("+Inf", "Infinity"))));
        return told;
    }

    private HttpResponse<String> scrape(TestDaemon daemon, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(daemon.address() + "/metrics"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
