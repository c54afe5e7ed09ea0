package io.switchhook.simulator;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;

/** Switches for what goes wrong on the real platform. Durations are wall-clock time; any thread may call. */
public final class SimulatorFaults {
    private final Context context;
    private final Platform platform;
    private final HttpDoor http;
    private final SocketDoor sockets;
    private final Connections connections;

    SimulatorFaults(Context context, Platform platform, HttpDoor http, SocketDoor sockets, Connections connections) {
        this.context = context;
        this.platform = platform;
        this.http = http;
        this.sockets = sockets;
        this.connections = connections;
    }

    /**
     * Cuts the TCP connection of every WebSocket, without a close frame.
     *
     * @return when it is done
     */
    public Future<Void> dropSockets() {
        return run(() -> sockets.sockets().forEach(socket -> connections.cut(socket.remoteAddress())));
    }

    /**
     * Answers everything 503 with Retry-After for a time.
     *
     * @param duration how long
     * @return when it has begun
     */
    public Future<Void> outage(Duration duration) {
        return run(() -> http.close(end(duration)));
    }

    /**
     * Cuts all connections and every new one for a time.
     *
     * @param duration how long
     * @return when it has begun
     */
    public Future<Void> refuse(Duration duration) {
        return run(() -> connections.refuse(end(duration)));
    }

    /**
     * Puts a rate-limit group of every known application under penalty; requests meanwhile prolong it as usual.
     *
     * @param group {@code light}, {@code medium}, {@code heavy} or {@code auth}
     * @param duration how long
     * @return when it has begun
     */
    public Future<Void> throttle(String group, Duration duration) {
        return run(() -> platform.limiter().punish(group, end(duration)));
    }

    /**
     * Tells no subscription anything for a time; what happens meanwhile is lost.
     *
     * @param duration how long
     * @return when it has begun
     */
    public Future<Void> silence(Duration duration) {
        return run(() -> platform.publisher().silence(end(duration)));
    }

    /**
     * Sends a text to every socket and into every channel, as it is: malformed, unknown or hostile.
     *
     * @param text what to send
     * @return when it is sent
     */
    public Future<Void> inject(String text) {
        return run(() -> {
            sockets.inject(text);
            platform.pubNub().inject(text);
        });
    }

    /**
     * Lets every subscription end now, without a word to anybody.
     *
     * @return when it is done
     */
    public Future<Void> expireSubscriptions() {
        return run(() -> platform.subscriptions().expireAll());
    }

    /**
     * Puts every WebHook subscription on the blacklist now, without a word to anybody.
     *
     * @return when it is done
     */
    public Future<Void> blacklistWebhooks() {
        return run(() -> platform.subscriptions().blacklistAll());
    }

    /**
     * Loses what is published into PubNub's channels for a time, while its polls look as healthy as ever.
     *
     * @param duration how long
     * @return when it has begun
     */
    public Future<Void> losePubNub(Duration duration) {
        return run(() -> platform.pubNub().lose(end(duration)));
    }

    /**
     * Gives the next renewed PubNub subscription another key and another channel.
     *
     * @return when it is set
     */
    public Future<Void> rotatePubNub() {
        return run(() -> platform.pubNub().rotateOnRenewal());
    }

    /**
     * Ends every OAuth session; all tokens are answered 401.
     *
     * @return when it is done
     */
    public Future<Void> revokeTokens() {
        return run(() -> platform.tokens().revokeAll());
    }

    private Instant end(Duration duration) {
        return platform.agenda().now().plus(duration);
    }

    private Future<Void> run(Runnable fault) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(go -> {
            fault.run();
            done.complete();
        });
        return done.future();
    }
}
