package io.switchhook.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.switchhook.call.Call;
import io.switchhook.call.CallEvent;
import io.switchhook.call.Provenance;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * Writes events as CloudEvents 1.0 in structured JSON (vocabulary.md C4; CloudEvents sequence extension).
 *
 * <p>Null means unknown or not yet; an absent member does not apply. The same event, offset and time of publication
 * give the same bytes.
 */
public final class EventJson {
    /** What every event type's name begins with in the envelope. */
    public static final String TYPE_PREFIX = "io.switchhook.";

    private static final String SCHEMA = "urn:io.switchhook:call:1";
    private static final JsonFactory JSON = new JsonFactory();

    private EventJson() {}

    /**
     * Writes one event about a call.
     *
     * @param event the event
     * @param offset its place in the journal, from 1; also the resume point of streams
     * @param publishedAt when it is made visible
     * @return the envelope on one line
     */
    public static String write(CallEvent event, long offset, Instant publishedAt) {
        StringWriter text = new StringWriter(2048);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            writeContext(json, event);
            json.writeObjectFieldStart("data");
            json.writeNumberField("offset", offset);
            writeWhen(json, event, publishedAt);
            writeEvidence(json, event);
            writeGap(json, event);
            writeChange(json, event.change());
            json.writeFieldName("call");
            CallJson.write(json, event.call());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write to memory, but it failed", e);
        }
        return text.toString();
    }

    private static void writeContext(JsonGenerator json, CallEvent event) throws IOException {
        Call call = event.call();
        json.writeStringField("specversion", "1.0");
        json.writeStringField("type", TYPE_PREFIX + event.type().word());
        json.writeStringField("source", "/accounts/" + call.accountId().orElse(call.account()) + "/calls/" + call.id());
        json.writeStringField("id", event.id());
        json.writeStringField("time", Timestamps.text(event.occurredAt()));
        json.writeStringField("subject", call.id());
        json.writeStringField("sequence", event.sequenceText());
        json.writeStringField("partitionkey", call.id());
        json.writeStringField("dataschema", SCHEMA);
        json.writeStringField("datacontenttype", "application/json");
    }

    private static void writeWhen(JsonGenerator json, CallEvent event, Instant publishedAt) throws IOException {
        json.writeStringField("occurredAt", Timestamps.text(event.occurredAt()));
        json.writeStringField("observedAt", Timestamps.text(event.observedAt()));
        json.writeStringField("publishedAt", Timestamps.text(publishedAt));
        json.writeStringField("timeSource", "provider");
        json.writeStringField("certainty", event.certainty().word());
        json.writeStringField("origin", event.origin().word());
    }

    private static void writeEvidence(JsonGenerator json, CallEvent event) throws IOException {
        json.writeArrayFieldStart("evidence");
        for (Provenance from : event.evidence()) {
            json.writeStartObject();
            json.writeStringField("via", from.via());
            CallJson.writeText(json, "subscription", from.subscription());
            CallJson.writeText(json, "providerUuid", from.uuid());
            if (from.sequence().isPresent()) {
                json.writeNumberField("providerSequence", from.sequence().getAsLong());
            } else {
                json.writeNullField("providerSequence");
            }
            CallJson.writeText(json, "providerTime", from.sentAt().map(Timestamps::text));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeGap(JsonGenerator json, CallEvent event) throws IOException {
        if (event.gap().isEmpty()) {
            json.writeNullField("gap");
            return;
        }
        json.writeObjectFieldStart("gap");
        json.writeNumberField("from", event.gap().get().from());
        json.writeNumberField("to", event.gap().get().to());
        json.writeEndObject();
    }

    private static void writeChange(JsonGenerator json, CallEvent.Change change) throws IOException {
        json.writeObjectFieldStart("change");
        if (change.to().isPresent()) {
            json.writeArrayFieldStart("state");
            json.writeString(change.from().map(Enum::name).orElse(null));
            json.writeString(change.to().get().name());
            json.writeEndArray();
        }
        if (change.leg().isPresent()) {
            json.writeStringField("leg", change.leg().get());
        }
        if (!change.details().isEmpty()) {
            json.writeArrayFieldStart("changes");
            for (CallEvent.Detail detail : change.details()) {
                json.writeStartObject();
                json.writeStringField("path", detail.path());
                json.writeStringField("old", detail.was());
                json.writeStringField("new", detail.is());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (change.transfer().isPresent()) {
            AroundJson.write(json, change.transfer().get());
        }
        if (change.reopened()) {
            json.writeBooleanField("reopened", true);
        }
        json.writeEndObject();
    }
}
