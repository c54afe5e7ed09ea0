package io.switchhook.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * Which calls to list; every condition that is present must hold.
 *
 * @param account the account's label
 * @param open true for calls that are not over, false for those that are
 * @param state the name of a call state, for example {@code TALKING}
 * @param number a number of any party, international or as dialled
 * @param extension an extension id of any leg
 * @param from started at or after
 * @param to started before
 * @param max at most so many, newest first, 1 to 1000
 */
public record CallQuery(
        Optional<String> account,
        Optional<Boolean> open,
        Optional<String> state,
        Optional<String> number,
        Optional<String> extension,
        Optional<Instant> from,
        Optional<Instant> to,
        int max) {
    /**
     * Every call.
     *
     * @param max at most so many, newest first
     * @return the query
     */
    public static CallQuery newest(int max) {
        return new CallQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                max);
    }

    /**
     * Every call that is not over.
     *
     * @param max at most so many, newest first
     * @return the query
     */
    public static CallQuery live(int max) {
        return new CallQuery(
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                max);
    }
}
