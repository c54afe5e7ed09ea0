package io.switchhook.ringcentral.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.function.Function;

/**
 * What was made of a text lately, for when the same bytes come again: one call's ids, numbers and paths come in each of its
 * reports, and who keeps many reports keeps one of each. A table of fixed size in which the newer takes the older's place.
 * May be shared between threads: what one does not see of another's, it makes again.
 *
 * @param <T> what is made, unchangeable
 */
final class Shared<T> {
    /** Longest text that is remembered, in bytes; chosen, twice the longest id; the table keeps its size in memory so. */
    private static final int LENGTH_MAX = 160;

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final Function<String, T> making;
    private final Object[] entries;
    private final int shift;

    /** A table of two to the power of so many places. */
    Shared(int bits, Function<String, T> making) {
        this.making = making;
        entries = new Object[1 << bits];
        shift = Long.SIZE - bits;
    }

    private record Entry(byte[] text, Object made) {}

    T make(String text) {
        return making.apply(text);
    }

    /** What is made of these bytes, all of them ASCII. */
    @SuppressWarnings("unchecked")
    T of(byte[] text, int from, int to) {
        if (to - from > LENGTH_MAX) {
            return make(new String(text, from, to - from, ISO_8859_1));
        }
        int place = place(text, from, to);
        Entry entry = (Entry) entries[place];
        if (entry != null && Arrays.equals(entry.text, 0, entry.text.length, text, from, to)) {
            return (T) entry.made;
        }
        T made = make(new String(text, from, to - from, ISO_8859_1));
        entries[place] = new Entry(Arrays.copyOfRange(text, from, to), made);
        return made;
    }

    private int place(byte[] text, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = Long.rotateLeft((hash ^ Words.at(text, at)) * MIX, 29);
        }
        if (at < to) {
            hash = (hash ^ Words.at(text, at, to - at)) * MIX;
        }
        return (int) ((hash * MIX) >>> shift);
    }
}
