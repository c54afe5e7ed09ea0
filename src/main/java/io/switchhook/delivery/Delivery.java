package io.switchhook.delivery;

import io.switchhook.journal.Deliveries;
import io.switchhook.journal.Journal;
import io.switchhook.metric.Meter;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What all connectors share.
 *
 * @param journal where events are read from, and where news about connectors is told
 * @param deliveries what is owed
 * @param clock the time of day
 * @param random for jitter
 * @param meter who counts
 * @param account the account's label under which news about connectors is told
 * @param patience how long to wait for what
 * @param homes what is known of the accounts, by label
 */
public record Delivery(
        Journal journal,
        Deliveries deliveries,
        InstantSource clock,
        RandomGenerator random,
        Meter meter,
        String account,
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
     * @param account the account's label
     * @param patience how long to wait for what
     */
    public Delivery(
            Journal journal,
            Deliveries deliveries,
            InstantSource clock,
            RandomGenerator random,
            Meter meter,
            String account,
            Patience patience) {
        this(journal, deliveries, clock, random, meter, account, patience, Map.of());
    }

    /**
     * With the usual patience.
     *
     * @param journal where events are read from
     * @param deliveries what is owed
     * @param clock the time of day
     * @param random for jitter
     * @param meter who counts
     * @param account the account's label
     */
    public Delivery(
            Journal journal,
            Deliveries deliveries,
            InstantSource clock,
            RandomGenerator random,
            Meter meter,
            String account) {
        this(journal, deliveries, clock, random, meter, account, Patience.DEFAULTS);
    }

    /**
     * The same, with what is known of the accounts.
     *
     * @param known by label
     * @return what connectors share
     */
    public Delivery at(Map<String, Home> known) {
        return new Delivery(journal, deliveries, clock, random, meter, account, patience, known);
    }
}
