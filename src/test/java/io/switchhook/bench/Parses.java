package io.switchhook.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** What the rules are compared with: the same bytes, parsed and no more, and parsed into a map of states. */
final class Parses {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, String> states = new HashMap<>();

    /** Every token, and nothing of it kept. */
    static int bare(byte[] body) {
        int tokens = 0;
        try (JsonParser parser = FACTORY.createParser(body)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens;
    }

    /** Every token; the leg's state is kept under its id until the leg ends. */
    int mapped(byte[] body) {
        String leg = "";
        String code = "";
        try (JsonParser parser = FACTORY.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    switch (parser.currentName()) {
                        case "id" -> leg = parser.nextTextValue();
                        case "code" -> code = parser.nextTextValue();
                        default -> {}
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (code.equals("Disconnected")) {
            states.remove(leg);
        } else {
            states.put(leg, code);
        }
        return states.size();
    }
}
