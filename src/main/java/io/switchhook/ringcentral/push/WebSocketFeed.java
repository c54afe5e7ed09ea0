package io.switchhook.ringcentral.push;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Notifications over the platform's WebSocket gateway: one socket, one subscription with all filters, a heartbeat, and
 * recovery of the session after a loss (protocol.md 3.3). Before the platform cuts a socket for its age or idleness,
 * another one with a subscription of its own takes over, and for a moment both tell.
 *
 * <p>Notifications belong to the socket, not to a subscription id: some come before the answer that tells the id.
 * Nothing is remembered over a restart, because the platform forgets the session with its socket.
 */
public final class WebSocketFeed implements Feed {
    private static final String NAME = "websocket";

    private final FeedSettings settings;
    private Optional<BiConsumer<Instant, String>> doubting = Optional.empty();
    private Optional<Supplier<Future<Void>>> closing = Optional.empty();

    /**
     * A feed that is not listening yet.
     *
     * @param settings what it needs
     */
    public WebSocketFeed(FeedSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Void> open(FeedListener listener) {
        Strand strand = new Strand(settings.vertx());
        WebSocketLoop opened = new WebSocketLoop(settings, strand, new Herald(NAME, listener, settings));
        closing = Optional.of(() -> strand.call(opened::close));
        doubting = Optional.of((from, why) -> strand.run(() -> opened.doubt(from, why)));
        return strand.call(() -> {
            opened.connect();
            return Future.succeededFuture();
        });
    }

    @Override
    public void doubt(Instant from, String why) {
        doubting.ifPresent(open -> open.accept(from, why));
    }

    @Override
    public Future<Void> close() {
        return closing.map(Supplier::get).orElseGet(Future::succeededFuture);
    }
}
