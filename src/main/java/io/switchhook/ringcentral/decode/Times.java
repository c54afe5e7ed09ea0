package io.switchhook.ringcentral.decode;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Optional;

/**
 * Reads the forms in which the platform writes moments (protocol.md 2.2), without exceptions and garbage:
 * {@code 2015-04-10T18:48:55.133+0000}, with {@code Z}, with {@code +08:00}, with or without milliseconds, seconds, time
 * or zone. Without a zone it is UTC.
 */
final class Times {
    /** 9999-12-31T23:59:59Z, the last second that ISO text can name. */
    private static final long SECOND_MAX = 253_402_300_799L;

    private static final int NANO_DIGITS = 9;

    private final byte[] text;
    private final int end;
    private int at;
    private boolean broken;

    private Times(byte[] text, int from, int length) {
        this.text = text;
        this.at = from;
        this.end = from + length;
    }

    /** The moment that the text names; absent when it names none from 1970 to 9999. */
    static Optional<Instant> parse(byte[] text, int from, int length) {
        return new Times(text, from, length).moment();
    }

    /** The moment so many milliseconds after 1970; absent when that is no moment up to 9999. */
    static Optional<Instant> ofMillis(long millis) {
        return millis < 0 || millis / 1000 > SECOND_MAX ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private Optional<Instant> moment() {
        long second = date() * 86_400;
        int nano = 0;
        if (take('T') || take(' ')) {
            second += number(2, 0, 23) * 3600L;
            expect(':');
            second += number(2, 0, 59) * 60L;
            if (take(':')) {
                second += number(2, 0, 60);
                nano = take('.') ? fraction() : 0;
            }
            second -= offset();
        }
        return broken || at != end || second < 0 || second > SECOND_MAX
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(second, nano));
    }

    /** Days since 1970-01-01; checked beforehand, because the calendar answers a wrong date with an exception. */
    private long date() {
        int year = number(4, 1, 9999);
        expect('-');
        int month = number(2, 1, 12);
        expect('-');
        int day = number(2, 1, 31);
        broken = broken || day > Month.of(month).length(Year.isLeap(year));
        return broken ? 0 : LocalDate.of(year, month, day).toEpochDay();
    }

    private int fraction() {
        int nano = 0;
        int digits = 0;
        while (at < end && isDigit(text[at])) {
            if (digits < NANO_DIGITS) {
                nano = nano * 10 + text[at] - '0';
                digits++;
            }
            at++;
        }
        broken |= digits == 0;
        for (; digits < NANO_DIGITS; digits++) {
            nano *= 10;
        }
        return nano;
    }

    /** Seconds east of Greenwich. */
    private int offset() {
        if (at == end || take('Z')) {
            return 0;
        }
        int sign = take('-') ? -1 : 1;
        if (sign > 0) {
            expect('+');
        }
        int seconds = number(2, 0, 18) * 3600;
        boolean colon = take(':');
        if (colon || at < end) {
            seconds += number(2, 0, 59) * 60;
        }
        return sign * seconds;
    }

    private int number(int digits, int min, int max) {
        int value = 0;
        for (int i = 0; i < digits; i++, at++) {
            if (at >= end || !isDigit(text[at])) {
                broken = true;
                return min;
            }
            value = value * 10 + text[at] - '0';
        }
        broken |= value < min || value > max;
        return value;
    }

    private boolean take(char wanted) {
        boolean there = at < end && text[at] == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) {
        broken |= !take(wanted);
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
