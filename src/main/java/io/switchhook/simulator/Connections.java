package io.switchhook.simulator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The TCP connections of the server, so that they can be cut. */
final class Connections {
    private final Agenda agenda;
    private final Map<SocketAddress, HttpConnection> open = new LinkedHashMap<>();
    private Instant refusedUntil = Instant.EPOCH;

    Connections(Agenda agenda) {
        this.agenda = agenda;
    }

    void accept(HttpConnection connection) {
        if (agenda.now().isBefore(refusedUntil)) {
            abort(connection);
            return;
        }
        SocketAddress peer = connection.remoteAddress();
        open.put(peer, connection);
        connection.closeHandler(closed -> open.remove(peer));
    }

    void refuse(Instant until) {
        refusedUntil = until;
        List.copyOf(open.keySet()).forEach(this::cut);
    }

    void cut(SocketAddress peer) {
        HttpConnection connection = open.get(peer);
        if (connection != null) {
            abort(connection);
        }
    }

    /** Resets the connection below HTTP: the public close would say goodbye with a WebSocket close frame. */
    private static void abort(HttpConnection connection) {
        if (connection instanceof HttpServerConnection served) {
            Channel channel = served.channelHandlerContext().channel();
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().close(channel.newPromise());
        } else {
            connection.close();
        }
    }
}
