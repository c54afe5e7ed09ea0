package io.switchhook.connector;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import io.switchhook.call.PhoneNumber;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Telephone numbers of an account as CRMs write them. Whatever is no complete number (an extension, an emergency number,
 * {@code anonymous}, {@code conference}, masked digits) has no spelling at all, and nothing here fails.
 *
 * @param country of numbers that are written without one, two capital letters (ISO 3166); {@code ZZ} for none
 */
public record Numbers(String country) {
    /** For numbers that are international already, as those are that {@link Connector#findContacts} is asked for. */
    public static final Numbers INTERNATIONAL = new Numbers("ZZ");

    /** Longest text that is looked at; chosen: a number, its extension and generous punctuation. */
    private static final int TEXT_MAX = 80;

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /**
     * Writes a number.
     *
     * @param number the number
     * @param format how
     * @return the text; empty when it is no complete number, or a pattern does not fit it
     */
    public Optional<String> write(PhoneNumber number, NumberFormat format) {
        return read(number).flatMap(format::write);
    }

    /**
     * Writes a number for a record that has to say something: what is no complete number stays as the platform wrote it.
     *
     * @param number the number
     * @param format how
     * @return the text, never empty for a number that is not
     */
    public String show(PhoneNumber number, NumberFormat format) {
        return write(number, format).orElse(number.raw());
    }

    /**
     * The texts under which a CRM may keep a number, its extension split off: E.164 first, then the CRM's own formats,
     * each text once. To be asked for in one request.
     *
     * @param number the number
     * @param formats those of the CRM, most likely first
     * @return the texts; empty when it is no complete number
     */
    public List<String> spellings(PhoneNumber number, List<NumberFormat> formats) {
        Optional<Phonenumber.PhoneNumber> read = read(number);
        if (read.isEmpty()) {
            return List.of();
        }
        Phonenumber.PhoneNumber plain =
                new Phonenumber.PhoneNumber().mergeFrom(read.get()).clearExtension();
        Set<String> spellings = new LinkedHashSet<>();
        List<NumberFormat> all = new ArrayList<>(List.of(NumberFormat.E164));
        all.addAll(formats);
        all.forEach(format -> format.write(plain).ifPresent(spellings::add));
        return List.copyOf(spellings);
    }

    /**
     * The extension that is written behind a number: {@code 12} of {@code +1 202 555 0101 ext. 12}, of {@code x12} and of
     * {@code ;ext=12}.
     *
     * @param number the number
     * @return its digits
     */
    public Optional<String> extension(PhoneNumber number) {
        return read(number).filter(Phonenumber.PhoneNumber::hasExtension).map(Phonenumber.PhoneNumber::getExtension);
    }

    /**
     * The same number with its international form, without an extension: what is looked up.
     *
     * @param number the number
     * @return the number; empty when it is no complete number
     */
    public Optional<PhoneNumber> international(PhoneNumber number) {
        return write(number, NumberFormat.E164).map(e164 -> new PhoneNumber(e164, Optional.of(e164)));
    }

    /**
     * Digits without a plus sign are ambiguous: 44 20 … may be London or a number of this country. The reading that a
     * numbering plan knows is taken, the international one first.
     */
    private Optional<Phonenumber.PhoneNumber> read(PhoneNumber number) {
        String text = number.raw().strip();
        if (text.length() > TEXT_MAX || text.indexOf('*') >= 0) {
            return Optional.empty();
        }
        if (text.startsWith("+") || text.startsWith("tel:")) {
            return parse(text, country);
        }
        Optional<Phonenumber.PhoneNumber> abroad = number.e164().flatMap(e164 -> parse(e164, country));
        Optional<Phonenumber.PhoneNumber> here = parse(text, country);
        return abroad.filter(LIBRARY::isValidNumber)
                .or(() -> here.filter(LIBRARY::isValidNumber))
                .or(() -> abroad)
                .or(() -> here);
    }

    private static Optional<Phonenumber.PhoneNumber> parse(String text, String country) {
        try {
            Phonenumber.PhoneNumber read = LIBRARY.parse(text, country);
            boolean complete = LIBRARY.isPossibleNumberWithReason(read) == ValidationResult.IS_POSSIBLE;
            return complete ? Optional.of(read) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
