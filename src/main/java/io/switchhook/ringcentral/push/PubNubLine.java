package io.switchhook.ringcentral.push;

import com.google.gson.JsonElement;
import com.pubnub.api.PubNubException;
import com.pubnub.api.UserId;
import com.pubnub.api.java.PubNub;
import com.pubnub.api.java.v2.PNConfiguration;
import com.pubnub.api.java.v2.callbacks.StatusListener;
import com.pubnub.api.models.consumer.PNStatus;
import com.pubnub.api.models.consumer.pubsub.PNMessageResult;
import com.pubnub.api.retry.RetryConfiguration;
import com.pubnub.api.v2.subscriptions.SubscriptionCursor;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * One instance of PubNub's SDK on one channel.
 *
 * <p>Its own retries are off: they end for good after two minutes and say nothing meanwhile. So every failure shows at
 * once, and whoever owns the line decides when to try again. Its threads only hop; its calls, which may block, run
 * aside.
 */
final class PubNubLine {
    private static final int FORBIDDEN = 403;

    private final Strand strand;
    private final Owner owner;
    private final Subscription.Channel channel;
    private final Future<PubNub> sdk;
    private boolean closed;

    /** Who is told; each call on the strand, none after the close. */
    interface Owner {
        /** The line stands; the token is the point from which it hears. */
        void connected(PubNubLine line, long timetoken);

        /** The SDK has stopped; it does nothing until {@link #reconnect}. */
        void down(PubNubLine line, boolean forbidden, String why);

        void message(PubNubLine line, JsonElement payload, long timetoken);
    }

    /** Opens a line that hears what was published after the time token; 0 for "from now on". */
    PubNubLine(Strand strand, FeedSettings settings, PubNubSettings where, Subscription.Channel channel, From from) {
        this.strand = strand;
        this.owner = from.owner;
        this.channel = channel;
        this.sdk = strand.aside(() -> {
            PNConfiguration.Builder configuration =
                    PNConfiguration.builder(new UserId(where.userId()), channel.subscriberKey());
            configuration.origin(where.origin());
            configuration.secure(where.secure());
            configuration.subscribeTimeout((int) settings.patience().pollMax().toSeconds());
            configuration.retryConfiguration(RetryConfiguration.None.INSTANCE);
            PubNub made = PubNub.create(configuration.build());
            made.addListener((StatusListener) (source, status) -> strand.run(() -> changed(status)));
            listen(made, from.timetoken);
            return made;
        });
        strand.when(sdk, made -> {}, failure -> failed(failure.toString()));
    }

    /** From where to hear, and who hears. */
    record From(long timetoken, Owner owner) {}

    /**
     * Tries again from a time token: the SDK forgets its own as soon as one handshake fails.
     *
     * @param timetoken behind which to hear; 0 for "from now on"
     */
    void reconnect(long timetoken) {
        sdk.onSuccess(made -> strand.aside(() -> {
            if (timetoken > 0) {
                made.reconnect(timetoken);
            } else {
                made.reconnect();
            }
            return true;
        }));
    }

    /** Ends every thread of the SDK; the platform's subscription stays. */
    Future<Void> close() {
        closed = true;
        return sdk.compose(made -> strand.aside(() -> {
                    made.forceDestroy();
                    return true;
                }))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    Subscription.Channel channel() {
        return channel;
    }

    private void listen(PubNub made, long timetoken) {
        com.pubnub.api.java.v2.subscriptions.Subscription hearing =
                made.channel(channel.address()).subscription();
        hearing.setOnMessage(message -> strand.run(() -> received(message)));
        if (timetoken > 0) {
            hearing.subscribe(new SubscriptionCursor(timetoken));
        } else {
            hearing.subscribe();
        }
    }

    private void received(PNMessageResult message) {
        if (!closed) {
            long timetoken = Optional.ofNullable(message.getTimetoken()).orElse(0L);
            owner.message(this, message.getMessage(), timetoken);
        }
    }

    private void changed(PNStatus status) {
        if (closed) {
            return;
        }
        switch (status.getCategory()) {
            case PNConnectedCategory ->
                owner.connected(
                        this, Optional.ofNullable(status.getCurrentTimetoken()).orElse(0L));
            case PNUnexpectedDisconnectCategory, PNConnectionError -> {
                Optional<PubNubException> cause = Optional.ofNullable(status.getException());
                boolean forbidden = cause.map(PubNubException::getStatusCode).orElse(0) == FORBIDDEN;
                owner.down(
                        this,
                        forbidden,
                        status.getCategory() + " "
                                + cause.map(PubNubException::getErrorMessage).orElse(""));
            }
            case PNDisconnectedCategory, PNSubscriptionChanged, PNHeartbeatFailed, PNHeartbeatSuccess -> {}
        }
    }

    private void failed(String why) {
        if (!closed) {
            owner.down(this, false, why);
        }
    }
}
