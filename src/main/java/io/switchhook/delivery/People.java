package io.switchhook.delivery;

import java.time.Duration;

/**
 * How a connector treats the people of a call.
 *
 * @param matching which of several contacts with one number the call is linked to
 * @param createContact whether a number that nobody has becomes a contact
 * @param owners which user of the CRM a call belongs to
 * @param popWithin how old an event may be that is shown to a user at once; zero for no screen pops
 */
public record People(Matching matching, boolean createContact, Owners owners, Duration popWithin) {
    /** Longest that an event may be on its way to a screen, 10 s; chosen: a telephone rings for longer. */
    public static final Duration POP_WITHIN = Duration.ofSeconds(10);

    /** What stands for nothing in the configuration. */
    public static final People DEFAULTS = new People(Matching.OWNER_FIRST, false, Owners.NONE, POP_WITHIN);
}
