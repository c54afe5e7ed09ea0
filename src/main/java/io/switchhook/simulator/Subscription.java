package io.switchhook.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One subscription. It changes in place and is known to the event loop only. */
final class Subscription {
    private final String id;
    private final Tokens.Session owner;
    private final String transport;
    private final Instant createdAt;
    private List<Filter> filters = List.of();
    private List<String> disabled = List.of();
    private Duration lifetime = Duration.ZERO;
    private Instant expiresAt = Instant.MAX;
    private JsonObject deliveryMode = new JsonObject();
    private Optional<JsonObject> blacklisted = Optional.empty();
    private Optional<Reminder> reminder = Optional.empty();
    private Consumer<JsonObject> outlet = envelope -> {};

    Subscription(String id, Tokens.Session owner, String transport, Instant createdAt) {
        this.id = id;
        this.owner = owner;
        this.transport = transport;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    Tokens.Session owner() {
        return owner;
    }

    boolean isPubNub() {
        return transport.equals("PubNub");
    }

    boolean isWebHook() {
        return transport.equals("WebHook");
    }

    /** Dead but still listed; nobody is told (protocol.md 3.2). */
    void blacklist(String reason, Instant now) {
        blacklisted = Optional.of(new JsonObject().put("reason", reason).put("blacklistedAt", Wire.eventTime(now)));
    }

    boolean isBlacklisted() {
        return blacklisted.isPresent();
    }

    void remind(Optional<Reminder> wanted) {
        reminder = wanted;
    }

    Optional<Reminder> reminder() {
        return reminder;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Duration lifetime() {
        return lifetime;
    }

    List<Filter> filters() {
        return filters;
    }

    void filter(List<Filter> wanted, List<String> refused) {
        filters = List.copyOf(wanted);
        disabled = List.copyOf(refused);
    }

    void live(Duration duration, Instant now) {
        lifetime = duration;
        expiresAt = now.plus(duration);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    void expire(Instant now) {
        expiresAt = now;
    }

    void deliverBy(JsonObject mode, Consumer<JsonObject> way) {
        deliveryMode = mode;
        outlet = way;
    }

    void deliver(JsonObject envelope) {
        outlet.accept(envelope);
    }

    private JsonArray echoedFilters() {
        List<String> texts = new ArrayList<>(filters.stream().map(Filter::text).toList());
        reminder.ifPresent(one -> texts.add(one.path(id)));
        return new JsonArray(texts);
    }

    /** The platform's description; {@code expiresIn} is one second short, as observed (protocol.md 3.4). */
    JsonObject describe(String server, Instant now) {
        long seconds = Math.max(0, Duration.between(now, expiresAt).toSeconds());
        JsonObject body = new JsonObject()
                .put("uri", server + "/restapi/v1.0/subscription/" + id)
                .put("id", id)
                .put("creationTime", Wire.eventTime(createdAt))
                .put("status", isBlacklisted() ? "Blacklisted" : "Active")
                .put("eventFilters", echoedFilters())
                .put("expirationTime", Wire.eventTime(expiresAt))
                .put("expiresIn", seconds == lifetime.toSeconds() ? seconds - 1 : seconds)
                .put("deliveryMode", deliveryMode.copy());
        blacklisted.ifPresent(why -> body.put("blacklistedData", why.copy()));
        if (!disabled.isEmpty()) {
            JsonArray list = disabled.stream()
                    .map(filter -> new JsonObject()
                            .put("filter", filter)
                            .put("reason", "CMN-401")
                            .put("message", "The application or the user lacks the permission for this filter"))
                    .collect(Wire.toArray());
            body.put("disabledFilters", list);
        }
        return body;
    }
}
