package io.switchhook.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.switchhook.call.Call;
import io.switchhook.call.CallEvent.Transfer;
import java.io.IOException;

/** Writes what joins a call to queues, park locations, recordings and other calls, and who handed it to whom. */
final class AroundJson {
    private AroundJson() {}

    static void write(JsonGenerator json, Call.Around around) throws IOException {
        if (around.queue().isEmpty()) {
            json.writeNullField("queue");
        } else {
            json.writeObjectFieldStart("queue");
            CallJson.writeText(json, "extensionId", around.queue().get().extensionId());
            CallJson.writeText(json, "name", around.queue().get().name());
            json.writeEndObject();
        }
        if (around.parkedAt().isEmpty()) {
            json.writeNullField("park");
        } else {
            json.writeObjectFieldStart("park");
            json.writeStringField("location", around.parkedAt().get());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("recordings");
        for (Call.Recording recording : around.recordings()) {
            json.writeStartObject();
            json.writeStringField("id", recording.id());
            json.writeStringField("legId", recording.legId());
            json.writeStringField("state", recording.state());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("links");
        for (Call.Link link : around.links()) {
            json.writeStartObject();
            json.writeStringField("rel", link.rel());
            json.writeStringField("callId", link.callId());
            json.writeStringField("certainty", link.certainty().word());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void write(JsonGenerator json, Transfer transfer) throws IOException {
        json.writeObjectFieldStart("transfer");
        json.writeStringField("kind", transfer.kind());
        CallJson.writeEnd(json, "from", transfer.from());
        CallJson.writeEnd(json, "to", transfer.to());
        CallJson.writeText(json, "successorCallId", transfer.successorCallId());
        json.writeEndObject();
    }
}
