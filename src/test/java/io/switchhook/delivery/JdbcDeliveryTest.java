package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.connector.jdbc.JdbcFactory;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real database behind the engine: one row for each call. */
class JdbcDeliveryTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Office office;
    private String url;

    @BeforeEach
    void open() {
        office = new Office(vertx, folder);
        url = "jdbc:sqlite:" + folder.resolve("crm.db");
    }

    @AfterEach
    void close() {
        office.close();
        Office.await(vertx.close());
    }

    @Test
    void the_table_is_made_and_each_call_has_one_row_with_its_last_word() throws SQLException {
        CourierVerticle courier = office.hire(Office.common("db"), new JdbcFactory(), Map.of("url", url));
        office.tellCalls(1, 20);
        await().atMost(LIMIT).until(this::isSettled);
        assertThat(rows("SELECT count(*) FROM calls WHERE state = 'COMPLETED' AND outcome = 'answered'"))
                .containsExactly("20");
        assertThat(rows("SELECT call_key || ' ' || version || ' ' || from_number || ' ' || to_number || ' ' || talk_ms"
                        + " || ' ' || started_at FROM calls WHERE call_key = 's-1'"))
                .containsExactly("s-1 5 +16505551001 101 2000 2026-03-04T09:15:32.482Z");
        assertThat(Office.await(courier.check()).ok()).isTrue();
    }

    @Test
    void a_database_that_is_locked_is_waited_for() throws SQLException {
        office.hire(Office.common("db"), new JdbcFactory(), Map.of("url", url, "table", "log"));
        office.tellCalls(1, 1);
        await().atMost(LIMIT).until(this::isSettled);
        try (Connection other = DriverManager.getConnection(url);
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN EXCLUSIVE");
            office.tellCalls(2, 3);
            await().atMost(LIMIT)
                    .until(() -> Office.await(office.journal.deliveries().backlog("db"))
                                    .pending()
                            > 0);
            lock.execute("COMMIT");
        }
        await().atMost(LIMIT).until(this::isSettled);
        assertThat(rows("SELECT count(*) FROM log")).containsExactly("3");
        assertThat(Office.await(office.journal.deliveries().deadLetters(Optional.empty(), 10)))
                .isEmpty();
    }

    @Test
    void a_table_of_another_form_is_told() throws SQLException {
        rows("CREATE TABLE calls (id INTEGER)");
        CourierVerticle courier = office.hire(Office.common("db"), new JdbcFactory(), Map.of("url", url));
        assertThat(Office.await(courier.check()).ok()).isFalse();
        assertThat(Office.await(courier.check()).words()).contains("no such column", "already exists");
    }

    private boolean isSettled() {
        var backlog = Office.await(office.journal.deliveries().backlog("db"));
        return backlog.pending() == 0 && backlog.behind() == 0;
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
            }
        }
        return rows;
    }
}
