package io.switchhook.ringcentral.push;

import io.switchhook.ringcentral.rest.Platform;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What every feed needs to live.
 *
 * @param vertx where it runs
 * @param platform whom it asks for tokens and subscriptions
 * @param filters the event filters to subscribe to, from {@link Filters}
 * @param clock the time of day
 * @param random the jitter of reconnections and the ids of requests
 * @param patience its durations
 */
public record FeedSettings(
        Vertx vertx,
        Platform platform,
        List<String> filters,
        InstantSource clock,
        RandomGenerator random,
        Patience patience) {
    /** Copies the filters, keeping their order. */
    public FeedSettings {
        filters = List.copyOf(filters);
    }
}
