package io.switchhook.ringcentral.push;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Notifications over PubNub, through its official SDK (protocol.md 3.4): decrypted, supervised, renewed before expiry,
 * and resumed after a restart behind the last notification that became durable.
 *
 * <p>Delivery is at least once: what was on its way when the daemon stopped is heard again.
 */
public final class PubNubFeed implements Feed {
    private static final String NAME = "pubnub";

    private final FeedSettings settings;
    private final PubNubSettings where;
    private final Optional<String> memory;
    private Optional<BiConsumer<Instant, String>> doubting = Optional.empty();
    private Optional<Supplier<Future<Void>>> closing = Optional.empty();

    /**
     * A feed that is not listening yet.
     *
     * @param settings what it needs
     * @param where PubNub's address
     * @param memory the {@link Delivery#memory} of the last durable notification of this feed; anything that it does
     *     not understand counts as none
     */
    public PubNubFeed(FeedSettings settings, PubNubSettings where, Optional<String> memory) {
        this.settings = settings;
        this.where = where;
        this.memory = memory;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Void> open(FeedListener listener) {
        Strand strand = new Strand(settings.vertx());
        PubNubLoop opened = new PubNubLoop(settings, where, strand, new Herald(NAME, listener, settings));
        closing = Optional.of(() -> strand.call(opened::close));
        doubting = Optional.of((from, why) -> strand.run(() -> opened.doubt(from, why)));
        return strand.call(() -> {
            opened.start(memory.flatMap(Bookmark::of));
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
