package io.switchhook.ringcentral.push;

import io.vertx.core.Future;
import java.time.Instant;

/** One source of notifications, kept alive for ever: it reconnects, renews and resubscribes by itself. */
public interface Feed {
    /**
     * The feed's short name, also its configuration word: {@code websocket}, {@code pubnub}, {@code webhook}.
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

    /**
     * Somebody has reason to believe that this feed is deaf although it seems to stand: it subscribes anew at once and
     * reports a gap. Without effect while it is being recovered anyway, and before it was opened.
     *
     * @param from the last moment at which it was surely heard
     * @param why for a person on call
     */
    void doubt(Instant from, String why);
}
