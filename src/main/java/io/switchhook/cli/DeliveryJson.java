package io.switchhook.cli;

import io.switchhook.delivery.CourierStatus;
import io.switchhook.event.Timestamps;
import io.switchhook.journal.Deliveries;
import io.switchhook.journal.Deliveries.CallDelivery;
import io.switchhook.journal.Deliveries.DeadLetter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Connectors, deliveries and dead letters as openapi.yaml describes them. */
final class DeliveryJson {
    private DeliveryJson() {}

    static JsonObject json(CourierStatus status) {
        return new JsonObject()
                .put("name", status.name())
                .put("type", status.type())
                .put("version", status.description().version())
                .put("guarantee", word(status.description().guarantee()))
                .put("everyEvent", status.description().everyEvent())
                .put(
                        "abilities",
                        new JsonArray(status.description().abilities().stream()
                                .map(DeliveryJson::word)
                                .toList()))
                .put("when", status.when())
                .put("shadow", status.shadow())
                .put("paused", status.pause().isPresent())
                .put("pausedBy", status.pause().map(Deliveries.Pause::by).orElse(null))
                .put(
                        "pausedSince",
                        status.pause().map(why -> Timestamps.text(why.since())).orElse(null))
                .put("obstacle", status.obstacle().isEmpty() ? null : status.obstacle())
                .put("pending", status.backlog().pending())
                .put("behind", status.backlog().behind())
                .put("deadLetters", status.backlog().dead())
                .put("oldest", status.backlog().oldest().map(Timestamps::text).orElse(null))
                .put("inFlight", status.inFlight())
                .put("tookAt", status.tookAt().map(Timestamps::text).orElse(null))
                .put("lastError", status.lastError().orElse(null));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static JsonObject json(CallDelivery delivery) {
        return new JsonObject()
                .put("connector", delivery.connector())
                .put("call", delivery.callId())
                .put("state", delivery.state())
                .put("reason", delivery.reason().isEmpty() ? null : delivery.reason())
                .put("delivered", delivery.delivered())
                .put("wanted", delivery.wanted())
                .put("attempts", delivery.attempts())
                .put("since", text(delivery.failingSince()))
                .put("nextAt", text(delivery.nextAt()))
                .put("deliveredAt", text(delivery.deliveredAt()))
                .put("recordId", delivery.memory().recordId().orElse(null))
                .put("url", delivery.memory().url().orElse(null))
                .put(
                        "reached",
                        delivery.memory()
                                .reached()
                                .map(words -> words.split(" ", 2)[0])
                                .orElse(null));
    }

    static JsonObject json(DeadLetter letter) {
        return new JsonObject()
                .put("id", letter.id())
                .put("connector", letter.connector())
                .put("call", letter.callId())
                .put("eventId", letter.event().id())
                .put("type", letter.event().type())
                .put("at", Timestamps.text(letter.at()))
                .put("reason", letter.reason())
                .put("attempts", letter.attempts())
                .put("retrying", letter.retrying());
    }

    static <T> JsonArray array(List<T> items, Function<T, JsonObject> write) {
        return new JsonArray(items.stream().map(write).toList());
    }

    private static String text(Optional<Instant> moment) {
        return moment.map(Timestamps::text).orElse(null);
    }
}
