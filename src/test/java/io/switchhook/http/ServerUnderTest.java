package io.switchhook.http;

import io.switchhook.bus.EventOutlet;
import io.switchhook.bus.LiveEvents;
import io.switchhook.call.CallEvent;
import io.switchhook.config.Secret;
import io.switchhook.journal.StoredEvent;
import io.switchhook.journal.memory.MemoryJournal;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real server on a free port of this machine, over a journal in memory. */
final class ServerUnderTest implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-04T09:15:31.482Z");

    /** Readers that this server takes at once. */
    static final int READERS_MAX = 60;

    final Vertx vertx = Vertx.vertx();

    /** What the account acme does with what is posted to it. */
    volatile WebhookDoor.Inbox posted =
            (presented, body) -> io.vertx.core.Future.succeededFuture(WebhookDoor.Taken.BUSY);

    private final WebhookDoor.Inbox hook = (presented, body) -> posted.take(presented, body);
    final MemoryJournal journal;
    private final EventOutlet outlet;
    private final InstantSource clock;
    private final Duration heartbeat;
    private final Optional<Secret> token;
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServerVerticle server;
    private String deployment;
    private volatile Readiness readiness = new Readiness(List.of(), Map.of());

    ServerUnderTest(Optional<String> token) throws Exception {
        this(token, InstantSource.fixed(NOW));
    }

    ServerUnderTest(Optional<String> token, InstantSource clock) throws Exception {
        this(token, clock, Duration.ofSeconds(15));
    }

    ServerUnderTest(Optional<String> token, InstantSource clock, Duration heartbeat) throws Exception {
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.token = token.map(Secret::of);
        this.journal = new MemoryJournal(vertx, clock);
        this.outlet = new EventOutlet(vertx);
        start(0);
    }

    private void start(int port) throws Exception {
        HttpSettings settings = new HttpSettings("127.0.0.1", port, token);
        HttpDoor door = new HttpDoor(
                journal,
                new LiveEvents(vertx),
                () -> readiness,
                (call, evidence, events) -> "{\"call\":" + call + "}",
                settings,
                clock,
                List.of(
                        this::mountEcho,
                        new WebhookDoor(Map.of(
                                "acme",
                                hook,
                                "second",
                                (presented, body) -> io.vertx.core.Future.succeededFuture(WebhookDoor.Taken.BUSY)))));
        server = new HttpServerVerticle(door, heartbeat, READERS_MAX);
        deployment = vertx.deployVerticle(server)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    /** A route of another room: answers with the length of what it was sent. */
    private void mountEcho(Router router) {
        router.post("/webhooks/echo")
                .handler(ctx -> ctx.request()
                        .body()
                        .onSuccess(body -> ctx.end(Integer.toString(body.length())))
                        .onFailure(ctx::fail));
    }

    /** Stops the server and starts another at the same port over the same journal. */
    void restart() throws Exception {
        int port = port();
        stop();
        start(port);
    }

    /** Starts a second server. */
    void startAt(int port) throws Exception {
        start(port);
    }

    void stop() throws Exception {
        vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    void stands(Readiness now) {
        readiness = now;
    }

    int port() {
        return server.port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** Makes events durable and announces them. */
    void tell(List<CallEvent> events) {
        events.forEach(this::tell);
    }

    StoredEvent tell(CallEvent event) {
        StoredEvent stored = journal.keep(event);
        outlet.publish(stored);
        return stored;
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)), headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
