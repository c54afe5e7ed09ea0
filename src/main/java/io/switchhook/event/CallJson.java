package io.switchhook.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.switchhook.call.Call;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Leg;
import io.switchhook.call.Moment;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Writes the snapshot of a call: {@code data.call} of every event. */
final class CallJson {
    private static final List<String> WITHHELD =
            List.of("anonymous", "blocked", "private", "restricted", "unavailable", "unknown", "withheld");

    private CallJson() {}

    static void write(JsonGenerator json, Call call) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", call.id());
        json.writeStringField("account", call.account());
        json.writeStringField("conversationId", call.conversationId());
        writeText(json, "accountId", call.accountId());
        writeIds(json, call.ids());
        json.writeStringField("state", call.state().name());
        json.writeStringField("health", call.health().name());
        json.writeNumberField("version", call.version());
        json.writeStringField("direction", call.direction().word());
        json.writeStringField("origin", call.origin());
        writeExternal(json, call.external());
        writeEnd(json, "dialed", call.dialed());
        writeEnd(json, "user", call.user());
        writeAnsweredBy(json, call.answeredBy());
        AroundJson.write(json, call.around());
        writeTimes(json, call.times());
        writeDurations(json, call.durations());
        writeLegs(json, call.legs());
        writeText(json, "outcome", call.outcome().map(outcome -> outcome.word()));
        writeText(json, "cause", call.cause());
        writeText(json, "endedBy", call.endedBy());
        json.writeBooleanField("provisional", call.provisional());
        writeHistory(json, call.history(), Enum::name);
        json.writeEndObject();
    }

    static void writeText(JsonGenerator json, String field, Optional<String> text) throws IOException {
        json.writeStringField(field, text.orElse(null));
    }

    private static void writeIds(JsonGenerator json, Call.Ids ids) throws IOException {
        json.writeObjectFieldStart("ids");
        writeText(json, "telephonySessionId", ids.telephonySessionId());
        writeTexts(json, "telephonySessionIds", ids.telephonySessionIds());
        writeTexts(json, "sessionIds", ids.sessionIds());
        writeTexts(json, "callLogIds", ids.callLogIds());
        json.writeEndObject();
    }

    private static void writeTexts(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeExternal(JsonGenerator json, Optional<Endpoint> external) throws IOException {
        if (external.isEmpty()) {
            json.writeNullField("external");
            return;
        }
        Endpoint end = external.get();
        json.writeObjectFieldStart("external");
        writeText(json, "e164", end.number().flatMap(number -> number.e164()));
        writeText(json, "raw", end.number().map(number -> number.raw()));
        writeText(json, "name", end.name());
        json.writeBooleanField("anonymous", isAnonymous(end));
        json.writeEndObject();
    }

    /** The platform writes a word where a number is withheld, or nothing at all (protocol.md 5.3). */
    private static boolean isAnonymous(Endpoint end) {
        return end.number()
                .map(number -> WITHHELD.contains(number.raw().toLowerCase(Locale.ROOT)))
                .orElse(true);
    }

    static void writeEnd(JsonGenerator json, String field, Optional<Endpoint> end) throws IOException {
        if (end.isEmpty()) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        writeText(json, "extensionId", end.get().extensionId());
        writeText(json, "e164", end.get().number().flatMap(number -> number.e164()));
        writeText(json, "number", end.get().number().map(number -> number.raw()));
        writeText(json, "name", end.get().name());
        json.writeEndObject();
    }

    private static void writeAnsweredBy(JsonGenerator json, Optional<Call.AnsweredBy> by) throws IOException {
        if (by.isEmpty()) {
            json.writeNullField("answeredBy");
            return;
        }
        json.writeObjectFieldStart("answeredBy");
        json.writeStringField("kind", by.get().kind().word());
        writeText(json, "extensionId", by.get().extensionId());
        json.writeStringField("legId", by.get().legId());
        json.writeEndObject();
    }

    private static void writeTimes(JsonGenerator json, Call.Times times) throws IOException {
        json.writeObjectFieldStart("times");
        json.writeStringField("startedAt", Timestamps.text(times.startedAt()));
        writeText(json, "ringingAt", times.ringingAt().map(Timestamps::text));
        writeText(json, "answeredAt", times.answeredAt().map(Timestamps::text));
        writeText(json, "endedAt", times.endedAt().map(Timestamps::text));
        json.writeEndObject();
    }

    private static void writeDurations(JsonGenerator json, Call.Durations durations) throws IOException {
        json.writeObjectFieldStart("durations");
        json.writeNumberField("queueMs", durations.queueMs());
        json.writeNumberField("ringMs", durations.ringMs());
        json.writeNumberField("talkMs", durations.talkMs());
        json.writeNumberField("holdMs", durations.holdMs());
        json.writeNumberField("totalMs", durations.totalMs());
        json.writeEndObject();
    }

    private static void writeLegs(JsonGenerator json, List<Leg> legs) throws IOException {
        json.writeArrayFieldStart("legs");
        for (Leg leg : legs) {
            json.writeStartObject();
            json.writeStringField("id", leg.id());
            if (!leg.aliases().isEmpty()) {
                writeTexts(json, "aliases", leg.aliases());
            }
            json.writeStringField("state", leg.state().word());
            json.writeStringField("direction", leg.direction().name().toLowerCase(Locale.ROOT));
            json.writeStringField("kind", leg.kind().word());
            writeText(json, "extensionId", leg.extensionId());
            writeText(json, "number", leg.number().map(number -> number.raw()));
            writeText(json, "name", leg.name());
            writeText(json, "reason", leg.reason());
            writeHistory(json, leg.history(), state -> state.word());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static <S> void writeHistory(JsonGenerator json, List<Moment<S>> history, Function<S, String> word)
            throws IOException {
        json.writeArrayFieldStart("history");
        for (Moment<S> moment : history) {
            json.writeStartObject();
            json.writeStringField("state", word.apply(moment.state()));
            json.writeStringField("at", Timestamps.text(moment.at()));
            json.writeStringField("certainty", moment.certainty().word());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
