package io.switchhook.ringcentral.push;

import java.time.Instant;
import java.util.Optional;

/**
 * Where to go on reading after a restart; no secret in it.
 *
 * @param subscription the platform's subscription id
 * @param address PubNub's channel
 * @param timetoken PubNub's time of the last message: units of 100 ns since 1970
 */
record Bookmark(String subscription, String address, long timetoken) {
    private static final String VERSION = "1";
    private static final int FIELDS = 4;
    private static final long PER_MILLISECOND = 10_000;

    /** Reads what {@link #text} wrote; empty for anything else. */
    static Optional<Bookmark> of(String text) {
        String[] fields = text.split(" ", -1);
        if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Bookmark(fields[1], fields[2], Long.parseLong(fields[3])));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    String text() {
        return String.join(" ", VERSION, subscription, address, String.valueOf(timetoken));
    }

    Instant at() {
        return Instant.ofEpochMilli(timetoken / PER_MILLISECOND);
    }
}
