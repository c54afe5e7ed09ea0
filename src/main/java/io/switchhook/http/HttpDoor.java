package io.switchhook.http;

import io.switchhook.bus.LiveEvents;
import io.switchhook.journal.Journal;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the door needs from the rest of the house.
 *
 * @param journal what every answer is read from
 * @param live tells that there is something newer; answers do not depend on it
 * @param readiness how the sources stand at the moment of asking; called on the server's event loop, must not block
 * @param explainer says why a call is told as it is
 * @param settings where the door is
 * @param clock for the times in answers
 * @param more adds routes of other rooms, behind the same access check, before the size limit of bodies
 */
public record HttpDoor(
        Journal journal,
        LiveEvents live,
        Supplier<Readiness> readiness,
        Explainer explainer,
        HttpSettings settings,
        InstantSource clock,
        List<Consumer<Router>> more) {
    /** Copies the list. */
    public HttpDoor {
        more = List.copyOf(more);
    }
}
