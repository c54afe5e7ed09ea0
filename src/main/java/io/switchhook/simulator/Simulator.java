package io.switchhook.simulator;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A RingCentral platform on the loopback address, for demonstrations, tests, and people without an account.
 *
 * <p>Any client id, secret and assertion are let in unless the options name them. All methods may be called from any
 * thread.
 */
public final class Simulator {
    private static final Logger log = LoggerFactory.getLogger(Simulator.class);
    private static final String HOST = "127.0.0.1";

    private final HttpServer server;
    private final CallEngine engine;
    private final SimulatorFaults faults;
    private final Platform platform;
    private final Context context;

    private Simulator(
            HttpServer server, CallEngine engine, SimulatorFaults faults, Platform platform, Context context) {
        this.server = server;
        this.engine = engine;
        this.faults = faults;
        this.platform = platform;
        this.context = context;
    }

    /**
     * Starts a simulator on an event loop of its own choice.
     *
     * @param vertx where it runs; stays the caller's to close
     * @param options how it behaves
     * @return the running simulator; fails when the port is taken
     */
    public static Future<Simulator> start(Vertx vertx, SimulatorOptions options) {
        Context context = vertx.getOrCreateContext();
        Promise<Simulator> started = Promise.promise();
        context.runOnContext(go -> build(vertx, context, options).onComplete(started));
        return started.future();
    }

    private static Future<Simulator> build(Vertx vertx, Context context, SimulatorOptions options) {
        Platform platform = Platform.of(vertx, options, new Agenda(vertx, options.speed()));
        RestApi api = new RestApi(platform);
        HttpDoor http = new HttpDoor(platform, api);
        SocketDoor sockets = new SocketDoor(platform, api);
        Connections connections = new Connections(platform.agenda());
        CallEngine engine = new CallEngine(context, platform);
        SimulatorFaults faults = new SimulatorFaults(context, platform, http, sockets, connections);
        Router router = Router.router(vertx);
        http.mount(router);
        new SwitchDoor(engine, faults, platform.agenda()).mount(router);
        return vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(connections::accept)
                .webSocketHandshakeHandler(handshake -> {
                    if (!http.refuses(handshake)) {
                        sockets.handshake(handshake);
                    }
                })
                .requestHandler(router)
                .listen(options.port(), HOST)
                .map(server -> {
                    http.serveAt(HOST + ":" + server.actualPort());
                    sockets.start();
                    engine.start();
                    log.info("Simulated platform is listening port={} seed={}", server.actualPort(), options.seed());
                    return new Simulator(server, engine, faults, platform, context);
                });
    }

    /**
     * Where it listens.
     *
     * @return the TCP port
     */
    public int port() {
        return server.actualPort();
    }

    /**
     * Where the PubNub SDK finds it.
     *
     * @return {@code 127.0.0.1:PORT}
     */
    public String origin() {
        return HOST + ":" + port();
    }

    /**
     * Where REST clients find it.
     *
     * @return {@code http://127.0.0.1:PORT}
     */
    public String server() {
        return "http://" + origin();
    }

    /**
     * Everything that was placed, oldest first, the last 10,000 calls.
     *
     * @return what really happened, and what is still to happen
     */
    public List<CallTruth> truth() {
        return engine.truth();
    }

    /**
     * The scripts that {@link #place} knows.
     *
     * @return their names
     */
    public static List<String> scripts() {
        return ScriptBook.names();
    }

    /**
     * Places one call now.
     *
     * @param script its name; {@code two-calls} places two, of which the first is returned
     * @return what will happen
     * @throws IllegalArgumentException if there is no such script
     */
    public CallTruth place(String script) {
        return engine.place(script).truth(platform.agenda().now());
    }

    /**
     * How often a rate limit was not kept.
     *
     * @return requests that were answered 429 so far: each came inside a penalty or began one
     */
    public long refusals() {
        return platform.limiter().refusals();
    }

    /**
     * What can go wrong.
     *
     * @return the switches
     */
    public SimulatorFaults faults() {
        return faults;
    }

    /**
     * Stops listening, cuts all connections and forgets what was still to happen.
     *
     * @return when it is done
     */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(go -> {
            platform.agenda().close();
            server.close().onComplete(closed);
        });
        return closed.future();
    }
}
