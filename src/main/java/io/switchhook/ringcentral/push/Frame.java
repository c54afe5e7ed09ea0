package io.switchhook.ringcentral.push;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One WebSocket frame {@code [meta, body]} (protocol.md 3.3). The body is cut out of the text, not parsed and encoded
 * again: a notification is handed on exactly as the platform wrote it.
 *
 * @param meta the first element
 * @param body the second element's text; empty when there is none
 */
record Frame(JsonObject meta, String body) {
    /** Reads a frame; empty when the text is not a complete array that begins with an object. */
    static Optional<Frame> read(String text) {
        List<String> elements = elements(text.strip());
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonObject meta = new JsonObject(elements.get(0));
            return Optional.of(new Frame(meta, elements.size() > 1 ? elements.get(1) : ""));
        } catch (DecodeException | ClassCastException malformed) {
            return Optional.empty();
        }
    }

    String type() {
        return text("type");
    }

    String messageId() {
        return text("messageId");
    }

    int status() {
        return meta.getValue("status") instanceof Number number ? number.intValue() : 0;
    }

    /** The body as an object; empty when it is something else. */
    JsonObject json() {
        try {
            return body.startsWith("{") ? new JsonObject(body) : new JsonObject();
        } catch (DecodeException malformed) {
            return new JsonObject();
        }
    }

    private String text(String key) {
        Object value = meta.getValue(key);
        return value == null ? "" : value.toString();
    }

    /** The texts of an array's elements; none when brackets or strings do not close. */
    private static List<String> elements(String array) {
        List<String> elements = new ArrayList<>();
        boolean quoted = false;
        int depth = 0;
        int start = 1;
        for (int i = 0; i < array.length(); i++) {
            char c = array.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ',' && depth == 1) {
                elements.add(array.substring(start, i).strip());
                start = i + 1;
            } else if ((c == ']' || c == '}') && --depth == 0) {
                elements.add(array.substring(start, i).strip());
                return array.startsWith("[") && i == array.length() - 1 ? elements : List.of();
            }
        }
        return List.of();
    }
}
