package io.switchhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small kinds of value. */
class KindsTest {
    @ParameterizedTest
    @CsvSource({
        "1500ms, PT1.5S",
        "100s, PT100S",
        "3m, PT3M",
        "2h, PT2H",
        "7d, PT168H",
        "0s, PT0S",
        "999999999d, " + "PT23999999976H"
    })
    void a_duration_is_a_number_and_a_unit(String text, Duration expected) {
        assertThat(Kinds.duration(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1s", "1.5s", "1 s", "1S", "5min", "1h30m", "9999999999s", "1s "})
    void what_is_not_a_number_and_a_unit_is_no_duration(String text) {
        assertThat(Kinds.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
    void loopback_hosts_are_known_by_their_text(String host) {
        assertThat(Kinds.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0.0.0.0", "::", "127.0.0.1.example.com", "localhost.example.com", "10.0.0.1", "1127.0.0.1"})
    void every_other_host_counts_as_reachable(String host) {
        assertThat(Kinds.isLoopback(host)).isFalse();
    }

    @Test
    void the_bounds_of_a_range_belong_to_it() {
        assertThat(Kinds.whole(1, 3).parse().apply("1")).contains(1);
        assertThat(Kinds.whole(1, 3).parse().apply("3")).contains(3);
        assertThat(Kinds.whole(1, 3).parse().apply("4")).isEmpty();
        assertThat(Kinds.duration("1s", "1m").parse().apply("60s")).isPresent();
        assertThat(Kinds.duration("1s", "1m").parse().apply("61s")).isEmpty();
    }
}
