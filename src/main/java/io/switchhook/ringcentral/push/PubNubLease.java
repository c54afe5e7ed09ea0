package io.switchhook.ringcentral.push;

import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.PlatformResponse;
import io.switchhook.ringcentral.rest.Priority;
import io.switchhook.ringcentral.rest.RateGroup;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * The subscription behind a PubNub channel, which lives 900 s at a time (protocol.md 3.1, 3.4): made or found again,
 * renewed at half its life, watched, and made anew when the platform has let it die.
 */
final class PubNubLease {
    /** No renewal sooner than this after an answer, whatever life it states. Chosen, to keep the rate limits. */
    private static final Duration RENEW_MIN = Duration.ofSeconds(1);

    private final FeedSettings settings;
    private final Strand strand;
    private final Owner owner;
    private final Backoff backoff;
    private final SubscriptionWatch watch;
    private Optional<Subscription> held = Optional.empty();
    private int term;
    private boolean asking;

    /** Who is told; each call on the strand. */
    interface Owner {
        /** The remembered subscription lives, on the same channel. */
        void resumed(Subscription subscription, long timetoken);

        /** A new subscription; with the reason when it replaces one whose notifications may be lost. */
        void created(Subscription subscription, Optional<String> instead);

        /** The platform's newest answer about the subscription: key, channel and filters may have changed. */
        void reread(Subscription subscription);

        /** The subscription is dead; a new one is being made. */
        void gone(String why);
    }

    PubNubLease(FeedSettings settings, Strand strand, Owner owner) {
        this.settings = settings;
        this.strand = strand;
        this.owner = owner;
        this.backoff = new Backoff(settings.patience(), settings.random());
        this.watch = new SubscriptionWatch(settings, strand);
    }

    Optional<Subscription> current() {
        return held;
    }

    void create() {
        create(Optional.empty());
    }

    void resume(Bookmark bookmark) {
        Future<Subscription> found = SubscriptionWatch.read(settings, bookmark.subscription());
        strand.when(found, subscription -> found(bookmark, subscription), failure -> {
            if (Failures.isFinal(failure)) {
                create(Optional.of("the remembered subscription is gone: " + failure.getMessage()));
            } else {
                owner.gone("cannot read the remembered subscription: " + failure.getMessage());
                strand.after(backoff.next(), () -> resume(bookmark));
            }
        });
    }

    /** Gives the subscription up and makes another one. */
    void renounce(String why) {
        watch.end();
        term++;
        held = Optional.empty();
        owner.gone(why);
        create(Optional.of(why));
    }

    /** Asks the platform for its present key and channel; once at a time, and not again for a while. */
    void ask() {
        if (!asking && held.isPresent()) {
            asking = true;
            strand.after(settings.patience().answerWithin(), () -> asking = false);
            int mine = term;
            strand.when(SubscriptionWatch.read(settings, held.get().id()), found -> reread(mine, found), why -> {});
        }
    }

    private void found(Bookmark bookmark, Subscription subscription) {
        boolean sameChannel = subscription
                .channel()
                .map(channel -> channel.address().equals(bookmark.address()))
                .orElse(false);
        if (subscription.isActive() && sameChannel) {
            hold(subscription);
            owner.resumed(subscription, bookmark.timetoken());
        } else {
            create(Optional.of("the remembered subscription is " + subscription.status() + " or moved"));
        }
    }

    private void create(Optional<String> instead) {
        JsonObject mode = new JsonObject().put("transportType", "PubNub").put("encryption", true);
        JsonObject body = filters().put("deliveryMode", mode);
        Future<Subscription> made = send(HttpMethod.POST, Subscription.PATH, body);
        strand.when(
                made,
                subscription -> {
                    hold(subscription);
                    owner.created(subscription, instead);
                },
                failure -> {
                    owner.gone("cannot subscribe: " + failure.getMessage());
                    strand.after(backoff.next(), () -> create(instead));
                });
    }

    private JsonObject filters() {
        return new JsonObject().put("eventFilters", new JsonArray(settings.filters()));
    }

    private void hold(Subscription subscription) {
        held = Optional.of(subscription);
        backoff.reset();
        term++;
        renewLater(subscription);
        int mine = term;
        watch.begin(subscription.id(), found -> reread(mine, found), this::renounce);
    }

    private void renewLater(Subscription subscription) {
        Duration half = subscription.expiresIn().dividedBy(2);
        int mine = term;
        strand.after(half.compareTo(RENEW_MIN) > 0 ? half : RENEW_MIN, () -> renew(mine, subscription.id()));
    }

    private void renew(int mine, String id) {
        if (mine != term) {
            return;
        }
        Future<Subscription> renewed = send(HttpMethod.PUT, Subscription.PATH + "/" + id, filters());
        strand.when(
                renewed,
                subscription -> {
                    if (mine == term) {
                        backoff.reset();
                        renewLater(subscription);
                        reread(mine, subscription);
                    }
                },
                failure -> notRenewed(mine, id, failure));
    }

    private void notRenewed(int mine, String id, Throwable failure) {
        if (mine == term && Failures.isNotFound(failure)) {
            renounce("the platform let the subscription expire");
        } else if (mine == term) {
            strand.after(backoff.next(), () -> renew(mine, id));
        }
    }

    private void reread(int mine, Subscription subscription) {
        if (mine == term) {
            if (subscription.isActive() && subscription.channel().isPresent()) {
                held = Optional.of(subscription);
                owner.reread(subscription);
            } else {
                renounce("the subscription is " + subscription.status());
            }
        }
    }

    /** Only a living subscription with a channel is an answer. */
    private Future<Subscription> send(HttpMethod method, String path, JsonObject body) {
        return settings.platform()
                .send(PlatformRequest.of(method, path, RateGroup.MEDIUM, Priority.LIVE)
                        .with(body))
                .map(PlatformResponse::json)
                .map(Subscription::of)
                .map(PubNubLease::checked);
    }

    private static Subscription checked(Subscription subscription) {
        if (!subscription.isActive() || subscription.channel().isEmpty()) {
            throw new IllegalStateException("Expected an active PubNub subscription, but " + subscription);
        }
        return subscription;
    }
}
