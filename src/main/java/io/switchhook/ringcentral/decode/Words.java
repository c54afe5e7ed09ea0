package io.switchhook.ringcentral.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes eight at a time, as numbers: the lowest byte is the first. */
final class Words {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;

    private Words() {}

    /** Eight bytes, all of them within the text. */
    static long at(byte[] text, int from) {
        return (long) WORD.get(text, from);
    }

    /** Up to eight bytes, zeros behind them. */
    static long at(byte[] text, int from, int length) {
        if (from + Long.BYTES <= text.length) {
            return length >= Long.BYTES ? at(text, from) : at(text, from) & ((1L << (length * Byte.SIZE)) - 1);
        }
        long word = 0;
        for (int i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
            word = (word << Byte.SIZE) | (text[from + i] & 0xFF);
        }
        return word;
    }

    /**
     * Where a string's run of simple characters ends: the first quote, backslash, control or byte of a character that is
     * not ASCII; the text's length if there is none.
     */
    static int endOfRun(byte[] text, int from) {
        int at = from;
        for (; at + Long.BYTES <= text.length; at += Long.BYTES) {
            long odd = odd(at(text, at));
            if (odd != 0) {
                return at + (Long.numberOfTrailingZeros(odd) >>> 3);
            }
        }
        while (at < text.length && text[at] >= ' ' && text[at] != '"' && text[at] != '\\') {
            at++;
        }
        return at;
    }

    /**
     * The high bit of each such byte. A borrow may mark bytes above the first such one wrongly, so only the lowest counts
     * (Warren, Hacker's Delight, 6-1).
     */
    private static long odd(long word) {
        long quote = word ^ ('"' * EACH);
        long backslash = word ^ ('\\' * EACH);
        return (((quote - EACH) & ~quote) | ((backslash - EACH) & ~backslash) | ((word - ' ' * EACH) & ~word) | word)
                & HIGH;
    }
}
