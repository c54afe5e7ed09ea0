package io.switchhook.delivery;

import io.switchhook.journal.Deliveries;
import io.switchhook.journal.Journal;
import io.switchhook.metric.Meter;
import java.time.InstantSource;
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
 */
public record Delivery(
        Journal journal,
        Deliveries deliveries,
        InstantSource clock,
        RandomGenerator random,
        Meter meter,
        String account,
        Patience patience) {
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
}
