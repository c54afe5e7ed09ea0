package io.switchhook.ringcentral.push;

import io.switchhook.config.Secret;
import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.PlatformResponse;
import io.switchhook.ringcentral.rest.Priority;
import io.switchhook.ringcentral.rest.RateGroup;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one WebHook subscription alive for ever: found again or made, renewed, asked after, and made anew when the
 * platform has given it up.
 *
 * <p>Each attempt begins with the platform's list, so that a hook whose creation was not answered, or one of an earlier
 * start, is never doubled.
 */
final class WebhookLoop implements WebhookInbox.Owner {
    /** What is asked for, the platform's own default (protocol.md 3.1): longer would only outlive us longer. */
    private static final Duration LIFE = Duration.ofDays(7);

    /** No renewal sooner than this after an answer, whatever life it states. Chosen, to keep the rate limits. */
    private static final Duration RENEW_MIN = Duration.ofSeconds(1);

    /** A list that fails more often in a row, 3, is done without: two hooks are better than none. Chosen. */
    private static final int LIST_FAILURES_MAX = 3;

    private final FeedSettings settings;
    private final WebhookFeed.Place place;
    private final Secret token;
    private final Strand strand;
    private final Herald herald;
    private final Backoff backoff;
    private final SubscriptionWatch watch;
    private Optional<Subscription> held = Optional.empty();
    private Optional<Hole> hole = Optional.empty();
    private Optional<Instant> heardAt = Optional.empty();
    private Instant openedAt = Instant.EPOCH;
    private int listFailures;
    private int term;

    WebhookLoop(FeedSettings settings, WebhookFeed.Place place, Secret token, Strand strand, Herald herald) {
        this.settings = settings;
        this.place = place;
        this.token = token;
        this.strand = strand;
        this.herald = herald;
        this.backoff = new Backoff(settings.patience(), settings.random());
        this.watch = new SubscriptionWatch(settings, strand);
    }

    /** What nobody heard, told when notifications flow again. */
    private record Hole(Instant from, String why) {}

    /** From now on deliveries are taken; the hook that is remembered is taken over. */
    void start(Optional<String> remembered) {
        openedAt = now();
        place.inbox().open(token, strand, this);
        find(remembered);
    }

    /** The platform's subscription stays, for the next start. */
    Future<Void> close() {
        strand.cut();
        place.inbox().close();
        return Future.succeededFuture();
    }

    @Override
    public void heard(byte[] bytes) {
        heardAt = Optional.of(now());
        herald.heard(bytes, Optional.empty());
    }

    @Override
    public void turnedAway(long times) {
        herald.turnedAway("webhook delivery without our token", times);
    }

    void doubt(Instant from, String why) {
        if (held.isPresent()) {
            giveUp(from, why);
        }
    }

    private void find(Optional<String> wanted) {
        strand.when(list(), all -> found(all, wanted), failure -> {
            listFailures++;
            if (Failures.isFinal(failure) || listFailures > LIST_FAILURES_MAX) {
                create();
            } else {
                retry("cannot list subscriptions: " + failure.getMessage(), wanted);
            }
        });
    }

    /** What leads here and is not the wanted one would tell everything twice, or is of no use. */
    private void found(List<Subscription> all, Optional<String> wanted) {
        listFailures = 0;
        List<Subscription> here = all.stream()
                .filter(one -> one.address().equals(Optional.of(place.address())))
                .toList();
        Optional<Subscription> kept = here.stream()
                .filter(one -> wanted.equals(Optional.of(one.id())) && one.isActive())
                .findFirst();
        List<Future<Void>> deletions = new ArrayList<>();
        here.stream().filter(one -> !kept.equals(Optional.of(one))).forEach(one -> deletions.add(delete(one.id())));
        strand.when(
                Future.join(deletions),
                done -> kept.ifPresentOrElse(one -> renew(one.id()), this::create),
                failure -> retry("cannot delete an old hook: " + failure.getMessage(), wanted));
    }

    private void retry(String why, Optional<String> wanted) {
        herald.lost(why);
        strand.after(backoff.next(), () -> find(wanted));
    }

