package io.switchhook.ringcentral.push;

import io.switchhook.config.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A subscription as the platform describes it (SubscriptionInfo, protocol.md 3.1), read leniently.
 *
 * @param id its id
 * @param filters the accepted filters, as echoed
 * @param disabled the refused filters
 * @param expiresIn the rest of its life at the time of the answer
 * @param status {@code Active}, or something dead
 * @param blacklistedFor why the platform gave up on us (protocol.md 3.2); empty while it has not
 * @param address where a WebHook leads; empty for other transports
 * @param channel where PubNub carries it; empty for other transports
 */
record Subscription(
        String id,
        List<String> filters,
        List<Disabled> disabled,
        Duration expiresIn,
        String status,
        Optional<String> blacklistedFor,
        Optional<String> address,
        Optional<Channel> channel) {
    static final String PATH = "/restapi/v1.0/subscription";

    /** The life of a PubNub subscription, for answers without {@code expiresIn} (seen in 2013; protocol.md 3.1). */
    private static final long LIFE_SECONDS = 900;

    Subscription {
        filters = List.copyOf(filters);
        disabled = List.copyOf(disabled);
    }

    /** A refused filter and the platform's reason. */
    record Disabled(String filter, String why) {}

    /**
     * Where PubNub carries a subscription's notifications (protocol.md 3.4).
     *
     * @param subscriberKey PubNub's subscribe key
     * @param address PubNub's channel
     * @param key the base64 AES key; empty when the payload is not encrypted
     */
    record Channel(String subscriberKey, String address, Optional<Secret> key) {
        /** True when the other is fed by the same line, whatever its key. */
        boolean isSameLine(Channel other) {
            return subscriberKey.equals(other.subscriberKey) && address.equals(other.address);
        }
    }

    static Subscription of(JsonObject json) {
        return new Subscription(
                text(json, "id"),
                texts(json.getValue("eventFilters")),
                disabled(json.getValue("disabledFilters")),
                Duration.ofSeconds(
                        json.getValue("expiresIn") instanceof Number number ? number.longValue() : LIFE_SECONDS),
                text(json, "status"),
                json.getValue("blacklistedData") instanceof JsonObject why
                        ? Optional.of(text(why, "reason"))
                        : Optional.empty(),
                json.getValue("deliveryMode") instanceof JsonObject mode ? webhook(mode) : Optional.empty(),
                json.getValue("deliveryMode") instanceof JsonObject mode ? channel(mode) : Optional.empty());
    }

    /** The subscriptions of a list; what is none is left out. */
    static List<Subscription> records(JsonObject list) {
        List<Subscription> found = new ArrayList<>();
        if (list.getValue("records") instanceof JsonArray records) {
            for (Object one : records) {
                if (one instanceof JsonObject json) {
                    found.add(of(json));
                }
            }
        }
        return found;
    }

    /** The platform names several ways of being dead, and not all of them in its schema (protocol.md 3.1). */
    boolean isActive() {
        return status.equals("Active");
    }

    /** What is wrong with it, for a person; the reason is the platform's own. */
    String condition() {
        return status + blacklistedFor.map(why -> " (" + why + ")").orElse("");
    }

    private static Optional<String> webhook(JsonObject mode) {
        return text(mode, "transportType").equals("WebHook") ? Optional.of(text(mode, "address")) : Optional.empty();
    }

    private static Optional<Channel> channel(JsonObject mode) {
        String address = text(mode, "address");
        String subscriberKey = text(mode, "subscriberKey");
        if (address.isEmpty() || subscriberKey.isEmpty()) {
            return Optional.empty();
        }
        String key = text(mode, "encryptionKey");
        return Optional.of(
                new Channel(subscriberKey, address, key.isEmpty() ? Optional.empty() : Optional.of(Secret.of(key))));
    }

    private static List<Disabled> disabled(Object value) {
        List<Disabled> disabled = new ArrayList<>();
        if (value instanceof JsonArray array) {
            for (Object one : array) {
                if (one instanceof JsonObject json) {
                    String why = (text(json, "reason") + " " + text(json, "message")).strip();
                    disabled.add(new Disabled(text(json, "filter"), why.isEmpty() ? "no reason given" : why));
                }
            }
        }
        return disabled;
    }

    private static List<String> texts(Object value) {
        return value instanceof JsonArray array
                ? array.stream().filter(Objects::nonNull).map(Object::toString).toList()
                : List.of();
    }

    private static String text(JsonObject json, String key) {
        Object value = json.getValue(key);
        return value == null ? "" : value.toString();
    }
}
