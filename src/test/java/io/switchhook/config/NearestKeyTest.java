package io.switchhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which key somebody meant. */
class NearestKeyTest {
    private static final List<String> KEYS = List.of("clientId", "clientSecret", "server", "jwt", "host", "port");

    @ParameterizedTest
    @CsvSource({
        "serverr, server",
        "sever, server",
        "clientid, clientId",
        "client_id, clientId",
        "clientSecert, clientSecret",
        "prot, port",
        "JWT, jwt"
    })
    void a_slip_is_understood(String written, String meant) {
        assertThat(NearestKey.of(written, KEYS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "journal"})
    void another_word_is_not(String written) {
        assertThat(NearestKey.of(written, KEYS)).isEmpty();
    }

    @Test
    void the_distance_counts_letters_inserted_removed_replaced_and_swapped() {
        assertThat(NearestKey.distance("port", "port")).isZero();
        assertThat(NearestKey.distance("port", "sport")).isEqualTo(1);
        assertThat(NearestKey.distance("port", "por")).isEqualTo(1);
        assertThat(NearestKey.distance("port", "part")).isEqualTo(1);
        assertThat(NearestKey.distance("port", "prot")).isEqualTo(1);
        assertThat(NearestKey.distance("", "port")).isEqualTo(4);
    }
}
