package io.switchhook.delivery;

import io.switchhook.event.Envelope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What a connector is not given of an event: privacy by the operator's wish. Whom a call belongs to and who its parties
 * are in the CRM is found out before.
 *
 * @param drop members of {@code data.call} that are left out, those within by a point: {@code legs.name}
 * @param maskNumbers whether numbers of more than six digits show their last two only
 */
public record Transform(List<String> drop, boolean maskNumbers) {
    /** Everything is given. */
    public static final Transform NONE = new Transform(List.of(), false);

    /** What may be left out: an event without any of these can still be read. */
    public static final List<String> DROPPABLE = List.of(
            "external",
            "external.name",
            "dialed",
            "user",
            "user.name",
            "answeredBy",
            "queue",
            "park",
            "recordings",
            "voicemail",
            "links",
            "legs",
            "legs.number",
            "legs.name",
            "legs.reason",
            "legs.history",
            "history",
            "ids",
            "cause",
            "endedBy");

    /** Members whose text is a telephone number. */
    private static final List<String> NUMBERS = List.of("raw", "number", "was", "is", "location");

    private static final String E164 = "e164";

    /** Copies the list. */
    public Transform {
        drop = List.copyOf(drop);
    }

    /** The event as the connector may see it; its id and its type stay. */
    Envelope of(Envelope event) {
        if (drop.isEmpty() && !maskNumbers) {
            return event;
        }
        JsonObject json = new JsonObject(event.json());
        JsonObject data = json.getJsonObject("data");
        for (String member : drop) {
            remove(data.getJsonObject("call"), member);
            // What a correction or a transfer says of it would tell it all the same.
            data.remove("change");
        }
        if (maskNumbers) {
            mask(data);
        }
        return Envelope.read(json.encode());
    }

    private static void remove(JsonObject object, String path) {
        int point = path.indexOf('.');
        if (point < 0) {
            object.remove(path);
            return;
        }
        String rest = path.substring(point + 1);
        Object inner = object.getValue(path.substring(0, point));
        if (inner instanceof JsonObject one) {
            remove(one, rest);
        } else if (inner instanceof JsonArray many) {
            many.stream().map(JsonObject.class::cast).forEach(one -> remove(one, rest));
        }
    }

    private static void mask(JsonObject object) {
        for (Map.Entry<String, Object> member : object.getMap().entrySet()) {
            Object value = object.getValue(member.getKey());
            if (value instanceof String && member.getKey().equals(E164)) {
                member.setValue(null);
            } else if (value instanceof String text && NUMBERS.contains(member.getKey())) {
                member.setValue(masked(text));
            } else if (value instanceof JsonObject inner) {
                mask(inner);
            } else if (value instanceof JsonArray many) {
                many.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .forEach(Transform::mask);
            }
        }
    }

    private static String masked(String text) {
        boolean isLong = text.matches("[+(]?[0-9][0-9 ().-]{6,}.*");
        return isLong ? "***" + text.substring(text.length() - 2) : text;
    }
}
