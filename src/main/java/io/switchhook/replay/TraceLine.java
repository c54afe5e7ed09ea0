package io.switchhook.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * One line of a trace: one input, as it arrived.
 *
 * @param at when it arrived
 * @param account the account's label
 * @param kind {@code notification}, {@code activeCalls}, {@code presence}, {@code callLog}, {@code session}, {@code gap}
 * @param via the feed that heard it, where the trace says
 * @param body its JSON, byte for byte
 */
public record TraceLine(Instant at, String account, String kind, String via, byte[] body) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads a line.
     *
     * @param line the line's bytes in UTF-8
     * @return the line; empty when it is not one, so that the caller counts it
     */
    public static Optional<TraceLine> read(byte[] line) {
        long at = Long.MIN_VALUE;
        String account = "trace";
        String kind = "notification";
        String via = "trace";
        byte[] body = null;
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "at" -> at = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : at;
                    case "account" -> account = text(json, account);
                    case "kind" -> kind = text(json, kind);
                    case "via" -> via = text(json, via);
                    case "body" -> body = slice(json, line);
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return body == null || at == Long.MIN_VALUE
                ? Optional.empty()
                : Optional.of(new TraceLine(Instant.ofEpochMilli(at), account, kind, via, body));
    }

    private static String text(JsonParser json, String otherwise) throws IOException {
        String text = json.getValueAsString();
        json.skipChildren();
        return text == null ? otherwise : text;
    }

    /** The value's own bytes: what arrived must reach the decoder unchanged. */
    private static byte[] slice(JsonParser json, byte[] line) throws IOException {
        int from = (int) json.currentTokenLocation().getByteOffset();
        if (json.currentToken().isStructStart()) {
            json.skipChildren();
        } else {
            json.getText();
        }
        return Arrays.copyOfRange(line, from, (int) json.currentLocation().getByteOffset());
    }

    /**
     * Writes the line.
     *
     * @return the line without its end; a body that is not JSON is written as a text
     */
    public String write() {
        return "{\"at\":" + at.toEpochMilli() + ",\"account\":" + Quoted.text(account) + ",\"kind\":"
                + Quoted.text(kind) + ",\"via\":" + Quoted.text(via) + ",\"body\":"
                + Quoted.json(body) + "}";
    }
}
