package io.switchhook.bridge;

import io.switchhook.bus.Connections;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus over TCP, with the frames of vertx-tcp-eventbus-bridge: four bytes of length, then JSON. That library
 * runs with this Vert.x, but it would send our events as Java objects, holds what a slow program does not read and what
 * a hostile one announces without bound, and tells nobody of what it refuses.
 */
public final class TcpBridgeVerticle extends VerticleBase {
    /** Largest frame that is read, bytes; as over HTTP. */
    private static final int FRAME_MAX = 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(TcpBridgeVerticle.class);

    private final String host;
    private final int wanted;
    private final BridgeSettings settings;
    private final Links.Limits limits;
    private Links links;
    private volatile int port;

    /**
     * A bridge that does not listen yet.
     *
     * @param host address to listen at; {@code bus.tcp.host}
     * @param port {@code bus.tcp.port}; 0 for any free one
     * @param settings who may enter
     */
    public TcpBridgeVerticle(String host, int port, BridgeSettings settings) {
        this(host, port, settings, Links.Limits.DEFAULTS);
    }

    TcpBridgeVerticle(String host, int port, BridgeSettings settings, Links.Limits limits) {
        this.host = host;
        this.wanted = port;
        this.settings = settings;
        this.limits = limits;
    }

    /** Completes when programs may connect; fails when the address cannot be listened at. */
    @Override
    public Future<?> start() {
        links = new Links(vertx, Wire.TCP, settings.token(), settings.meter(), limits);
        return vertx.createNetServer(new NetServerOptions().setTcpKeepAlive(true))
                .connectHandler(this::joined)
                .listen(wanted, host)
                .onSuccess(server -> {
                    port = server.actualPort();
                    log.info("Event bus over TCP at host={} port={}", host, port);
                })
                .recover(failure -> Future.failedFuture(new IllegalStateException(
                        "Expected to listen at " + host + ":" + wanted + ", but " + failure.getMessage()
                                + "; stop what listens there or change bus.tcp.port",
                        failure)));
    }

    @Override
    public Future<?> stop() {
        links.closeAll();
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

    private void joined(NetSocket socket) {
        links.join(new Socket(socket), Optional.empty()).ifPresent(link -> {
            socket.exceptionHandler(broken -> link.cut());
            socket.closeHandler(closed -> link.leave());
            socket.handler(frames(link));
        });
    }

    /** Turns bytes into frames: a length, so many bytes, a length … */
    private static RecordParser frames(Link link) {
        RecordParser frames = RecordParser.newFixed(Integer.BYTES);
        boolean[] body = {false};
        frames.handler(record -> {
            if (body[0]) {
                link.take(record.toString(StandardCharsets.UTF_8));
                frames.fixedSizeMode(Integer.BYTES);
                body[0] = false;
                return;
            }
            int length = record.getInt(0);
            if (length < 1 || length > FRAME_MAX) {
                link.announced(length, FRAME_MAX);
                return;
            }
            frames.fixedSizeMode(length);
            body[0] = true;
        });
        return frames;
    }

    /** A TCP connection. */
    private record Socket(NetSocket socket) implements Links.Pipe {
        @Override
        public Future<Void> write(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return socket.write(Buffer.buffer(Integer.BYTES + bytes.length)
                    .appendInt(bytes.length)
                    .appendBytes(bytes));
        }

        @Override
        public void cut() {
            Connections.cut(socket, socket::close);
        }

        @Override
        public String from() {
            return String.valueOf(socket.remoteAddress());
        }
    }
}
