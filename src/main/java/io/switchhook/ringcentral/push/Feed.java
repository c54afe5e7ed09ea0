package io.switchhook.ringcentral.push;

import io.vertx.core.Future;

/** One source of notifications, kept alive for ever: it reconnects, renews and resubscribes by itself. */
public interface Feed {
    /**
     * The feed's short name, also its configuration word: {@code websocket}, {@code pubnub}.
     *
     * @return the name
     */
    String name();

    /**
     * Starts to listen and never gives up until closed. Called once, on the context on which the listener is to be
     * called.
     *
     * @param listener who hears
     * @return completes when the first attempt to connect is under way; never fails
     */
    Future<Void> open(FeedListener listener);

    /**
     * Stops listening and frees everything; the platform's subscription is left to be resumed or to expire.
     *
     * @return completes when no more calls to the listener will come
     */
    Future<Void> close();
}
