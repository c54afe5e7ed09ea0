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
    static final List<String> OURS = List.of("time", "uuid", "digits");

    /** JSONata has them, and a document must not: the same call has to give the same request, and data is no program. */
    static final List<String> FORBIDDEN = List.of("eval", "random", "now", "millis");

    private Words() {}

    static void bind(Jsonata.Frame frame) {
        frame.bind("time", Jsonata.function("time", Words::time, "<s?s?s?:s>"));
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
