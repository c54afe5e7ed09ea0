package io.switchhook.event;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The one way in which moments are written: ISO 8601, UTC, always three digits of a second. */
public final class Timestamps {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Timestamps() {}

    /**
     * Writes a moment.
     *
     * @param moment the moment; what is finer than a millisecond is cut
     * @return for example {@code 2026-03-04T09:15:31.482Z}
     */
    public static String text(Instant moment) {
        return MILLIS.format(moment);
    }
}
