package io.switchhook.ringcentral.decode;

import java.time.Instant;
import java.util.Optional;

/**
 * Moments in the form that nearly all have, {@code 2015-04-10T18:48:55.133Z}, read without a calendar: the day is mostly
 * the last one's. Every other form is left to {@link Times}. May be shared between threads.
 */
final class Moments {
    private static final int LENGTH = "2015-04-10T18:48:55.133Z".length();
    private static final int DAY_LENGTH = "2015-04-10".length();

    /** Stands for what is no digit: too large for any field, whatever digits follow. */
    private static final int NO_DIGIT = 1_000_000;

    private Day last = new Day(0, 0, 0);

    /** A day by the first eight and last eight bytes of its name, and when it begins. */
    private record Day(long head, long tail, long beginSecond) {}

    /** The moment that the text names; absent when it names none from 1970 to 9999. */
    Optional<Instant> parse(byte[] text, int from, int to) {
        if (to - from == LENGTH && text[to - 1] == 'Z' && isPunctuated(text, from + DAY_LENGTH)) {
            int hour = digits(text, from + 11, 2);
            int minute = digits(text, from + 14, 2);
            int second = digits(text, from + 17, 2);
            int millis = digits(text, from + 20, 3);
            long day = beginOfDay(text, from);
            if (hour < 24 && minute < 60 && second < 60 && millis < 1_000 && day >= 0) {
                return Optional.of(
                        Instant.ofEpochSecond(day + hour * 3_600L + minute * 60L + second, millis * 1_000_000L));
            }
        }
        return Times.parse(text, from, to - from);
    }

    private static boolean isPunctuated(byte[] text, int at) {
        return text[at] == 'T' && text[at + 3] == ':' && text[at + 6] == ':' && text[at + 9] == '.';
    }

    /** The number that the digits name; too large a one where something is no digit. */
    private static int digits(byte[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text[i] - '0';
            value = digit >= 0 && digit <= 9 ? value * 10 + digit : NO_DIGIT;
        }
        return value;
    }

    /** The second when the named day begins; negative if there is no such day. */
    private long beginOfDay(byte[] text, int from) {
        long head = Words.at(text, from);
        long tail = Words.at(text, from + DAY_LENGTH - Long.BYTES);
        Day day = last;
        if (day.head != head || day.tail != tail) {
            Optional<Instant> begin = Times.parse(text, from, DAY_LENGTH);
            if (begin.isEmpty()) {
                return -1;
            }
            day = new Day(head, tail, begin.get().getEpochSecond());
            last = day;
        }
        return day.beginSecond;
    }
}
