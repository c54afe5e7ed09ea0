package io.switchhook.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Brings notices to the subscriptions whose filters ask for them, through a network that may be bad. */
final class Publisher {
    private static final Duration DUPLICATE_DELAY_MAX = Duration.ofMillis(500);

    private final Agenda agenda;
    private final Subscriptions subscriptions;
    private final SimulatorOptions.Perturbation network;
    private final SplittableRandom random;
    private Instant silentUntil = Instant.EPOCH;

    Publisher(Agenda agenda, Subscriptions subscriptions, SimulatorOptions options) {
        this.agenda = agenda;
        this.subscriptions = subscriptions;
        this.network = options.perturbation();
        this.random = new SplittableRandom(options.seed() ^ 0x5eed);
    }

    /** Nobody is told anything until then; what happens meanwhile is lost. */
    void silence(Instant until) {
        silentUntil = until;
    }

    void publish(Notice notice) {
        for (Subscription subscription : subscriptions.active()) {
            // Two matching filters tell twice (protocol.md 10, trap 10).
            for (Filter filter : subscription.filters()) {
                if (filter.matches(notice)) {
                    send(subscription, envelope(subscription, filter, notice));
                }
            }
        }
    }

    private JsonObject envelope(Subscription subscription, Filter filter, Notice notice) {
        JsonObject body = notice.body().copy();
        if (!filter.wantsCalls()) {
            body.remove("activeCalls");
        }
        if (network.unknownFields()) {
            body.put("futureField", new JsonObject().put("kind", "Unheard-of").put("list", new JsonArray().add(1)));
        }
        if (network.mixedIds()) {
            mix(body);
        }
        return new JsonObject()
                .put("uuid", String.valueOf(random.nextLong(1L << 40, Long.MAX_VALUE)))
                .put("event", filter.eventPath(notice))
                .put("timestamp", Wire.eventTime(agenda.now()))
                .put("subscriptionId", subscription.id())
                .put("ownerId", subscription.owner().ownerId())
                .put("body", body);
    }

    /** Numbers become texts and texts numbers, at the places where captures differ (protocol.md 2.2). */
    private void mix(JsonObject body) {
        flip(body, "extensionId");
        flip(body, "sessionId");
        JsonArray parties = body.getJsonArray("parties", new JsonArray());
        for (int index = 0; index < parties.size(); index++) {
            flip(parties.getJsonObject(index), "accountId");
            flip(parties.getJsonObject(index), "extensionId");
        }
    }

    private void flip(JsonObject object, String key) {
        Object value = object.getValue(key);
        if (value != null && random.nextBoolean()) {
            object.put(key, value instanceof String text ? Long.valueOf(text) : value.toString());
        }
    }

    private void send(Subscription subscription, JsonObject envelope) {
        double fate = random.nextDouble();
        if (fate < network.loss()) {
            return;
        }
        if (random.nextDouble() < network.reorder()) {
            agenda.after(delay(network.reorderWindow()), () -> arrive(subscription, envelope));
        } else {
            arrive(subscription, envelope);
        }
        if (random.nextDouble() < network.duplicate()) {
            agenda.after(delay(DUPLICATE_DELAY_MAX), () -> arrive(subscription, envelope));
        }
    }

    private Duration delay(Duration longest) {
        return agenda.real(Duration.ofNanos((long) (longest.toNanos() * random.nextDouble())));
    }

    private void arrive(Subscription subscription, JsonObject envelope) {
        Instant now = agenda.now();
        if (now.isAfter(silentUntil) && !subscription.isExpired(now)) {
            subscription.deliver(envelope);
        }
    }
}
