package io.switchhook.ringcentral.push;

import io.switchhook.config.Secret;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Notifications that the platform posts to our own HTTP server (protocol.md 3.2): a hook of seven days, renewed at half
 * its life, asked after every minute because the platform blacklists it without a word, and taken over by the next
 * start with its token.
 *
 * <p>Delivery is at most once: the platform does not repeat what failed.
 */
public final class WebhookFeed implements Feed {
    private static final String NAME = "webhook";

    /** 256 bits: the token is the only proof that a delivery is the platform's (protocol.md 3.2). */
    private static final int TOKEN_BYTES = 32;

    private final FeedSettings settings;
    private final Place place;
    private final Optional<WebhookBookmark> memory;
    private Optional<BiConsumer<Instant, String>> doubting = Optional.empty();
    private Optional<Supplier<Future<Void>>> closing = Optional.empty();

    /**
     * Where the platform posts to.
     *
     * @param address the URL that is given to the platform; its server must be serving before the feed is opened,
     *     because the platform probes it inside the create call
     * @param inbox where that server leaves what came
     */
    public record Place(String address, WebhookInbox inbox) {}

    /**
     * A feed that is not listening yet.
     *
     * @param settings what it needs
     * @param place where the platform posts to
     * @param memory what {@link FeedListener#remember} got last from this feed; anything that it does not understand
     *     counts as none
     */
    public WebhookFeed(FeedSettings settings, Place place, Optional<String> memory) {
        this.settings = settings;
        this.place = place;
        this.memory = memory.flatMap(WebhookBookmark::of);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Void> open(FeedListener listener) {
        Strand made = new Strand(settings.vertx());
        Secret token = memory.map(WebhookBookmark::token).orElseGet(this::newToken);
        WebhookLoop opened = new WebhookLoop(settings, place, token, made, new Herald(NAME, listener, settings));
        doubting = Optional.of((from, why) -> made.run(() -> opened.doubt(from, why)));
        closing = Optional.of(() -> made.call(opened::close));
        return made.call(() -> {
            opened.start(memory.map(WebhookBookmark::subscription));
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

    private Secret newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        settings.random().nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }
}
