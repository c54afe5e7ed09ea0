package io.switchhook.ringcentral.rest;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an answer told about its rate group (protocol.md 2.6). What is absent or absurd is empty.
 *
 * @param group the group, when the word is one of ours in whatever case
 * @param limit requests a window, 1 or more
 * @param remaining requests left, 0 or more
 * @param window the sliding window
 */
record QuotaHeaders(Optional<RateGroup> group, OptionalInt limit, OptionalInt remaining, Optional<Duration> window) {
    /** Longest believed window. Chosen: a longer one would stop us for hours because of one odd header. */
    private static final int WINDOW_SECONDS_MAX = 3_600;

    static final QuotaHeaders NONE =
            new QuotaHeaders(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    static QuotaHeaders read(MultiMap headers) {
        OptionalInt seconds = number(headers, "X-Rate-Limit-Window", 1, WINDOW_SECONDS_MAX);
        return new QuotaHeaders(
                group(headers.get("X-Rate-Limit-Group")),
                number(headers, "X-Rate-Limit-Limit", 1, Integer.MAX_VALUE),
                number(headers, "X-Rate-Limit-Remaining", 0, Integer.MAX_VALUE),
                seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsInt())) : Optional.empty());
    }

    private static Optional<RateGroup> group(String word) {
        String wanted = word == null ? "" : word.strip().toUpperCase(Locale.ROOT);
        for (RateGroup group : RateGroup.values()) {
            if (group.name().equals(wanted)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    private static OptionalInt number(MultiMap headers, String name, int least, int most) {
        String value = headers.get(name);
        if (value == null || !value.strip().matches("\\d{1,9}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(value.strip());
        return number < least || number > most ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
