package io.switchhook.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.call.PhoneNumber;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A contact is found only as the CRM keeps the number (complaints.md 19). */
class NumbersTest {
    private static final Numbers US = new Numbers("US");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            e164           | +12025550101
            e164-digits    | 12025550101
            national       | (202) 555-0101
            international  | +1 202-555-0101
            digits         | 2025550101
            rfc3966        | tel:+1-202-555-0101
            (***) ***-**** | (202) 555-0101
            +1 *** *** ****| +1 202 555 0101
            """)
    void a_number_is_written_in_each_format(String format, String expected) {
        assertThat(US.write(PhoneNumber.of("+12025550101"), format(format))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12025550101",
                "12025550101",
                "2025550101",
                "(202) 555-0101",
                "+1 202 555 0101 ext. 12",
                "+12025550101;ext=12",
                "202-555-0101 x12",
                "\u202a+1\u00a0202\u00a0555\u00a00101\u202c"
            })
    void every_spelling_of_the_platform_is_looked_up_as_one_number(String raw) {
        assertThat(US.spellings(PhoneNumber.of(raw), List.of(NumberFormat.NATIONAL, NumberFormat.E164)))
                .containsExactly("+12025550101", "(202) 555-0101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 202 555 0101 ext. 12", "+12025550101;ext=12", "202-555-0101 x12", "2025550101 #12"})
    void an_extension_is_split_off(String raw) {
        PhoneNumber number = PhoneNumber.of(raw);
        assertThat(US.extension(number)).contains("12");
        assertThat(US.write(number, NumberFormat.NATIONAL)).contains("(202) 555-0101");
        assertThat(US.write(number, NumberFormat.RFC3966)).contains("tel:+1-202-555-0101;ext=12");
        assertThat(US.international(number)).contains(PhoneNumber.of("+12025550101"));
    }

    @ParameterizedTest
    @CsvSource({
        "GB, 020 7946 0000, +442079460000",
        "GB, 02079460000, +442079460000",
        "DE, 030123456789, +4930123456789",
        "GB, 442079460000, +442079460000",
        "FR, 01 23 45 67 89, +33123456789",
        "US, +442079460000, +442079460000"
    })
    void a_number_without_a_country_is_of_the_country_of_its_account(String country, String raw, String expected) {
        assertThat(new Numbers(country).write(PhoneNumber.of(raw), NumberFormat.E164))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "101",
                "911",
                "5550101",
                "anonymous",
                "conference",
                "Restricted",
                "*801",
                "+1202555****",
                "+",
                "-",
                " ",
                "+0",
                "99999999999999999999",
                "sip:bob@example.com",
                "\u0000",
                "+1 (202) 555"
            })
    void what_is_no_complete_number_is_never_looked_up_and_stays_as_it_is(String raw) {
        PhoneNumber number = new PhoneNumber(raw, java.util.Optional.empty());
        assertThat(US.spellings(number, List.of(NumberFormat.NATIONAL))).isEmpty();
        assertThat(US.spellings(PhoneNumber.of(raw), List.of())).isEmpty();
        assertThat(US.international(number)).isEmpty();
        assertThat(US.extension(number)).isEmpty();
        assertThat(US.show(number, NumberFormat.E164)).isEqualTo(raw);
    }

    @Test
    void a_pattern_is_for_numbers_that_fit_it() {
        PhoneNumber london = PhoneNumber.of("+442079460000");
        assertThat(US.write(london, format("+1 *** *** ****"))).isEmpty();
        assertThat(US.write(london, format("*** ***"))).isEmpty();
        assertThat(US.spellings(london, List.of(format("+1 *** *** ****")))).containsExactly("+442079460000");
    }

    @Test
    void formats_of_a_configuration_are_words_or_patterns() {
        Config good = new Config(Map.of("formats", List.of("national", "0** *** ****")));
        assertThat(NumberFormat.listed(good, "formats")).containsExactly(NumberFormat.NATIONAL, format("0** *** ****"));
        assertThatThrownBy(() -> NumberFormat.listed(new Config(Map.of("formats", "e614")), "formats"))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("\"e614\" is none");
    }

    private static NumberFormat format(String text) {
        return NumberFormat.of(text).orElseThrow();
    }
}
