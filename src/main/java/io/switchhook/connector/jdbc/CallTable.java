package io.switchhook.connector.jdbc;

import io.switchhook.call.Call;
import io.switchhook.call.Endpoint;
import io.switchhook.connector.CallText;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Numbers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One row for each call, in words that every database understands: moments are ISO 8601 texts in UTC, durations
 * milliseconds.
 */
final class CallTable {
    static final String NAME = "calls";

    private static final String KEY = "call_key";
    private static final int TEXT_MAX = 255;

    /** Longest that a statement may take. */
    private static final int WITHIN_SECONDS = 30;

    /** What later pictures do not tell again. */
    private static final List<String> KEPT = List.of("owner_id", "contact_id");

    private static final Map<String, String> COLUMNS = columns();

    private final String name;

    CallTable(String name) {
        this.name = name;
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put(KEY, "VARCHAR(255) NOT NULL PRIMARY KEY");
        columns.put("version", "BIGINT NOT NULL");
        for (String text : List.of("conversation_id", "account", "direction", "state", "outcome", "cause")) {
            columns.put(text, "VARCHAR(255)");
        }
        for (String text : List.of("from_number", "to_number", "user_number", "user_name", "queue_name")) {
            columns.put(text, "VARCHAR(255)");
        }
        for (String moment : List.of("started_at", "ringing_at", "answered_at", "ended_at")) {
            columns.put(moment, "VARCHAR(32)");
        }
        for (String duration : List.of("queue_ms", "ring_ms", "talk_ms", "hold_ms", "total_ms")) {
            columns.put(duration, "BIGINT");
        }
        columns.put("owner_id", "VARCHAR(255)");
        columns.put("contact_id", "VARCHAR(255)");
        columns.put("subject", "VARCHAR(255)");
        return columns;
    }

    /** Makes the table when asking it fails: words for "if it does not exist" differ between databases. */
    void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(WITHIN_SECONDS);
            ask(statement);
        } catch (SQLException missing) {
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(WITHIN_SECONDS);
                statement.executeUpdate("CREATE TABLE " + name + " ("
                        + COLUMNS.entrySet().stream()
                                .map(column -> column.getKey() + " " + column.getValue())
                                .collect(Collectors.joining(", "))
                        + ")");
            } catch (SQLException refused) {
                throw new SQLException(
                        refused.getMessage() + "; before that: " + missing.getMessage(),
                        refused.getSQLState(),
                        refused);
            }
        }
    }

    private void ask(Statement statement) throws SQLException {
        String question = "SELECT " + String.join(", ", COLUMNS.keySet()) + " FROM " + name + " WHERE 1 = 0";
        try (ResultSet nothing = statement.executeQuery(question)) {
            nothing.next();
        }
    }

    /** Changes the call's row, or makes it; the key is the table's, so there is never a second one. */
    void write(Connection connection, CallUpdate update) throws SQLException {
        List<Object> values = values(update);
        String assignments = COLUMNS.keySet().stream()
                .skip(1)
                .map(column -> column + (KEPT.contains(column) ? " = COALESCE(?, " + column + ")" : " = ?"))
                .collect(Collectors.joining(", "));
        List<Object> changed = new ArrayList<>(values.subList(1, values.size()));
        changed.add(update.key());
        if (run(connection, "UPDATE " + name + " SET " + assignments + " WHERE " + KEY + " = ?", changed) == 0) {
            String marks = COLUMNS.keySet().stream().map(column -> "?").collect(Collectors.joining(", "));
            run(
                    connection,
                    "INSERT INTO " + name + " (" + String.join(", ", COLUMNS.keySet()) + ") VALUES (" + marks + ")",
                    values);
        }
    }

    private static int run(Connection connection, String sql, List<Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(WITHIN_SECONDS);
            int index = 1;
            for (Object value : values) {
                statement.setObject(index++, value);
            }
            return statement.executeUpdate();
        }
    }

    /** In the order of the columns; null where a database has NULL. */
    private static List<Object> values(CallUpdate update) {
        Call call = update.call();
        List<Object> values = new ArrayList<>();
        values.add(update.key());
        values.add(call.version());
        values.add(call.conversationId());
        values.add(call.account());
        values.add(call.direction().word());
        values.add(call.state().name());
        values.add(call.outcome().map(outcome -> outcome.word()).orElse(null));
        values.add(text(call.cause()));
        values.add(text(number(CallText.caller(call), update.numbers())));
        values.add(text(number(CallText.callee(call), update.numbers())));
        values.add(text(number(call.user(), update.numbers())));
        values.add(text(call.user().flatMap(Endpoint::name)));
        values.add(text(call.around().queue().flatMap(Call.Queue::name)));
        values.add(moment(Optional.of(call.times().startedAt())));
        values.add(moment(call.times().ringingAt()));
        values.add(moment(call.times().answeredAt()));
        values.add(moment(call.times().endedAt()));
        values.add(call.durations().queueMs());
        values.add(call.durations().ringMs());
        values.add(call.durations().talkMs());
        values.add(call.durations().holdMs());
        values.add(call.durations().totalMs());
        values.add(text(update.owner()));
        values.add(text(update.contacts().stream().findFirst().map(Contact::id)));
        values.add(text(Optional.of(update.text().subject())));
        return values;
    }

    private static Optional<String> number(Optional<Endpoint> end, Numbers numbers) {
        return end.flatMap(Endpoint::number)
                .map(number -> numbers.international(number).orElse(number).key());
    }

    private static Object moment(Optional<Instant> at) {
        return at.map(moment -> moment.truncatedTo(ChronoUnit.MILLIS).toString())
                .orElse(null);
    }

    private static Object text(Optional<String> text) {
        return text.map(whole -> whole.length() > TEXT_MAX ? whole.substring(0, TEXT_MAX) : whole)
                .orElse(null);
    }
}
