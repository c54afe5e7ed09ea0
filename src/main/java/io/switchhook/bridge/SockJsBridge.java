package io.switchhook.bridge;

import io.switchhook.bus.Connections;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The event bus for browsers and Node under {@code /eventbus}. SockJS itself, with all its transports, is vertx-web's;
 * the frames on it are ours, because vertx-web's own bridge hands every message to the socket without asking whether the
 * one before has left, so that a program that does not read would fill the memory.
 */
public final class SockJsBridge {
    private static final String PATH = "/eventbus";
    private static final String SCHEME = "Bearer ";

    /** Largest frame of the transports that post it, bytes; WebSockets have the smaller limit of the server. Chosen. */
    private static final long FRAME_MAX = 1024 * 1024;

    private final Vertx vertx;
    private final Links links;

    /**
     * A bridge; to be mounted on one server whose event loop it lives on.
     *
     * @param vertx whose bus
     * @param settings who may enter
     */
    public SockJsBridge(Vertx vertx, BridgeSettings settings) {
        this(vertx, settings, Links.Limits.DEFAULTS);
    }

    SockJsBridge(Vertx vertx, BridgeSettings settings, Links.Limits limits) {
        this.vertx = vertx;
        this.links = new Links(vertx, Wire.SOCKJS, settings.token(), settings.meter(), limits);
    }

    /**
     * Adds its routes.
     *
     * @param router of the server
     */
    public void mount(Router router) {
        router.post(PATH + "/*").handler(BodyHandler.create(false).setBodyLimit(FRAME_MAX));
        router.route(PATH + "/*").subRouter(SockJSHandler.create(vertx).socketHandler(this::joined));
    }

    private void joined(SockJSSocket socket) {
        links.join(new Socket(socket), presented(socket)).ifPresent(link -> {
            socket.handler(frame -> link.take(frame.toString()));
            socket.exceptionHandler(broken -> link.cut());
            socket.closeHandler(closed -> link.leave());
        });
    }

    private static Optional<String> presented(SockJSSocket socket) {
        String header = socket.headers().get(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.of(header.substring(SCHEME.length()).strip());
        }
        String uri = socket.uri();
        String query = uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "";
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith("token="))
                .map(pair -> URLDecoder.decode(pair.substring("token=".length()), StandardCharsets.UTF_8))
                .findFirst();
    }

    /** A SockJS connection. */
    private record Socket(SockJSSocket socket) implements Links.Pipe {
        @Override
        public Future<Void> write(String text) {
            return socket.write(text);
        }

        /** A WebSocket that says goodbye waits behind what is not read, so the connection itself ends. */
        @Override
        public void cut() {
            socket.close();
            HttpConnection connection = socket.routingContext().request().connection();
            Connections.cut(connection, connection::close);
        }

        @Override
        public String from() {
            return String.valueOf(socket.remoteAddress());
        }
    }
}
