package io.switchhook.proof;

import java.nio.charset.StandardCharsets;

/**
 * Something that the platform sends or answers, and when it is heard.
 *
 * @param id counts the reports of a world; a repeat has the id of what it repeats
 * @param kind the kind of trace line (product.md 5)
 * @param sentMs when it was sent, the platform's clock
 * @param heardMs when it is heard, our clock
 * @param body its JSON
 */
record Report(int id, String kind, long sentMs, long heardMs, byte[] body) {
    Report heardAt(long ms) {
        return new Report(id, kind, sentMs, ms, body);
    }

    /** As a line of a trace. */
    String line() {
        return "{\"at\":" + heardMs + ",\"account\":\"acme\",\"kind\":\"" + kind + "\",\"body\":"
                + new String(body, StandardCharsets.UTF_8) + "}";
    }
}
