package io.switchhook.connector.document;

import com.dashjoin.jsonata.Jsonata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What documents can say beside JSONata's own functions, and what they cannot say though JSONata has it. */
final class Words {
    /** Names of functions that are ours. */
    static final List<String> OURS = List.of("time", "seconds", "minutes", "uuid", "digits");

    /** JSONata has them, and a document must not: the same call has to give the same request, and data is no program. */
    static final List<String> FORBIDDEN = List.of("eval", "random", "now", "millis");

    private static final long MS_PER_SECOND = 1_000;
    private static final long MS_PER_MINUTE = 60_000;

    private Words() {}

    static void bind(Jsonata.Frame frame) {
        frame.bind("time", Jsonata.function("time", Words::time, "<s?s?s?:s>"));
        frame.bind("seconds", Jsonata.function("seconds", (Number ms) -> seconds(ms), "<n?:n>"));
        frame.bind("minutes", Jsonata.function("minutes", (Number ms) -> minutes(ms), "<n?:n>"));
        frame.bind("uuid", Jsonata.function("uuid", Words::uuid, "<s?:s>"));
        frame.bind("digits", Jsonata.function("digits", Words::digits, "<s?:s>"));
    }

    /** A moment in the form that a CRM wants; nothing for none. */
    private static String time(String moment, String pattern, String zone) {
        if (moment == null || pattern == null) {
            return null;
        }
        ZoneId place = ZoneId.of(zone == null ? "UTC" : zone);
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .format(Instant.parse(moment).atZone(place));
    }

    /** Whole seconds, rounded half up as in {@link io.switchhook.connector.CallText}. */
    private static Long seconds(Number ms) {
        return ms == null ? null : Math.floorDiv(ms.longValue() + MS_PER_SECOND / 2, MS_PER_SECOND);
    }

    /** Whole minutes, rounded up: somebody who talked has not talked for no time (connectors.md D4.8). */
    private static Long minutes(Number ms) {
        return ms == null ? null : -Math.floorDiv(-ms.longValue(), MS_PER_MINUTE);
    }

    /** The same id for the same text for ever (RFC 9562, version 3), where a CRM lets us choose a record's id. */
    private static String uuid(String text) {
        return text == null
                ? null
                : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String digits(String text) {
        return text == null ? null : text.replaceAll("[^0-9]", "");
    }
}
