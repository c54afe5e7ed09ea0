package io.switchhook.ringcentral.push;

import java.time.Instant;
import java.util.List;

/** Who hears a feed. All methods are called on the context on which the feed was opened. */
public interface FeedListener {
    /**
     * A notification came.
     *
     * @param delivery the notification, unread
     */
    void heard(Delivery delivery);

    /**
     * The subscription stands (again) and notifications flow.
     *
     * @param feed the feed's name
     * @param filters the filters that the platform accepted, as it echoed them
     * @param refused the filters that it refused, with its reason each; never ignored
     */
    void connected(String feed, List<String> filters, List<String> refused);

    /**
     * The feed is deaf from now on and tries to recover by itself.
     *
     * @param feed the feed's name
     * @param why for a person on call
     */
    void lost(String feed, String why);

    /**
     * Notifications may have been missed: the recovery did not cover the whole outage.
     *
     * @param feed the feed's name
     * @param from the last moment known to be covered
     * @param to when notifications flowed again
     * @param why for a person on call
     */
    void gap(String feed, Instant from, Instant to, String why);

    /**
     * The feed wants this back after a restart, apart from any notification; the newest replaces the one before.
     *
     * @param feed the feed's name
     * @param memory as {@link Delivery#memory}; it may hold a secret and belongs nowhere but into the journal
     */
    default void remember(String feed, String memory) {}

    /**
     * Something came that is no notification of ours and was turned away.
     *
     * @param feed the feed's name
     * @param what its kind, a few words, the same for all of a kind
     * @param times how many came since the last time, 1 or more
     */
    default void turnedAway(String feed, String what, long times) {}
}
