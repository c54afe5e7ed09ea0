package io.switchhook.connector;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A way of writing telephone numbers: one of six words, or a pattern whose stars are the digits of the number without its
 * country code, for example {@code (***) ***-****}. A pattern that begins with a plus sign and a country code is for
 * numbers of that code only. CRMs find a number only as they keep it (complaints.md 19).
 */
public final class NumberFormat {
    /** {@code +12025550101} (ITU-T E.164). */
    public static final NumberFormat E164 = new NumberFormat("e164");
    /** {@code 12025550101}: the same without its plus sign. */
    public static final NumberFormat E164_DIGITS = new NumberFormat("e164-digits");
    /** {@code (202) 555-0101}: as people of its country write it. */
    public static final NumberFormat NATIONAL = new NumberFormat("national");
    /** {@code +1 202-555-0101}: as people of other countries write it (ITU-T E.123). */
    public static final NumberFormat INTERNATIONAL = new NumberFormat("international");
    /** {@code 2025550101}: the digits that people of its country dial. */
    public static final NumberFormat DIGITS = new NumberFormat("digits");
    /** {@code tel:+1-202-555-0101}, with {@code ;ext=12} where there is an extension (RFC 3966). */
    public static final NumberFormat RFC3966 = new NumberFormat("rfc3966");

    private static final Map<String, NumberFormat> WORDS = words();
    private static final char DIGIT = '*';
    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private final String word;

    private NumberFormat(String word) {
        this.word = word;
    }

    private static Map<String, NumberFormat> words() {
        Map<String, NumberFormat> words = new TreeMap<>();
        for (NumberFormat format : List.of(E164, E164_DIGITS, NATIONAL, INTERNATIONAL, DIGITS, RFC3966)) {
            words.put(format.word, format);
        }
        return words;
    }

    /**
     * Reads a format.
     *
     * @param text {@code e164}, {@code e164-digits}, {@code national}, {@code international}, {@code digits},
     *     {@code rfc3966}, or a pattern with stars
     * @return the format; empty when it is neither
     */
    public static Optional<NumberFormat> of(String text) {
        NumberFormat known = WORDS.get(text);
        return known != null || text.indexOf(DIGIT) < 0
                ? Optional.ofNullable(known)
                : Optional.of(new NumberFormat(text));
    }

    /**
     * The formats that a connector's configuration names.
     *
     * @param config the configuration
     * @param key the key, a list
     * @return the formats in the order of the file; empty when the key is not there
     * @throws BadConfiguration when one is none
     */
    public static List<NumberFormat> listed(Config config, String key) {
        return config.texts(key).stream()
                .map(text -> of(text).orElseThrow(() -> new BadConfiguration(
                        key,
                        "any of " + String.join(", ", WORDS.keySet()) + ", or a pattern such as (***) ***-****",
                        "\"" + text + "\" is none")))
                .toList();
    }

    /** Writes a number; empty for one that a pattern does not fit. */
    Optional<String> write(Phonenumber.PhoneNumber number) {
        return switch (word) {
            case "e164" -> Optional.of(LIBRARY.format(number, PhoneNumberFormat.E164));
            case "e164-digits" ->
                Optional.of(LIBRARY.format(number, PhoneNumberFormat.E164).substring(1));
            case "national" -> Optional.of(LIBRARY.format(plain(number), PhoneNumberFormat.NATIONAL));
            case "international" -> Optional.of(LIBRARY.format(plain(number), PhoneNumberFormat.INTERNATIONAL));
            case "digits" ->
                Optional.of(
                        PhoneNumberUtil.normalizeDigitsOnly(LIBRARY.format(plain(number), PhoneNumberFormat.NATIONAL)));
            case "rfc3966" -> Optional.of(LIBRARY.format(number, PhoneNumberFormat.RFC3966));
            default -> fill(number);
        };
    }

    /** Where an extension is kept in a field of its own, it must not stand in the number. */
    private static Phonenumber.PhoneNumber plain(Phonenumber.PhoneNumber number) {
        return number.hasExtension()
                ? new Phonenumber.PhoneNumber().mergeFrom(number).clearExtension()
                : number;
    }

    private Optional<String> fill(Phonenumber.PhoneNumber number) {
        String digits = LIBRARY.getNationalSignificantNumber(number);
        long stars = word.chars().filter(c -> c == DIGIT).count();
        String code = word.substring(0, word.indexOf(DIGIT)).replaceAll("[^0-9+]", "");
        boolean isForeign = code.startsWith("+") && !code.equals("+" + number.getCountryCode());
        if (stars != digits.length() || isForeign) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(word.length());
        int next = 0;
        for (int i = 0; i < word.length(); i++) {
            text.append(word.charAt(i) == DIGIT ? digits.charAt(next++) : word.charAt(i));
        }
        return Optional.of(text.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberFormat that && word.equals(that.word);
    }

    @Override
    public int hashCode() {
        return word.hashCode();
    }

    @Override
    public String toString() {
        return word;
    }
}
