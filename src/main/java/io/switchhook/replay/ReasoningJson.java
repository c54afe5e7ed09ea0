package io.switchhook.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.switchhook.call.rules.Reasoning;
import java.io.IOException;
import java.util.List;

/** Writes why something was decided: {@code decisions} of an explanation. */
final class ReasoningJson {
    private ReasoningJson() {}

    static void write(JsonGenerator json, List<Reasoning> reasonings) throws IOException {
        json.writeArrayFieldStart("decisions");
        for (Reasoning reasoning : reasonings) {
            json.writeStartObject();
            json.writeStringField("rule", reasoning.rule().word());
            json.writeStringField("says", reasoning.rule().says());
            json.writeStringField("call", reasoning.callId().isEmpty() ? null : reasoning.callId());
            json.writeStringField("leg", reasoning.leg().orElse(null));
            json.writeStringField("detail", reasoning.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