    private void create() {
        JsonObject mode = new JsonObject()
                .put("transportType", "WebHook")
                .put("address", place.address())
                .put("verificationToken", token.reveal());
        strand.when(
                send(HttpMethod.POST, Subscription.PATH, wish().put("deliveryMode", mode)),
                this::stand,
                failure -> retry(
                        "cannot subscribe, does " + place.address() + " lead here? " + failure.getMessage(),
                        Optional.empty()));
    }

    /** It stands, and everything before is told as missed that may have been. */
    private void stand(Subscription standing) {
        boolean isNew = held.isEmpty();
        held = Optional.of(standing);
        backoff.reset();
        int mine = ++term;
        Duration half = standing.expiresIn().dividedBy(2);
        strand.after(half.compareTo(RENEW_MIN) > 0 ? half : RENEW_MIN, () -> {
            if (mine == term) {
                renew(standing.id());
            }
        });
        if (isNew) {
            herald.remember(new WebhookBookmark(standing.id(), token).text());
            herald.connected(standing);
            watch.begin(standing.id(), this::alive, why -> giveUp(heardAt.orElse(openedAt), why));
            tellHole();
        } else {
            herald.reread(standing);
        }
    }

    private void tellHole() {
        hole = hole.or(() -> place.inbox()
                .takeMissed()
                .map(from -> new Hole(from, "deliveries were refused, because nobody could take them yet")));
        hole.ifPresent(found -> herald.gap(found.from(), found.why()));
        hole = Optional.empty();
    }

    private void alive(Subscription found) {
        herald.reread(found);
        tellHole();
    }

    /** Sets the filters too: those of an earlier start may have been others. */
    private void renew(String id) {
        int mine = term;
        strand.when(
                send(HttpMethod.PUT, Subscription.PATH + "/" + id, wish()),
                renewed -> {
                    if (mine == term) {
                        stand(renewed);
                    }
                },
                failure -> {
                    if (mine == term) {
                        notRenewed(id, failure);
                    }
                });
    }

    private void notRenewed(String id, Throwable failure) {
        if (held.isPresent() && Failures.isFinal(failure)) {
            giveUp(heardAt.orElse(openedAt), "cannot renew: " + failure.getMessage());
        } else if (held.isPresent()) {
            int mine = term;
            strand.after(backoff.next(), () -> {
                if (mine == term) {
                    renew(id);
                }
            });
        } else {
            retry("cannot take over the remembered hook: " + failure.getMessage(), Optional.of(id));
        }
    }

    /**
     * The hook is dead, or as good as dead. Only what came proves that it worked: a blacklisted one was listed as
     * Active while its deliveries failed.
     */
    private void giveUp(Instant from, String why) {
        watch.end();
        term++;
        held = Optional.empty();
        hole = hole.or(() -> Optional.of(new Hole(from, why)));
        herald.lost(why);
        find(Optional.empty());
    }

    private JsonObject wish() {
        return new JsonObject()
                .put("eventFilters", new JsonArray(settings.filters()))
                .put("expiresIn", LIFE.toSeconds());
    }

    private Instant now() {
        return settings.clock().instant();
    }

    private Future<List<Subscription>> list() {
        return settings.platform()
                .send(PlatformRequest.of(HttpMethod.GET, Subscription.PATH, RateGroup.LIGHT, Priority.LIVE))
                .map(PlatformResponse::json)
                .map(Subscription::records);
    }

    private Future<Void> delete(String id) {
        PlatformRequest request =
                PlatformRequest.of(HttpMethod.DELETE, Subscription.PATH + "/" + id, RateGroup.MEDIUM, Priority.LIVE);
        return settings.platform()
                .send(request)
                .<Void>mapEmpty()
                .recover(
                        failure -> Failures.isFinal(failure) ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    /** Only a living subscription is an answer. */
    private Future<Subscription> send(HttpMethod method, String path, JsonObject body) {
        return settings.platform()
                .send(PlatformRequest.of(method, path, RateGroup.MEDIUM, Priority.LIVE)
                        .with(body))
                .map(PlatformResponse::json)
                .map(Subscription::of)
                .map(WebhookLoop::checked);
    }

    private static Subscription checked(Subscription subscription) {
        if (!subscription.isActive()) {
            throw new IllegalStateException("Expected an active hook, but it is " + subscription.condition());
        }
        return subscription;
    }
}
