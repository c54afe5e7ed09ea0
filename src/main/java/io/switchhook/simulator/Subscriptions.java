package io.switchhook.simulator;

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

    private final Agenda agenda;
    private final Tokens tokens;
    private final PubNubDoor pubNub;
    private final SimulatorOptions options;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

    Subscriptions(Agenda agenda, Tokens tokens, PubNubDoor pubNub, SimulatorOptions options) {
        this.agenda = agenda;
        this.tokens = tokens;
        this.pubNub = pubNub;
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

    Reply create(RestCall call, String server) {
        String transport =
                call.body().getJsonObject("deliveryMode", new JsonObject()).getString("transportType", "");
        if (!transport.equals("PubNub")
                && !(transport.equals("WebSocket") && call.socket().isPresent())) {
            return Reply.invalid("deliveryMode.transportType");
        }
        Optional<Reply> refusal = refusal(call);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        long own = active().stream()
                .filter(other -> other.owner().clientId().equals(call.session().clientId()))
                .count();
        if (own >= MAX) {
            return Reply.error(403, "SUB-505", "Subscriptions limit exceeded");
        }
        Subscription subscription = new Subscription(tokens.uuid(), call.session(), transport, agenda.now());
        filter(subscription, call);
        if (subscription.isPubNub()) {
            pubNub.attach(subscription);
        } else {
            call.socket().orElseThrow().subscribe(subscription).ifPresent(this::remove);
        }
        subscription.live(lifetime(subscription), agenda.now());
        subscriptions.put(subscription.id(), subscription);
        return answer(subscription, server);
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

    /** Changes filters, renews in any case. */
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
        return renew(call, server);
    }

    Reply renew(RestCall call, String server) {
        Optional<Subscription> found = find(call);
        found.ifPresent(subscription -> {
            if (subscription.isPubNub()) {
                pubNub.renew(subscription);
            }
            subscription.live(lifetime(subscription), agenda.now());
        });
        return found.map(subscription -> answer(subscription, server)).orElseGet(Subscriptions::gone);
    }

    Reply delete(RestCall call) {
        Optional<Subscription> found = find(call);
        found.ifPresent(this::remove);
        return found.isPresent() ? Reply.empty(204) : gone();
    }

    private Duration lifetime(Subscription subscription) {
        return subscription.isPubNub()
                ? options.lifetimes().subscriptionPubNub()
                : options.lifetimes().subscriptionWebSocket();
    }

    private static Reply gone() {
        return Reply.notFound("subscriptionId");
    }

    private Reply answer(Subscription subscription, String server) {
        Reply reply = Reply.ok(subscription.describe(server, agenda.now()));
        return subscription.isPubNub() ? reply : reply.with("WSG-SubscriptionId", subscription.id());
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
        boolean bad = texts.isEmpty()
                || texts.stream()
                        .anyMatch(text ->
                                Filter.of(text, call.session().ownerId()).isEmpty());
        return bad
                ? Optional.of(Reply.legacy(400, "InvalidParameter", "SUB-508", "Event filters are not valid"))
                : Optional.empty();
    }

    private void filter(Subscription subscription, RestCall call) {
        Map<Boolean, List<Filter>> sorted = texts(call).stream()
                .map(text -> Filter.of(text, call.session().ownerId()).orElseThrow())
                .distinct()
                .collect(Collectors.partitioningBy(this::isDisabled));
        subscription.filter(
                sorted.get(false), sorted.get(true).stream().map(Filter::text).toList());
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
