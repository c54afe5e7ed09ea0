package io.switchhook.ringcentral.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Moments MOMENTS = new Moments();

    @ParameterizedTest
    @CsvSource({
        "2015-04-10T18:48:55.133+0000, 2015-04-10T18:48:55.133Z",
        "2015-04-10T18:48:55.133Z,     2015-04-10T18:48:55.133Z",
        "2018-08-01T13:36:09Z,         2018-08-01T13:36:09Z",
        "2016-10-27T00:43:31+08:00,    2016-10-26T16:43:31Z",
        "2016-10-27T00:43:31.5-0330,   2016-10-27T04:13:31.500Z",
        "2016-10-27T00:43:31.123456789Z, 2016-10-27T00:43:31.123456789Z",
        "2018-02-28T10:06Z,            2018-02-28T10:06:00Z",
        "2012-02-25T00:00:00,          2012-02-25T00:00:00Z",
        "2012-02-25,                   2012-02-25T00:00:00Z",
        "2012-02-29T12:00:00+05,       2012-02-29T07:00:00Z",
        "1970-01-01T00:00:00Z,         1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z,     9999-12-31T23:59:59.999Z"
    })
    void every_form_of_the_platform_is_read(String text, String moment) {
        assertThat(parse(text)).contains(Instant.parse(moment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2015",
                "2015-13-01",
                "2015-00-01",
                "2015-02-29",
                "1900-02-29",
                "2015-04-31T00:00:00Z",
                "2015-04-10T24:00:00Z",
                "2015-04-10T18:60:00Z",
                "2015-04-10T18:48:55.Z",
                "2015-04-10T18:48:55Zz",
                "2015-04-10T18:48:55+",
                "2015-04-10T18:48:55+08:",
                "2015-04-10T",
                "1969-12-31T23:59:59Z",
                "-2015-04-10T18:48:55Z",
                "２０１５-04-10"
            })
    void what_names_no_moment_is_absent(String text) {
        assertThat(parse(text)).isEmpty();
    }

    @Test
    void every_day_of_eight_centuries_is_the_one_that_the_calendar_has() {
        for (long day = 0; day < 800 * 365; day++) {
            Instant moment = Instant.ofEpochSecond(day * 86_400 + 3_661);
            assertThat(parse(moment.toString())).contains(moment);
        }
    }

    @Test
    void any_moment_written_with_an_offset_is_read_back() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");
        for (int i = 0; i < 2_000; i++) {
            Instant moment = Instant.ofEpochMilli(86_400_000L + Math.abs(random.nextLong() % 200_000_000_000_000L));
            ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(96) - 48) * 900);
            assertThat(parse(form.format(moment.atOffset(offset))))
                    .as("seed %d", seed)
                    .contains(moment);
        }
    }

    @Test
    void milliseconds_outside_the_calendar_are_no_moment() {
        assertThat(Times.ofMillis(0)).contains(Instant.EPOCH);
        assertThat(Times.ofMillis(-1)).isEmpty();
        assertThat(Times.ofMillis(Long.MAX_VALUE)).isEmpty();
    }

    private static Optional<Instant> parse(String text) {
        byte[] padded = ("##" + text + "##").getBytes(UTF_8);
        Optional<Instant> general = Times.parse(padded, 2, padded.length - 4);
        assertThat(MOMENTS.parse(padded, 2, padded.length - 2)).as(text).isEqualTo(general);
        return general;
    }
}
