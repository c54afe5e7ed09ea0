package io.switchhook.bus;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;

/** Connections to programs that do not read. */
public final class Connections {
    private Connections() {}

    /**
     * Ends a connection without waiting for what was not read: Vert.x's own close and reset flush first, so a program that
     * never reads, and connects anew, would hold one full queue after another.
     *
     * @param connection of HTTP or TCP, on its event loop
     * @param gently what ends it where that is not possible
     */
    public static void cut(Object connection, Runnable gently) {
        // A connection that has ended already has no handlers left.
        Optional<ChannelHandlerContext> first = connection instanceof ConnectionBase open
                ? Optional.ofNullable(open.channel().pipeline().firstContext())
                : Optional.empty();
        boolean closing = first.isPresent() && first.get().close().cause() == null;
        if (!closing) {
            gently.run();
        }
    }
}
