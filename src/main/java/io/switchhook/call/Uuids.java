package io.switchhook.call;

import java.util.UUID;

/** Ids in the usual form of a UUID (RFC 9562, section 4), small letters, as two numbers; exactly that form comes back. */
final class Uuids {
    private static final int LENGTH = 36;

    private Uuids() {}

    /** Whether a text is a UUID in its usual form, and not the one of zeros only. */
    static boolean isUsual(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        int seen = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (isDash(i) ? c != '-' : digit(c) < 0) {
                return false;
            }
            seen |= isDash(i) ? 0 : digit(c);
        }
        return seen != 0;
    }

    private static boolean isDash(int place) {
        return place == 8 || place == 13 || place == 18 || place == 23;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    static long high(String text) {
        return bits(text, 0, 18);
    }

    static long low(String text) {
        return bits(text, 19, LENGTH);
    }

    private static long bits(String text, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits = isDash(i) ? bits : bits << 4 | digit(text.charAt(i));
        }
        return bits;
    }

    static String text(long high, long low) {
        return new UUID(high, low).toString();
    }
}
