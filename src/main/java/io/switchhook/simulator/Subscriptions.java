package io.switchhook.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The subscription resource (protocol.md 3.1). */
final class Subscriptions {
    /** Per user and application (protocol.md 3.1). */
    private static final int MAX = 30;

    /** What a WebHook lives when nothing is asked for (protocol.md 3.1). */
    private static final long WEBHOOK_SECONDS = 604_800;

    private final Agenda agenda;
    private final Tokens tokens;
    private final PubNubDoor pubNub;
    private final WebhookDoor webhooks;
    private final SimulatorOptions options;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

    Subscriptions(Agenda agenda, Tokens tokens, PubNubDoor pubNub, WebhookDoor webhooks, SimulatorOptions options) {
        this.agenda = agenda;
        this.tokens = tokens;
        this.pubNub = pubNub;
        this.webhooks = webhooks;
        this.options = options;
    }

    List<Subscription> active() {
        Instant now = agenda.now();
        subscriptions.values().removeIf(subscription -> subscription.isExpired(now));
        return List.copyOf(subscriptions.values());
    }

    void expireAll() {
        Instant now = agenda.now();
        subscriptions.values().forEach(subscription -> subscription.expire(now));
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription.id());
    }

    /** Puts every WebHook on the blacklist, as failures of its server would. */
    void blacklistAll() {
        Instant now = agenda.now();
        active().stream()
                .filter(Subscription::isWebHook)
                .forEach(one -> one.blacklist("I/O operation is failed. Details: [Read timed out]", now));
    }

    /** A WebHook's server is asked before the answer; everything else is answered at once. */
    Future<Reply> create(RestCall call, String server) {
        JsonObject mode = mode(call);
        String transport = mode.getString("transportType", "");
        boolean isSocket = transport.equals("WebSocket") && call.socket().isPresent();
        if (!transport.equals("PubNub") && !transport.equals("WebHook") && !isSocket) {
            return Future.succeededFuture(Reply.invalid("deliveryMode.transportType"));
        }
        Optional<Reply> refusal = refusal(call).or(() -> full(call));
        if (refusal.isPresent()) {
            return Future.succeededFuture(refusal.get());
        }
        if (!transport.equals("WebHook")) {
            return Future.succeededFuture(make(call, transport, server));
        }
        String address = mode.getString("address", "");
        return WebhookDoor.isAddress(address)
                ? webhooks.probe(address).map(bad -> bad.orElseGet(() -> make(call, transport, server)))
                : Future.succeededFuture(Reply.invalid("deliveryMode.address"));
    }

    private static JsonObject mode(RestCall call) {
        return call.body().getJsonObject("deliveryMode", new JsonObject());
    }

    private Optional<Reply> full(RestCall call) {
        long own = active().stream().filter(other -> isOwn(other, call)).count();
        return own >= MAX ? Optional.of(Reply.error(403, "SUB-505", "Subscriptions limit exceeded")) : Optional.empty();
    }

    private Reply make(RestCall call, String transport, String server) {
        Subscription subscription = new Subscription(tokens.uuid(), call.session(), transport, agenda.now());
        filter(subscription, call);
        if (subscription.isPubNub()) {
            pubNub.attach(subscription);
        } else if (subscription.isWebHook()) {
            webhooks.attach(subscription, mode(call));
        } else {
            call.socket().orElseThrow().subscribe(subscription).ifPresent(this::remove);
        }
        live(subscription, lifetime(subscription, call));
        subscriptions.put(subscription.id(), subscription);
        return answer(subscription, server);
    }

    private void live(Subscription subscription, Duration life) {
        subscription.live(life, agenda.now());
        Instant end = subscription.expiresAt();
        subscription
                .reminder()
                .ifPresent(wanted -> agenda.at(end.minus(wanted.threshold()), () -> remind(subscription, end)));
    }

    /** Until the end, or until a renewal moves it. */
    private void remind(Subscription subscription, Instant end) {
        boolean current = subscriptions.containsKey(subscription.id())
                && subscription.expiresAt().equals(end)
                && !subscription.isExpired(agenda.now());
        subscription.reminder().filter(wanted -> current).ifPresent(wanted -> {
            subscription.deliver(new JsonObject()
                    .put("uuid", tokens.uuid())
                    .put("event", wanted.path(subscription.id()))
                    .put("timestamp", Wire.eventTime(agenda.now()))
                    .put("subscriptionId", subscription.id())
                    .put("ownerId", subscription.owner().ownerId())
                    .put("body", subscription.describe("", agenda.now())));
            agenda.after(wanted.interval(), () -> remind(subscription, end));
        });
    }

    Reply list(RestCall call, String server) {
        JsonArray records = active().stream()
                .filter(one -> isOwn(one, call))
                .map(one -> one.describe(server, agenda.now()))
                .collect(Wire.toArray());
        return Reply.ok(new JsonObject()
                .put("uri", server + "/restapi/v1.0/subscription")
                .put("records", records));
    }

    Reply read(RestCall call, String server) {
        return find(call).map(found -> answer(found, server)).orElseGet(Subscriptions::gone);
    }

    /** Changes filters, renews in any case; without {@code expiresIn} for the default (protocol.md 3.1). */
    Reply update(RestCall call, String server) {
        Optional<Subscription> found = find(call);
        if (found.isEmpty()) {
            return gone();
        }
        if (call.body().containsKey("eventFilters")) {
            Optional<Reply> refusal = refusal(call);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            filter(found.get(), call);
        }
        return renewed(found.get(), lifetime(found.get(), call), server);
    }

    /** For as long as it was made for. */
    Reply renew(RestCall call, String server) {
        return find(call).map(found -> renewed(found, found.lifetime(), server)).orElseGet(Subscriptions::gone);
    }

    private Reply renewed(Subscription subscription, Duration life, String server) {
        if (subscription.isPubNub()) {
            pubNub.renew(subscription);
        }
        live(subscription, life);
        return answer(subscription, server);
    }

    Reply delete(RestCall call) {
        Optional<Subscription> found = find(call);
        found.ifPresent(this::remove);
        return found.isPresent() ? Reply.empty(204) : gone();
    }

    private Duration lifetime(Subscription subscription, RestCall call) {
        SimulatorOptions.Lifetimes lifetimes = options.lifetimes();
        if (subscription.isPubNub()) {
            return lifetimes.subscriptionPubNub();
        }
        if (!subscription.isWebHook()) {
            return lifetimes.subscriptionWebSocket();
        }
        Duration asked = Duration.ofSeconds(call.body().getLong("expiresIn", WEBHOOK_SECONDS));
        Duration most = lifetimes.subscriptionWebHook();
        return asked.compareTo(most) > 0 ? most : asked;
    }

    private static Reply gone() {
        return Reply.notFound("subscriptionId");
    }

    private Reply answer(Subscription subscription, String server) {
        Reply reply = Reply.ok(subscription.describe(server, agenda.now()));
        return subscription.isPubNub() || subscription.isWebHook()
                ? reply
                : reply.with("WSG-SubscriptionId", subscription.id());
    }

    private Optional<Subscription> find(RestCall call) {
        Optional<Subscription> found =
                Optional.ofNullable(subscriptions.get(call.ids().get(0)));
        return found.filter(one -> isOwn(one, call) && !one.isExpired(agenda.now()));
    }

    private static boolean isOwn(Subscription subscription, RestCall call) {
        return subscription.owner().clientId().equals(call.session().clientId());
    }

    private Optional<Reply> refusal(RestCall call) {
        List<String> texts = texts(call);
        if (!texts.isEmpty() && texts.stream().allMatch(Reminder::isOne)) {
            return Optional.of(Reply.error(400, "SUB-515", "Only a reminder is subscribed to"));
        }
        boolean bad = texts.isEmpty()
                || texts.stream()
                        .filter(text -> !Reminder.isOne(text))
                        .anyMatch(text ->
                                Filter.of(text, call.session().ownerId()).isEmpty());
        boolean unfit = Reminder.among(texts)
                .filter(wanted -> !wanted.fits(Duration.ofSeconds(call.body().getLong("expiresIn", WEBHOOK_SECONDS))))
                .isPresent();
        return bad || unfit
                ? Optional.of(Reply.legacy(400, "InvalidParameter", "SUB-508", "Event filters are not valid"))
                : Optional.empty();
    }

    private void filter(Subscription subscription, RestCall call) {
        List<String> texts = texts(call);
        Map<Boolean, List<Filter>> sorted = texts.stream()
                .filter(text -> !Reminder.isOne(text))
                .map(text -> Filter.of(text, call.session().ownerId()).orElseThrow())
                .distinct()
                .collect(Collectors.partitioningBy(this::isDisabled));
        subscription.filter(
                sorted.get(false), sorted.get(true).stream().map(Filter::text).toList());
        subscription.remind(Reminder.among(texts));
    }

    private boolean isDisabled(Filter filter) {
        return options.disabledFilters().stream().anyMatch(filter.text()::contains);
    }

    private static List<String> texts(RestCall call) {
        List<String> texts = new ArrayList<>();
        for (Object text : call.body().getJsonArray("eventFilters", new JsonArray())) {
            texts.add(String.valueOf(text));
        }
        return texts;
    }
}
