package io.switchhook.bus;

import io.switchhook.journal.StoredEvent;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/** The listener's side of {@link EventOutlet}: live, at most once. Who must miss nothing reads the journal. */
public final class LiveEvents {
    private final Vertx vertx;

    /**
     * Listens on one bus.
     *
     * @param vertx whose bus
     */
    public LiveEvents(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Listens to every event from now on, on the caller's context.
     *
     * @param listener hears each event; must not block
     * @return to be unregistered when nobody listens any more
     */
    public MessageConsumer<StoredEvent> listen(Consumer<StoredEvent> listener) {
        return vertx.eventBus().consumer(Addresses.EVENTS, message -> listener.accept(message.body()));
    }
}
