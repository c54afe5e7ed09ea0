package io.switchhook.cli;

import static org.awaitility.Awaitility.await;

import io.switchhook.config.Configuration;
import io.switchhook.config.Settings;
import io.switchhook.journal.StoredEvent;
import io.switchhook.simulator.Simulator;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** The service as {@code run} puts it together, and what it published on the event bus. */
final class TestDaemon implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Daemon daemon;
    private final Settings settings;
    private final World world;
    private final Queue<JsonObject> events = new ConcurrentLinkedQueue<>();
    final Queue<Throwable> fatal = new ConcurrentLinkedQueue<>();

    private TestDaemon(Vertx vertx, Settings settings, World world) {
        this.vertx = vertx;
        this.settings = settings;
        this.world = world;
        vertx.eventBus()
                .<StoredEvent>consumer(
                        "switchhook.events",
                        message -> events.add(new JsonObject(message.body().json())));
        this.daemon = Daemon.start(vertx, settings, world, fatal::add).await();
    }

    static TestDaemon start(Path folder, Simulator simulator, List<String> transports) {
        return start(folder, simulator, transports, "");
    }

    /** Watches listed extensions over WebSocket. */
    static TestDaemon watching(Path folder, Simulator simulator, List<String> extensions) {
        return start(
                folder,
                simulator,
                List.of("websocket"),
                text -> text.replace(
                        "    transports:", "    watch: { extensions: " + extensions + " }\n    transports:"));
    }

    /** Asks for a token at its door. */
    static TestDaemon guarded(Path folder, Simulator simulator, String token) {
        return start(
                folder,
                simulator,
                List.of("websocket"),
                text -> text.replace("http: {", "http: { token: " + token + ","));
    }

    /** Asks for a token at its door, and at that of its event bus. */
    static TestDaemon bridged(Path folder, Simulator simulator, String token) {
        return start(
                folder,
                simulator,
                List.of("websocket"),
                text -> text.replace("http: {", "http: { token: " + token + ",") + "bus: { tcp: { port: 0 } }\n");
    }

    static TestDaemon start(Path folder, Simulator simulator, List<String> transports, String more) {
        return start(folder, simulator, transports, text -> text + more);
    }

    /** Where time and chance are the test's. */
    static TestDaemon start(Path folder, Simulator simulator, List<String> transports, String more, World world) {
        return start(folder, simulator, transports, text -> text + more, world);
    }

    private static TestDaemon start(
            Path folder, Simulator simulator, List<String> transports, UnaryOperator<String> edit) {
        return start(folder, simulator, transports, edit, World.real());
    }

    private static TestDaemon start(
            Path folder, Simulator simulator, List<String> transports, UnaryOperator<String> edit, World world) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve("secret"));
            Path file = DemoConfiguration.write(folder, simulator, transports, 0);
            Files.writeString(file, edit.apply(Files.readString(file)));
            Settings settings = Configuration.load(file, Map.of()).settings().orElseThrow();
            return new TestDaemon(Vertx.vertx(), settings, world);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Another one with the same configuration and journal, after this one was closed. */
    TestDaemon again() {
        return new TestDaemon(Vertx.vertx(), settings, world);
    }

    TestDaemon ready() {
        await().atMost(READY_WITHIN)
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(
                                daemon.readiness().missing())
                        .isEmpty());
        return this;
    }

    boolean isReady() {
        return daemon.readiness().ready();
    }

    /** What is said of every source, as text. */
    String sources() {
        return daemon.readiness().accounts().toString();
    }

    Map<String, Long> counters() {
        return daemon.readiness().counters();
    }

    String address() {
        return daemon.address(settings);
    }

    int busPort() {
        return daemon.busPort();
    }

    /** Offset of the newest event that was published. */
    long newest() {
        return events.stream()
                .mapToLong(event -> event.getJsonObject("data").getLong("offset"))
                .max()
                .orElse(0);
    }

    /** What was told of calls. */
    List<JsonObject> events() {
        return events.stream().filter(TestDaemon::isOfCall).toList();
    }

    /** What was told of the sources. */
    List<JsonObject> news() {
        return events.stream().filter(event -> !isOfCall(event)).toList();
    }

    private static boolean isOfCall(JsonObject event) {
        return event.getJsonObject("data").containsKey("call");
    }

    /** The newest snapshot of each call, by its telephony session. */
    Map<String, JsonObject> stories() {
        Map<String, JsonObject> stories = new LinkedHashMap<>();
        for (JsonObject event : events()) {
            stories.put(event.getString("subject"), event.getJsonObject("data").getJsonObject("call"));
        }
        return stories;
    }

    @Override
    public void close() {
        daemon.stop().await();
        vertx.close().await();
    }
}
