package io.switchhook.ringcentral.decode;

/** The escapes of JSON strings (RFC 8259, section 7). */
final class Escapes {
    private static final String LETTERS = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";
    private static final int HEX_DIGITS = 4;

    private Escapes() {}

    /** The text meant; each half of a pair of surrogates stands for itself, as the general reader has it. */
    static String resolve(String raw) throws NotPlain {
        StringBuilder out = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c != '\\') {
                out.append(c);
            } else if (at < raw.length() && raw.charAt(at) == 'u') {
                out.append(hex(raw, at + 1));
                at += 1 + HEX_DIGITS;
            } else {
                int letter = at < raw.length() ? LETTERS.indexOf(raw.charAt(at++)) : -1;
                if (letter < 0) {
                    throw new NotPlain();
                }
                out.append(MEANT.charAt(letter));
            }
        }
        return out.toString();
    }

    private static char hex(String raw, int from) throws NotPlain {
        int value = 0;
        for (int i = from; i < from + HEX_DIGITS; i++) {
            char c = i < raw.length() ? raw.charAt(i) : ' ';
            // Only ASCII: the platform's own digits know others.
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new NotPlain();
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }
}
