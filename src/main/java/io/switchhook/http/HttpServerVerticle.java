package io.switchhook.http;

import io.switchhook.journal.StoredEvent;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the door. Deploy one instance: all readers live on its event loop. */
public final class HttpServerVerticle extends VerticleBase {
    /** How often readers of server-sent events get a sign of life. Source: product.md 8; proxies cut after 30 to 60 s. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** How often the journal itself is asked for news, in case the bus lost some. Chosen, because one query is cheap. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Most readers of events at once; chosen, because each may hold up to a page and a socket's queue, 300 KB. */
    private static final int READERS_MAX = 1_000;

    private static final Logger log = LoggerFactory.getLogger(HttpServerVerticle.class);

    private final HttpDoor door;
    private final Duration heartbeat;
    private final EventStreams streams;
    private final EvidenceStreams evidence;
    private volatile int port;

    /**
     * A server that is not started yet.
     *
     * @param door what it needs from the rest of the house
     */
    public HttpServerVerticle(HttpDoor door) {
        this(door, HEARTBEAT, READERS_MAX);
    }

    HttpServerVerticle(HttpDoor door, Duration heartbeat, int readersMax) {
        this.door = door;
        this.heartbeat = heartbeat;
        this.streams = new EventStreams(door.journal(), readersMax);
        this.evidence = new EvidenceStreams(door);
    }

    /** Completes when requests are taken; fails when the address cannot be listened at. */
    @Override
    public Future<?> start() {
        door.live().listen(this::heard);
        vertx.setPeriodic(POLL.toMillis(), timer -> poll());
        vertx.setPeriodic(heartbeat.toMillis(), timer -> streams.beat());
        return vertx.executeBlocking(Assets::load).compose(this::listen);
    }

    /** Cuts the readers off, who come back and resume; the server closes with the verticle. */
    @Override
    public Future<?> stop() {
        streams.closeAll();
        evidence.closeAll();
        return Future.succeededFuture();
    }

    /**
     * Where it listens; meaningful once deployed.
     *
     * @return the port, also when any free one was asked for
     */
    public int port() {
        return port;
    }

    private void poll() {
        streams.poll();
        evidence.poll();
    }

    private void heard(StoredEvent event) {
        streams.heard(event.offset());
    }

    private Future<?> listen(Assets assets) {
        HttpSettings settings = door.settings();
        return vertx.createHttpServer(new HttpServerOptions().setTcpKeepAlive(true))
                .requestHandler(Routes.of(vertx, door, assets, streams, evidence))
                .listen(settings.port(), settings.host())
                .onSuccess(this::listening)
                .recover(failure -> Future.failedFuture(new IllegalStateException(
                        "Expected to listen at " + settings.host() + ":" + settings.port() + ", but "
                                + failure.getMessage() + "; stop what listens there or change http.port",
                        failure)));
    }

    private void listening(HttpServer server) {
        port = server.actualPort();
        log.info("Listening at host={} port={}", door.settings().host(), port);
    }
}
