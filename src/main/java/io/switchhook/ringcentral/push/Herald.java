package io.switchhook.ringcentral.push;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What a feed tells its listener, each change once; who listens knows the account, and logs. */
final class Herald {
    /** Longest reason told, in characters: it may quote an answer of the platform. Chosen, for one log line. */
    private static final int WHY_MAX = 300;

    private final String feed;
    private final FeedListener listener;
    private final FeedSettings settings;
    private boolean standing;
    private boolean lost;
    private List<String> refused = List.of();

    Herald(String feed, FeedListener listener, FeedSettings settings) {
        this.feed = feed;
        this.listener = listener;
        this.settings = settings;
    }

    void heard(byte[] bytes, Optional<String> memory) {
        listener.heard(new Delivery(bytes, feed, clock().instant(), memory));
    }

    void connected(Subscription subscription) {
        standing = true;
        lost = false;
        List<String> now = Filters.refused(settings.filters(), subscription);
        refused = now;
        listener.connected(feed, subscription.filters(), now);
    }

    /** Tells again only when the answer of the platform about our filters has changed. */
    void reread(Subscription subscription) {
        boolean says =
                !subscription.filters().isEmpty() || !subscription.disabled().isEmpty();
        if (says
                && standing
                && !Filters.refused(settings.filters(), subscription).equals(refused)) {
            connected(subscription);
        }
    }

    /** Tells the first reason only: the failures of the attempts to return are not news. */
    void lost(String why) {
        standing = false;
        if (!lost) {
            lost = true;
            String brief = why.length() > WHY_MAX ? why.substring(0, WHY_MAX) + "…" : why;
            listener.lost(feed, brief);
        }
    }

    void remember(String memory) {
        listener.remember(feed, memory);
    }

    void turnedAway(String what, long times) {
        listener.turnedAway(feed, what, times);
    }

    boolean isStanding() {
        return standing;
    }

    void gap(Instant from, String why) {
        Instant now = clock().instant();
        listener.gap(feed, from, now, why);
    }

    private InstantSource clock() {
        return settings.clock();
    }
}
