package io.switchhook.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Texts as JSON texts. */
final class Quoted {
    private static final JsonFactory JSON = new JsonFactory();

    private Quoted() {}

    static String text(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    /** Bytes as one JSON value on one line: as they are where they are one, else as a text. */
    static String json(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return isJson(bytes) ? text.replace("\n", " ").replace("\r", " ") : text(text);
    }

    /** Whether bytes are one whole JSON value. */
    static boolean isJson(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() == null) {
                return false;
            }
            json.skipChildren();
            return json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
