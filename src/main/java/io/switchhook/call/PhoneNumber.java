package io.switchhook.call;

import java.util.Optional;

/**
 * A number as it was given and, where that can be known, in international form. It masks itself when printed.
 *
 * @param raw as the platform gave it; may be a short extension number, {@code conference} or masked digits
 * @param e164 with a leading plus sign, up to 15 digits (ITU-T E.164)
 */
public record PhoneNumber(String raw, Optional<String> e164) {
    /** Digits that a masked number still shows. */
    private static final int SHOWN = 2;

    /** Shortest string of digits that is taken for an international number: country code and subscriber. */
    private static final int INTERNATIONAL_MIN = 11;

    private static final int E164_MAX = 15;

    /**
     * Reads a number as the platform writes it: with or without plus, with punctuation, or short (protocol.md 2.2).
     *
     * @param raw the text, not empty
     * @return the number; its international form only when the text leaves no doubt
     */
    public static PhoneNumber of(String raw) {
        StringBuilder digits = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (" ()-.+".indexOf(c) < 0) {
                return new PhoneNumber(raw, Optional.empty());
            }
        }
        int length = digits.length();
        boolean international = raw.startsWith("+") ? length > 2 : length >= INTERNATIONAL_MIN;
        return international && length <= E164_MAX
                ? new PhoneNumber(raw, Optional.of(digits.insert(0, '+').toString()))
                : new PhoneNumber(raw, Optional.empty());
    }

    /**
     * What two spellings of one number have in common.
     *
     * @return the international form where known, else the text
     */
    public String key() {
        return e164.orElse(raw);
    }

    @Override
    public String toString() {
        return raw.length() <= SHOWN ? "**" : "***" + raw.substring(raw.length() - SHOWN);
    }
}
