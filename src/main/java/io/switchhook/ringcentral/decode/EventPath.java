package io.switchhook.ringcentral.decode;

import java.util.Optional;

/**
 * What a resource path says: which kind of thing, of which account and extension. Told by pattern, because the platform
 * delivers extension paths for account subscriptions and expands {@code ~} (protocol.md 4.1, trap 11).
 *
 * @param topic the stable word for the kind of notification
 * @param accountId the account, where the path has its real id
 * @param extensionId the extension, where the path has its real id
 */
record EventPath(String topic, Optional<String> accountId, Optional<String> extensionId) {
    static final String TELEPHONY = "telephony-sessions";
    static final String PRESENCE = "presence";

    /** What a path has in it that says nothing about calls, and the word for it; the first found counts. */
    private static final String[][] OTHERS = {
        {"/presence/line", "line-presence"},
        {"/presence/dnd", "dnd-presence"},
        {"/favorite/", "favorite-presence"},
        {"/call-queues/", "queue-presence"},
        {"/message-store", "message-store"},
        {"/voicemail", "voicemail"},
        {"/fax", "fax"},
        {"/missed-calls", "missed-calls"},
        {"/a2p-sms", "a2p-sms"},
        {"/subscription", "subscription"},
    };

    static EventPath of(String event) {
        int query = event.indexOf('?');
        return new EventPath(
                topic(event, query < 0 ? event.length() : query), id(event, "/account/"), id(event, "/extension/"));
    }

    boolean isAboutCalls() {
        return topic.equals(TELEPHONY) || topic.equals(PRESENCE);
    }

    /** The real id after a segment, if there is one; {@code ~} and placeholders are none. */
    static Optional<String> id(String path, String segment) {
        int found = path.indexOf(segment);
        if (found < 0) {
            return Optional.empty();
        }
        int from = found + segment.length();
        int to = from;
        while (to < path.length() && Character.isDigit(path.charAt(to))) {
            to++;
        }
        boolean whole = to > from && (to == path.length() || "/?".indexOf(path.charAt(to)) >= 0);
        return whole ? Optional.of(path.substring(from, to)) : Optional.empty();
    }

    /** Asks for the frequent two first, and without copying. */
    private static String topic(String event, int end) {
        if (event.startsWith("/telephony/sessions", end - "/telephony/sessions".length())) {
            return TELEPHONY;
        }
        boolean presence = event.startsWith("/presence", end - "/presence".length());
        if (presence
                && !event.contains("/line/")
                && !event.contains("/favorite/")
                && !event.contains("/call-queues/")) {
            return PRESENCE;
        }
        for (String[] other : OTHERS) {
            if (event.contains(other[0])) {
                return other[1];
            }
        }
        return "other";
    }
}
