package io.switchhook.ringcentral.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A place in the bytes of a JSON text, read forward once. Strict: every byte of the value that is read or skipped follows
 * RFC 8259, or {@link NotPlain} is thrown. It knows UTF-8 only and refuses what is long beyond reason, so that a general
 * reader must have the last word about what is refused.
 *
 * <p>Our own, because a general reader makes tokens of what nobody looks at: on Jackson's tokens, decoding a recorded
 * notification of 798 bytes took 2.1 times as long as a bare parse of it, on these bytes 1.3 times ({@code scripts/bench
 * ratio}).
 */
final class PlainJson {
    /** Deepest nesting; chosen, ten times what the platform's deepest body has. */
    static final int NESTING_MAX = 100;

    /** Longest name and longest number, in bytes; below the limits of the general reader, which judges longer ones. */
    private static final int LENGTH_MAX = 500;

    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] text;
    /** Whether the general reader has accepted the text, and what it found long or odd must be read. */
    private final boolean judged;

    private int at;
    private int nesting;
    /** Whether an object or array has just begun, so that no comma is due. */
    private boolean fresh;

    /** Where the newest name, string or number begins and ends. */
    private int from;

    private int to;
    /** Whether the newest name or string is just its bytes, all ASCII. */
    private boolean simple;

    /** If not, what it is. */
    private String unescaped = "";

    private PlainJson(byte[] text, boolean judged) {
        this.text = text;
        this.judged = judged;
    }

    static PlainJson of(byte[] text) {
        return new PlainJson(text, false);
    }

    /** Of a text that the general reader wrote. */
    static PlainJson ofJudged(byte[] text) {
        return new PlainJson(text, true);
    }

    /** The same text from its beginning. */
    PlainJson again() {
        return new PlainJson(text, judged);
    }

    /** The first byte of the value that comes next. */
    byte first() throws NotPlain {
        while (at < text.length) {
            byte c = text[at];
            if (c > ' ' || c < 0) {
                return c;
            }
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                throw new NotPlain();
            }
            at++;
        }
        throw new NotPlain();
    }

    /** Enters an object or an array. */
    void enter() throws NotPlain {
        nesting++;
        if (nesting > NESTING_MAX) {
            throw new NotPlain();
        }
        at++;
        fresh = true;
    }

    /** Reads the next name of an object; false behind the last, the object then left. */
    boolean nextName() throws NotPlain {
        byte c = first();
        if (c == '}') {
            leave();
            return false;
        }
        if (comma(c) != '"') {
            throw new NotPlain();
        }
        readString();
        // General readers differ about names with escapes.
        boolean plain = judged || (simple && to - from <= LENGTH_MAX);
        if (!plain || first() != ':') {
            throw new NotPlain();
        }
        at++;
        return true;
    }

    /** Whether an element of an array comes; if not, the array is left. */
    boolean nextElement() throws NotPlain {
        byte c = first();
        if (c == ']') {
            leave();
            return false;
        }
        if (comma(c) == ']') {
            throw new NotPlain();
        }
        return true;
    }

    private byte comma(byte c) throws NotPlain {
        boolean due = !fresh;
        fresh = false;
        if (!due) {
            return c;
        }
        if (c != ',') {
            throw new NotPlain();
        }
        at++;
        return first();
    }

    private void leave() {
        at++;
        nesting--;
        fresh = false;
    }

    /** Goes behind the value, whatever it is. */
    void skip() throws NotPlain {
        switch (first()) {
            case '"' -> readString();
            case '{' -> {
                enter();
                while (nextName()) {
                    skip();
                }
            }
            case '[' -> {
                enter();
                while (nextElement()) {
                    skip();
                }
            }
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> readNumber();
        }
    }

    private void word(String word) throws NotPlain {
        from = at;
        for (int i = 0; i < word.length(); i++, at++) {
            if (at == text.length || text[at] != word.charAt(i)) {
                throw new NotPlain();
            }
        }
        to = at;
        simple = true;
    }

    /** Reads a string, the place being at its quote. */
    void readString() throws NotPlain {
        from = at + 1;
        int end = Words.endOfRun(text, from);
        if (end == text.length) {
            throw new NotPlain();
        }
        simple = text[end] == '"';
        to = simple ? end : endOfString(end);
        at = to + 1;
        if (!simple) {
            unescaped = unescape();
        }
    }

    private int endOfString(int run) throws NotPlain {
        int end = run;
        while (text[end] != '"') {
            if (text[end] >= 0 && text[end] < ' ') {
                throw new NotPlain();
            }
            end = Words.endOfRun(text, text[end] == '\\' ? Math.min(end + 2, text.length) : end + 1);
            if (end == text.length) {
                throw new NotPlain();
            }
        }
        return end;
    }

    private String unescape() throws NotPlain {
        String raw = new String(text, from, to - from, UTF_8);
        // What is no UTF-8 becomes this character; where it was written so, the general reader says it.
        if (raw.indexOf(REPLACEMENT) >= 0) {
            throw new NotPlain();
        }
        return raw.indexOf('\\') < 0 ? raw : Escapes.resolve(raw);
    }

    /** Reads a number; true if it is whole. */
    boolean readNumber() throws NotPlain {
        from = at;
        int end = from + (text[from] == '-' ? 1 : 0);
        end = end < text.length && text[end] == '0' ? end + 1 : digits(end);
        boolean whole = true;
        if (end < text.length && text[end] == '.') {
            whole = false;
            end = digits(end + 1);
        }
        if (end < text.length && (text[end] | 0x20) == 'e') {
            whole = false;
            boolean sign = end + 1 < text.length && (text[end + 1] == '+' || text[end + 1] == '-');
            end = digits(end + (sign ? 2 : 1));
        }
        if (end - from > LENGTH_MAX && !judged) {
            throw new NotPlain();
        }
        to = end;
        at = end;
        simple = true;
        return whole;
    }

    private int digits(int begin) throws NotPlain {
        int end = begin;
        while (end < text.length && text[end] >= '0' && text[end] <= '9') {
            end++;
        }
        if (end == begin) {
            throw new NotPlain();
        }
        return end;
    }

    /** Which member the newest name is. */
    Member member() {
        return simple ? Member.of(text, from, to) : Member.of(unescaped);
    }

    /** Whether the newest string or number is just its bytes, all ASCII. */
    boolean isSimple() {
        return simple;
    }

    boolean isEmpty() {
        return from == to;
    }

    /** The newest string, number or word. */
    String string() {
        return simple ? new String(text, from, to - from, ISO_8859_1) : unescaped;
    }

    /** The newest string or number as something that is made of it, perhaps before. */
    <T> T shared(Shared<T> known) {
        return simple ? known.of(text, from, to) : known.make(unescaped);
    }

    /** The newest string or number as bytes of UTF-8, in {@link #from} to {@link #to}. */
    byte[] bytes() {
        return text;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }
}
