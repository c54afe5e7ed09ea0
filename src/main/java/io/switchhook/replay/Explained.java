package io.switchhook.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.switchhook.call.rules.Decision;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.stream.Collectors;

/** One line for each input of a trace: which calls it spoke of, what was refused, what was told, and, asked for, why. */
final class Explained {
    private static final JsonFactory JSON = new JsonFactory();

    private Explained() {}

    static String line(TraceLine input, Decision decision, boolean why) {
        String refused = decision.refusals().stream()
                .map(refusal -> Quoted.text(refusal.reason().name()))
                .collect(Collectors.joining(","));
        String calls = decision.touched().stream().map(Quoted::text).collect(Collectors.joining(","));
        return head(input) + ",\"calls\":[" + calls + "],\"refused\":[" + refused + "]"
                + (why ? "," + decisions(decision) : "") + "," + told(decision) + "}";
    }

    /** What time alone decided. */
    static String line(Instant at, Decision decision) {
        return "{\"time\":" + at.toEpochMilli() + "," + decisions(decision) + "," + told(decision) + "}";
    }

    private static String told(Decision decision) {
        return decision.events().stream()
                .map(event -> Quoted.text(event.id() + " " + event.type().word()))
                .collect(Collectors.joining(",", "\"told\":[", "]"));
    }

    private static String decisions(Decision decision) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            ReasoningJson.write(json, decision.reasonings());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write to memory, but it failed", e);
        }
        return text.getBuffer().substring(1, text.getBuffer().length() - 1);
    }

    static String unused(TraceLine input, String what) {
        return head(input) + ",\"unused\":" + Quoted.text(what) + "}";
    }

    private static String head(TraceLine input) {
        return "{\"evidence\":" + input.write();
    }
}
