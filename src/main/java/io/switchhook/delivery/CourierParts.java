package io.switchhook.delivery;

import io.switchhook.connector.Connector;
import io.switchhook.journal.Deliveries;
import io.switchhook.journal.Journal;
import io.switchhook.journal.StoredEvent;
import io.switchhook.metric.Meter;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What a courier is put together from.
 *
 * @param vertx runs timers
 * @param orders the operator's wishes
 * @param connector whom to bring things to
 * @param journal where events are read from, and where news about the connector is told
 * @param deliveries what is owed
 * @param shadow whether requests are only shown, switched by the courier
 * @param patience how long to wait for what
 * @param clock the time of day
 * @param random for jitter
 * @param meter who counts
 * @param outlet announces news about the connector once they are durable
 * @param homes what is known of the accounts, by label
 */
record CourierParts(
        Vertx vertx,
        Orders orders,
        Connector connector,
        Journal journal,
        Deliveries deliveries,
        Shadow shadow,
        Patience patience,
        InstantSource clock,
        RandomGenerator random,
        Meter meter,
        Consumer<List<StoredEvent>> outlet,
        Map<String, Home> homes) {
    /** What is known of an account. */
    Home home(String label) {
        return homes.getOrDefault(label, Home.UNKNOWN);
    }

    /**
     * The operator's wishes.
     *
     * @param name the connector's name
     * @param type its type
     * @param when how often a call is written
     * @param filter which calls and events
     * @param concurrency calls at the same time; empty for the connector's own
     * @param rate deliveries in a second at most
     * @param shadow whether it only shows what it would do
     * @param fromBeginning whether a connector that is new begins at the first event of all
     * @param people how the people of a call are treated
     */
    record Orders(
            String name,
            String type,
            Policy.When when,
            Policy.Filter filter,
            Optional<Integer> concurrency,
            Optional<Double> rate,
            boolean shadow,
            boolean fromBeginning,
            People people) {}
}
