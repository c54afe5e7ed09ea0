package io.switchhook.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * Something that subscribers may be told.
 *
 * @param resource the end of its path, such as {@code /telephony/sessions}
 * @param extensionId whose; empty for a party outside the account
 * @param body what is told
 */
record Notice(String resource, Optional<String> extensionId, JsonObject body) {
    /** Whether a filter's parameters let it through; only telephony filters choose (protocol.md 3.5). */
    boolean satisfies(Map<String, String> query) {
        if (!resource.equals("/telephony/sessions")) {
            return true;
        }
        JsonObject party = body.getJsonArray("parties").getJsonObject(0);
        return equal(query.get("direction"), party.getString("direction"))
                && equal(query.get("statusCode"), party.getJsonObject("status").getString("code"))
                && (!"true".equals(query.get("missedCall")) || party.getBoolean("missedCall"));
    }

    private static boolean equal(String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }
}
