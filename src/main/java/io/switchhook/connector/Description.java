package io.switchhook.connector;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a connector is and can do, as it is configured.
 *
 * @param version of the connector, for people
 * @param guarantee how many records a call may leave
 * @param everyEvent true to be given each event of a call in order; false to be given the newest picture of the call,
 *     which saves a slow CRM nine requests in ten
 * @param abilities what it can do beside writing calls
 * @param concurrency how many calls to write at the same time unless {@code limits.concurrency} says, 1 to 64
 */
public record Description(
        String version, Guarantee guarantee, boolean everyEvent, Set<Ability> abilities, int concurrency) {
    /** Calls at the same time when neither the connector nor the operator says; chosen: polite to any CRM. */
    public static final int CONCURRENCY = 4;

    private static final int CONCURRENCY_MAX = 64;

    /** Copies the set, in the order of the abilities. */
    public Description {
        EnumSet<Ability> copy = EnumSet.noneOf(Ability.class);
        copy.addAll(abilities);
        abilities = Collections.unmodifiableSet(copy);
        if (concurrency < 1 || concurrency > CONCURRENCY_MAX) {
            throw new IllegalArgumentException(
                    "Expected a concurrency of 1 to " + CONCURRENCY_MAX + ", but it is " + concurrency);
        }
    }

    /**
     * A connector that writes pictures of calls.
     *
     * @param version of the connector
     * @param guarantee how many records a call may leave
     * @param abilities what it can do besides
     * @return the description
     */
    public static Description ofPictures(String version, Guarantee guarantee, Ability... abilities) {
        return new Description(version, guarantee, false, Set.of(abilities), CONCURRENCY);
    }

    /**
     * A connector that passes on every event.
     *
     * @param version of the connector
     * @param guarantee how often an event may be repeated
     * @return the description
     */
    public static Description ofEvents(String version, Guarantee guarantee) {
        return new Description(version, guarantee, true, Set.of(), CONCURRENCY);
    }
}
