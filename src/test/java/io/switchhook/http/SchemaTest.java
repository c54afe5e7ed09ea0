package io.switchhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.CallEvent;
import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.event.EventJson;
import io.switchhook.journal.memory.Story;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The envelope as it is written, against the schema as it is shipped. */
class SchemaTest {
    private static final Instant NOW = Instant.parse("2026-03-04T09:15:31.482Z");
    private static final JsonObject SCHEMA = schema();

    private static JsonObject schema() {
        try (InputStream in = SchemaTest.class.getResourceAsStream("/schemas/event.json")) {
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<CallEvent> told() {
        Story story = Story.inbound("s-1", "+14155550123", NOW);
        List<CallEvent> events = new ArrayList<>(story.rings());
        events.add(story.tell(CallEventType.ANSWERED, CallState.TALKING, Duration.ofSeconds(1)));
        events.add(story.tell(CallEventType.ENDED, CallState.ENDED, Duration.ofSeconds(1)));
        CallEvent last = story.tell(CallEventType.CORRECTED, CallState.COMPLETED, Duration.ofSeconds(1));
        events.add(new CallEvent(
                last.type(),
                last.sequence(),
                last.occurredAt(),
                last.observedAt(),
                last.certainty(),
                last.origin(),
                last.evidence(),
                Optional.of(new CallEvent.NumberGap(4, 6)),
                new CallEvent.Change(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new CallEvent.Detail("times.answeredAt", "", "x")),
                        true),
                last.call()));
        return events;
    }

    @Test
    void every_envelope_fits_the_schema_and_the_schema_knows_every_member() {
        for (CallEvent event : told()) {
            assertThat(misfits(new JsonObject(EventJson.write(event, 7, NOW)))).isEmpty();
        }
    }

    @Test
    void a_missing_member_and_a_wrong_value_are_noticed() {
        JsonObject envelope = new JsonObject(EventJson.write(told().get(0), 7, NOW));
        envelope.remove("sequence");
        envelope.getJsonObject("data").put("certainty", "guessed");
        envelope.getJsonObject("data").getJsonObject("call").remove("legs");
        assertThat(misfits(envelope)).hasSize(3);
    }

    private static List<String> misfits(JsonObject envelope) {
        List<String> misfits = new ArrayList<>();
        check("", SCHEMA, envelope, misfits);
        return misfits;
    }

    private static void check(String path, JsonObject schema, Object value, List<String> misfits) {
        JsonObject rule = resolve(schema);
        if (!allowsType(rule, value)
                || (rule.containsKey("enum") && !rule.getJsonArray("enum").contains(value))
                || (rule.containsKey("const") && !rule.getValue("const").equals(value))
                || (rule.containsKey("pattern") && !value.toString().matches(rule.getString("pattern")))) {
            misfits.add(path + " is " + value);
        }
        if (value instanceof JsonObject object) {
            checkMembers(path, rule, object, misfits);
        }
        if (value instanceof JsonArray array && rule.containsKey("items")) {
            array.forEach(item -> check(path + "[]", rule.getJsonObject("items"), item, misfits));
        }
    }

    private static void checkMembers(String path, JsonObject rule, JsonObject object, List<String> misfits) {
        for (Object required : rule.getJsonArray("required", new JsonArray())) {
            if (!object.containsKey((String) required)) {
                misfits.add(path + "/" + required + " is missing");
            }
        }
        for (String name : object.fieldNames()) {
            JsonObject member = rule.getJsonObject("properties").getJsonObject(name);
            if (member == null) {
                misfits.add(path + "/" + name + " is not in the schema");
            } else {
                check(path + "/" + name, member, object.getValue(name), misfits);
            }
        }
    }

    private static JsonObject resolve(JsonObject schema) {
        String reference = schema.getString("$ref");
        return reference == null
                ? schema
                : SCHEMA.getJsonObject("$defs").getJsonObject(reference.substring("#/$defs/".length()));
    }

    private static boolean allowsType(JsonObject rule, Object value) {
        Object type = rule.getValue("type");
        return type == null
                || (type instanceof JsonArray several ? several.contains(typeOf(value)) : type.equals(typeOf(value)));
    }

    private static String typeOf(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof JsonObject) {
            return "object";
        }
        if (value instanceof JsonArray) {
            return "array";
        }
        return value instanceof Boolean ? "boolean" : value instanceof Number ? "integer" : "string";
    }
}
