package io.switchhook.bus;

import io.switchhook.journal.StoredEvent;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.shareddata.LocalMap;
import java.util.List;

/**
 * Announces durable events to whoever listens: at {@link Addresses#EVENTS} and at the address of their type, with the
 * headers {@code type}, {@code id}, {@code offset} and, where it is an account's, {@code account}.
 */
public final class EventOutlet {
    private static final StoredEventCodec CODEC = new StoredEventCodec();

    private final EventBus bus;

    /**
     * An outlet; any number of them may share one Vert.x.
     *
     * @param vertx whose bus to publish on
     */
    public EventOutlet(Vertx vertx) {
        bus = vertx.eventBus();
        LocalMap<String, Boolean> registered = vertx.sharedData().getLocalMap(CODEC.name());
        if (registered.putIfAbsent(CODEC.name(), true) == null) {
            bus.registerCodec(CODEC);
        }
    }

    /**
     * Announces events in their order. Nobody is waited for.
     *
     * @param events as the journal gave them back
     */
    public void publish(List<StoredEvent> events) {
        events.forEach(this::publish);
    }

    /**
     * Announces one event.
     *
     * @param event as the journal gave it back
     */
    public void publish(StoredEvent event) {
        DeliveryOptions options = new DeliveryOptions()
                .setCodecName(CODEC.name())
                .addHeader("type", event.type())
                .addHeader("id", event.id())
                .addHeader("offset", Long.toString(event.offset()));
        if (!event.account().isEmpty()) {
            options.addHeader("account", event.account());
        }
        bus.publish(Addresses.EVENTS, event, options);
        bus.publish(Addresses.eventsOf(event.type()), event, options);
    }
}
