package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running service is given other connectors: a plug-in comes, a webhook moves, and no event is lost on the way. */
class ChangedConnectorsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> before = new ConcurrentLinkedQueue<>();
    private final Queue<String> after = new ConcurrentLinkedQueue<>();
    private final Map<String, String> entries = new ConcurrentHashMap<>();
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
    void a_reload_brings_a_plug_in_to_work_and_moves_a_webhook_without_losing_an_event() throws IOException {
        HttpServer first = receiver(before);
        HttpServer second = receiver(after);
        HttpServer ledger = ledger();
        int port = FreePort.orAny(0);
        Path file = DemoConfiguration.write(folder, simulator, List.of("websocket"), port);
        String plain = Files.readString(file);
        String hook = "connectors:\n  - { name: crm, type: webhook, url: \"http://127.0.0.1:%d/hook\" }\n";
        Files.writeString(file, plain + hook.formatted(first.actualPort()));
        try (DaemonProcess daemon = DaemonProcess.run(file, port).ready()) {
            simulator.place("held");
            await().atMost(LIMIT).until(() -> !before.isEmpty());

            Files.copy(
                    PluginJar.build(folder),
                    Files.createDirectories(folder.resolve("plugins")).resolve("ledger.jar"));
            Files.writeString(
                    file,
                    plain
                            + hook.formatted(second.actualPort())
                            + "  - { name: books, type: ledger, url: \"http://127.0.0.1:%d\" }\n"
                                    .formatted(ledger.actualPort()));
            daemon.signal("HUP");
            await().atMost(LIMIT).until(() -> daemon.err().contains("Configuration applied"));
            daemon.ready();
            String session = simulator.place("answered").telephonySessionIds().get(0);

            await().atMost(LIMIT).until(() -> entries.containsKey(session));
            Settled.allTold(simulator, () -> Stories.of(daemon.eventsAfter(0)), LIMIT);
            List<String> told = daemon.eventsAfter(0).stream()
                    .map(line -> new io.vertx.core.json.JsonObject(line).getString("id"))
                    .filter(id -> id.startsWith("s-"))
                    .toList();
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(java.util.stream.Stream.concat(before.stream(), after.stream())
                                .distinct()
                                .toList())
                        .containsAll(told);
                assertThat(after).anyMatch(id -> id.startsWith(session));
            });
            assertThat(before).noneMatch(id -> id.startsWith(session));
        }
    }

    private HttpServer receiver(Queue<String> taken) {
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    taken.add(request.getHeader("webhook-id"));
                    request.response().end();
                })
                .listen(0, "127.0.0.1")
                .await();
    }

    /** What the example plug-in writes to: entries by reference, the id is the reference. */
    private HttpServer ledger() {
        return vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    String reference = body.toJsonObject().getString("reference");
                    entries.put(reference, request.method().name());
                    request.response().end("{\"id\":\"" + reference + "\"}");
                }))
                .listen(0, "127.0.0.1")
                .await();
    }
}
