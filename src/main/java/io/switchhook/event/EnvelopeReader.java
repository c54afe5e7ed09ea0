package io.switchhook.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchhook.call.Origin;
import java.time.Instant;
import java.util.Locale;

/** Reads an envelope: what {@link EventJson} wrote. */
final class EnvelopeReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EnvelopeReader() {}

    static Envelope read(String json) {
        JsonNode root = parse(json);
        JsonNode data = root.path("data");
        if (!data.path("call").isObject()) {
            throw new IllegalArgumentException("Expected an event about a call, but data.call is missing");
        }
        return new Envelope(
                root.path("id").asText(),
                root.path("type").asText().substring(EventJson.TYPE_PREFIX.length()),
                Long.parseLong(root.path("sequence").asText()),
                Instant.parse(data.path("occurredAt").asText()),
                Origin.valueOf(data.path("origin").asText().toUpperCase(Locale.ROOT)),
                CallReader.read(data.path("call"), data.path("unverified").asBoolean()),
                json);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected an event in JSON, but " + e.getOriginalMessage(), e);
        }
    }
}
