package io.switchhook.account;

import java.time.Duration;

/** Who hears how the platform's rate limits stand. Called on the account's event loop. */
public interface QuotaEar {
    /**
     * The platform lets no more requests of a group through.
     *
     * @param group the rate group: {@code light}, {@code medium}, {@code heavy} or {@code auth}
     * @param reason {@code penalty} after a 429, {@code window} when what it allows in a minute is used up
     * @param pause how long, as far as is known
     */
    void exhausted(String group, String reason, Duration pause);

    /**
     * It lets them through again.
     *
     * @param group the rate group
     */
    void restored(String group);
}
