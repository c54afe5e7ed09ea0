package io.switchhook.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.connector.Crm;
import io.switchhook.connector.DeliveryFailure.Kind;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a database's words mean, and which values cannot be used. */
class JdbcTest {
    @Test
    void errors_are_sorted_by_the_class_of_their_state() {
        assertThat(kind("08006")).isEqualTo(Kind.RETRY);
        assertThat(kind("40001")).isEqualTo(Kind.RETRY);
        assertThat(kind(null)).isEqualTo(Kind.RETRY);
        assertThat(kind("28P01")).isEqualTo(Kind.AUTH);
        assertThat(kind("42501")).isEqualTo(Kind.AUTH);
        assertThat(kind("22001")).isEqualTo(Kind.REJECT);
        assertThat(kind("23514")).isEqualTo(Kind.REJECT);
    }

    private static Kind kind(String state) {
        return Jdbc.failure(new SQLException("words", state)).kind();
    }

    @Test
    void values_that_cannot_be_used_are_named() {
        assertThatThrownBy(() -> make(Map.of("url", "jdbc:acme://db")))
                .hasMessageContaining("as url")
                .hasMessageContaining("driver");
        assertThatThrownBy(() -> make(Map.of("url", "jdbc:sqlite::memory:", "table", "calls; DROP TABLE x")))
                .hasMessageContaining("as table");
        assertThatThrownBy(() -> make(Map.of("url", "jdbc:sqlite::memory:", "driver", "missing.jar")))
                .hasMessageContaining("as driver");
    }

    private static void make(Map<String, Object> values) {
        new Crm().connector(new JdbcFactory(), values).close();
    }
}
