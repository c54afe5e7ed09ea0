package io.switchhook.connector.hubspot;

import io.switchhook.connector.CallText;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.TextHash;
import io.vertx.core.json.JsonObject;

/**
 * Title and body of a record, which people may edit. HubSpot shows a body as HTML.
 *
 * @param title one line
 * @param html the body
 */
record CallBody(String title, String html) {
    static final String TITLE = "hs_call_title";
    static final String BODY = "hs_call_body";

    static CallBody of(CallUpdate update) {
        CallText text = CallText.of(update.call(), update.numbers());
        return new CallBody(
                text.subject(),
                text.body()
                        .lines()
                        .map(CallBody::escaped)
                        .reduce((a, b) -> a + "<br>" + b)
                        .orElse(""));
    }

    private static String escaped(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** What stands in a record. */
    static String present(JsonObject properties) {
        return join(text(properties, TITLE), text(properties, BODY)).strip();
    }

    private static String text(JsonObject properties, String name) {
        Object value = properties.getValue(name);
        return value == null ? "" : String.valueOf(value);
    }

    void writeTo(JsonObject properties) {
        properties.put(TITLE, title).put(BODY, html);
    }

    String hash() {
        return TextHash.of(join(title, html));
    }

    /** The mark of what HubSpot says that it keeps, which may differ from what it was given. */
    String hashKept(JsonObject record) {
        JsonObject properties = record.getValue("properties") instanceof JsonObject kept ? kept : new JsonObject();
        return properties.containsKey(TITLE) && properties.containsKey(BODY)
                ? TextHash.of(present(properties))
                : hash();
    }

    private static String join(String title, String body) {
        return title + "\n" + body;
    }
}
