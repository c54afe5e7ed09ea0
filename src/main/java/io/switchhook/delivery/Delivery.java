package io.switchhook.delivery;

import io.switchhook.journal.Deliveries;
import io.switchhook.journal.Journal;
import io.switchhook.journal.StoredEvent;
import io.switchhook.metric.Meter;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What all connectors share.
 *
 * @param journal where events are read from, and where news about connectors is told
 * @param deliveries what is owed
 * @param clock the time of day
 * @param random for jitter
 * @param meter who counts
 * @param outlet announces news about connectors once they are durable
 * @param patience how long to wait for what
 * @param homes what is known of the accounts, by label
 */
public record Delivery(
        Journal journal,
        Deliveries deliveries,
        InstantSource clock,
        RandomGenerator random,
        Meter meter,
        Consumer<List<StoredEvent>> outlet,
        Patience patience,
        Map<String, Home> homes) {
    /** Copies the map and keeps its order. */
    public Delivery {
        homes = Collections.unmodifiableMap(new LinkedHashMap<>(homes));
    }

    /**
     * Of accounts of which nothing is known.
     *
     * @param journal where events are read from
     * @param deliveries what is owed
     * @param clock the time of day
     * @param random for jitter
     * @param meter who counts
     * @param outlet announces news about connectors
     * @param patience how long to wait for what
     */
    public Delivery(
            Journal journal,
            Deliveries deliveries,
            InstantSource clock,
            RandomGenerator random,
            Meter meter,
            Consumer<List<StoredEvent>> outlet,
            Patience patience) {
        this(journal, deliveries, clock, random, meter, outlet, patience, Map.of());
    }

    /**
     * With the usual patience.
     *
     * @param journal where events are read from
     * @param deliveries what is owed
     * @param clock the time of day
     * @param random for jitter
     * @param meter who counts
     * @param outlet announces news about connectors
     */
    public Delivery(
            Journal journal,
            Deliveries deliveries,
            InstantSource clock,
            RandomGenerator random,
            Meter meter,
            Consumer<List<StoredEvent>> outlet) {
        this(journal, deliveries, clock, random, meter, outlet, Patience.DEFAULTS);
    }

    /**
     * The same, with what is known of the accounts.
     *
     * @param known by label
     * @return what connectors share
     */
    public Delivery at(Map<String, Home> known) {
        return new Delivery(journal, deliveries, clock, random, meter, outlet, patience, known);
    }
}
