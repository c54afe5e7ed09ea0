package io.switchhook.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.switchhook.call.Call;
import io.switchhook.call.Logged;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes the recordings of a call: what its sessions told of them, and where they are once the call log has them. */
final class RecordingsJson {
    private RecordingsJson() {}

    static void write(JsonGenerator json, List<Call.Recording> told, List<Logged.Recording> logged) throws IOException {
        json.writeArrayFieldStart("recordings");
        for (Call.Recording recording : told) {
            Optional<Logged.Recording> file = logged.stream()
                    .filter(one -> one.id().equals(recording.id()))
                    .findFirst();
            json.writeStartObject();
            json.writeStringField("id", recording.id());
            json.writeStringField("legId", recording.legId());
            json.writeStringField("state", recording.state());
            writeFile(json, file);
        }
        for (Logged.Recording recording : logged) {
            if (told.stream().noneMatch(one -> one.id().equals(recording.id()))) {
                json.writeStartObject();
                json.writeStringField("id", recording.id());
                json.writeNullField("legId");
                json.writeNullField("state");
                writeFile(json, Optional.of(recording));
            }
        }
        json.writeEndArray();
    }

    private static void writeFile(JsonGenerator json, Optional<Logged.Recording> file) throws IOException {
        CallJson.writeText(json, "uri", file.map(Logged.Recording::uri));
        CallJson.writeText(json, "contentType", file.flatMap(Logged.Recording::contentType));
        Optional<Duration> length = file.flatMap(Logged.Recording::duration);
        if (length.isPresent()) {
            json.writeNumberField("durationMs", length.get().toMillis());
        } else {
            json.writeNullField("durationMs");
        }
        json.writeEndObject();
    }
}
