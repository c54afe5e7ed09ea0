package io.switchhook.call;

import java.util.Objects;
import java.util.Optional;

/**
 * A number as it was given and, where that can be known, in international form. It masks itself when printed. Open calls
 * keep many, so a number that came in international form is kept once.
 */
public final class PhoneNumber {
    /** Digits that a masked number still shows. */
    private static final int SHOWN = 2;

    /** Shortest string of digits that is taken for an international number: country code and subscriber. */
    private static final int INTERNATIONAL_MIN = 11;

    private static final int E164_MAX = 15;

    private final String raw;
    private final String e164;

    /**
     * A number that is known already.
     *
     * @param raw as the platform gave it; may be a short extension number, {@code conference} or masked digits
     * @param e164 with a leading plus sign, up to 15 digits (ITU-T E.164)
     */
    public PhoneNumber(String raw, Optional<String> e164) {
        this(raw, e164.orElse(null));
    }

    private PhoneNumber(String raw, String e164) {
        this.raw = raw;
        this.e164 = raw.equals(e164) ? raw : e164;
    }

    /**
     * Reads a number as the platform writes it: with or without plus, with punctuation, or short (protocol.md 2.2).
     *
     * @param raw the text, not empty
     * @return the number; its international form only when the text leaves no doubt
     */
    public static PhoneNumber of(String raw) {
        int digits = 0;
        boolean plus = raw.startsWith("+");
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (" ()-.+".indexOf(c) < 0) {
                return new PhoneNumber(raw, (String) null);
            }
        }
        boolean international = plus ? digits > 2 : digits >= INTERNATIONAL_MIN;
        if (!international || digits > E164_MAX) {
            return new PhoneNumber(raw, (String) null);
        }
        return new PhoneNumber(raw, plus && digits == raw.length() - 1 ? raw : international(raw));
    }

    private static String international(String raw) {
        StringBuilder digits = new StringBuilder(raw.length() + 1).append('+');
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }

    /**
     * The number as the platform gave it.
     *
     * @return the text; may be a short extension number, {@code conference} or masked digits
     */
    public String raw() {
        return raw;
    }

    /**
     * The number in international form, where that can be known.
     *
     * @return a plus sign and up to 15 digits (ITU-T E.164)
     */
    public Optional<String> e164() {
        return Optional.ofNullable(e164);
    }

    /**
     * What two spellings of one number have in common.
     *
     * @return the international form where known, else the text
     */
    public String key() {
        return e164 == null ? raw : e164;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof PhoneNumber that && raw.equals(that.raw) && Objects.equals(e164, that.e164));
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    @Override
    public String toString() {
        return raw.length() <= SHOWN ? "**" : "***" + raw.substring(raw.length() - SHOWN);
    }
}
