package io.switchhook.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filter that asks to be told before the end: {@code /restapi/v1.0/subscription/~?threshold=&interval=}, in seconds
 * (protocol.md 3.1).
 *
 * @param threshold how long before the end it begins
 * @param interval how often it comes
 */
record Reminder(Duration threshold, Duration interval) {
    private static final Pattern FILTER =
            Pattern.compile("/restapi/v1\\.0/subscription/[^/?]+\\?threshold=(\\d{1,9})&interval=(\\d{1,9})");

    static boolean isOne(String filter) {
        return FILTER.matcher(filter).matches();
    }

    /** The last reminder among the filters. */
    static Optional<Reminder> among(List<String> filters) {
        Optional<Reminder> found = Optional.empty();
        for (String filter : filters) {
            Matcher matcher = FILTER.matcher(filter);
            if (matcher.matches()) {
                found = Optional.of(new Reminder(
                        Duration.ofSeconds(Long.parseLong(matcher.group(1))),
                        Duration.ofSeconds(Long.parseLong(matcher.group(2)))));
            }
        }
        return found;
    }

    /** At most half the life before the end, and at least twice in that time. */
    boolean fits(Duration life) {
        return !interval.isZero()
                && threshold.multipliedBy(2).compareTo(life) <= 0
                && interval.multipliedBy(2).compareTo(threshold) <= 0;
    }

    String path(String id) {
        return "/restapi/v1.0/subscription/" + id + "?threshold=" + threshold.toSeconds() + "&interval="
                + interval.toSeconds();
    }
}
