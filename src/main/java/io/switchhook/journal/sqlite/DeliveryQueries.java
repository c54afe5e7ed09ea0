package io.switchhook.journal.sqlite;

import io.switchhook.journal.Deliveries.Backlog;
import io.switchhook.journal.Deliveries.CallDelivery;
import io.switchhook.journal.Deliveries.DeadLetter;
import io.switchhook.journal.Deliveries.Due;
import io.switchhook.journal.Deliveries.Memory;
import io.switchhook.journal.Deliveries.Pause;
import io.switchhook.journal.Deliveries.Reading;
import io.switchhook.journal.Deliveries.Standing;
import io.switchhook.journal.StoredEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Everything that is asked about deliveries. */
final class DeliveryQueries {
    private static final String EVENT = "e.offset, e.id, e.account, e.call_id, e.sequence, e.type, e.json";
    private static final String MEMORY = "d.record_id, d.url, d.text_hash, d.reached, d.intent_sequence";

    /** An event that is owed again goes before those that are owed for the first time. */
    private static final String DUE = "SELECT " + EVENT + ", d.attempts, d.failing_since_ms, " + MEMORY
            + ", d.done_sequence, d.wanted_sequence"
            + " FROM deliveries d INDEXED BY deliveries_due CROSS JOIN events e ON e.call_id = d.call_id"
            + " AND e.sequence = %s"
            + " WHERE d.state = 0 AND d.connector = ? AND d.next_at_ms <= ? ORDER BY d.next_at_ms, d.wanted_offset"
            + " LIMIT ?";

    private static final String AGAIN = "coalesce((SELECT min(sequence) FROM (SELECT l.sequence FROM dead_letters l"
            + " WHERE l.connector = d.connector AND l.call_id = d.call_id AND l.retrying = 1 UNION ALL"
            + " SELECT r.sequence FROM repeats r WHERE r.connector = d.connector AND r.call_id = d.call_id)), ";

    private static final String CALL = "SELECT d.connector, d.call_id, d.state, d.reason, d.done_sequence,"
            + " d.wanted_sequence, d.attempts, d.next_at_ms, " + MEMORY
            + ", d.failing_since_ms, d.delivered_at_ms FROM deliveries d ";

    private static final String LETTER = "SELECT " + EVENT + ", l.id, l.connector, l.at_ms, l.reason, l.attempts,"
            + " l.retrying FROM dead_letters l JOIN events e ON e.call_id = l.call_id AND e.sequence = l.sequence ";

    private static final String[] STATES = {"pending", "done", "dead", "filtered", "shadowed"};

    /** Events of a call that are read together with the one that is due; chosen: a usual call has ten. */
    private static final int FOLLOWING_MAX = 15;

    private DeliveryQueries() {}

    static Optional<Standing> standing(Connection connection, String name) throws SQLException {
        String sql = "SELECT offset, paused_by, pause_words, paused_at_ms, shadow FROM connectors WHERE name = ?";
        return Queries.first(Sql.list(connection, sql, DeliveryQueries::standing, name));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        Optional<Pause> pause = row.getString(2) == null
                ? Optional.empty()
                : Optional.of(new Pause(row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4))));
        return new Standing(row.getLong(1), pause, number(row, 5).map(on -> on == 1));
    }

    static List<Due> due(Connection connection, Reading reading, Instant now, int max) throws SQLException {
        // The newest picture says everything, also for one that is owed again.
        String sql = reading.everyEvent()
                ? DUE.formatted(AGAIN
                        + "(SELECT min(x.sequence) FROM events x WHERE x.call_id = d.call_id"
                        + " AND x.sequence > d.done_sequence AND x.sequence <= d.wanted_sequence"
                        + types("x", reading) + "))")
                : DUE.formatted("d.wanted_sequence");
        List<Object> parameters = new ArrayList<>(reading.everyEvent() ? reading.types() : List.of());
        parameters.addAll(List.of(reading.connector(), now.toEpochMilli(), max));
        List<Owed> owed = Sql.list(connection, sql, DeliveryQueries::owed, parameters.toArray());
        List<Due> due = new ArrayList<>(owed.size());
        for (Owed one : owed) {
            due.add(reading.everyEvent() ? withFollowing(connection, reading, one) : one.due());
        }
        return due;
    }

    /** One that is owed again goes alone: what follows it was delivered before. */
    private static Due withFollowing(Connection connection, Reading reading, Owed owed) throws SQLException {
        Due due = owed.due();
        long sequence = due.event().sequence();
        if (sequence <= owed.done() || sequence >= owed.wanted()) {
            return due;
        }
        List<Object> parameters = new ArrayList<>(List.of(due.event().callId(), sequence, owed.wanted()));
        parameters.addAll(reading.types());
        String sql = "SELECT " + EVENT + " FROM events e WHERE e.call_id = ? AND e.sequence > ? AND e.sequence <= ?"
                + types("e", reading) + " ORDER BY e.sequence LIMIT " + FOLLOWING_MAX;
        List<StoredEvent> following = Sql.list(connection, sql, DeliveryQueries::event, parameters.toArray());
        return new Due(due.event(), following, due.attempts(), due.failingSince(), due.memory());
    }

    private static String types(String table, Reading reading) {
        return reading.types().isEmpty()
                ? ""
                : " AND " + table + ".type IN ("
                        + String.join(", ", Collections.nCopies(reading.types().size(), "?")) + ")";
    }

    private static Owed owed(ResultSet row) throws SQLException {
        Due due = new Due(event(row), List.of(), row.getInt(8), moment(row, 9), memory(row, 10));
        return new Owed(due, row.getLong(15), row.getLong(16));
    }

    static Backlog backlog(Connection connection, String name) throws SQLException {
        String sql = "SELECT (SELECT count(*) FROM deliveries INDEXED BY deliveries_due WHERE connector = ?1"
                + " AND state = 0), (SELECT count(*) FROM dead_letters WHERE connector = ?1),"
                + " (SELECT coalesce(max(offset), 0) FROM events)"
                + " - coalesce((SELECT offset FROM connectors WHERE name = ?1), 0),"
                + " (SELECT min(coalesce(failing_since_ms, next_at_ms)) FROM (SELECT failing_since_ms, next_at_ms"
                + " FROM deliveries INDEXED BY deliveries_due WHERE connector = ?1 AND state = 0"
                + " ORDER BY next_at_ms LIMIT 1000))";
        return Sql.list(
                        connection,
                        sql,
                        row -> new Backlog(row.getLong(1), row.getLong(2), row.getLong(3), moment(row, 4)),
                        name)
                .get(0);
    }

    static List<CallDelivery> ofCall(Connection connection, String callId) throws SQLException {
        return Sql.list(connection, CALL + "WHERE d.call_id = ? ORDER BY d.connector", DeliveryQueries::call, callId);
    }

    static List<CallDelivery> shadowed(Connection connection, String name, int max) throws SQLException {
        String sql = CALL + "INDEXED BY deliveries_shadowed WHERE d.connector = ? AND d.state = 4"
                + " ORDER BY d.delivered_at_ms DESC LIMIT ?";
        return Sql.list(connection, sql, DeliveryQueries::call, name, max);
    }

    private static CallDelivery call(ResultSet row) throws SQLException {
        int state = row.getInt(3);
        boolean waits = state == DeliveryPen.PENDING;
        return new CallDelivery(
                row.getString(1),
                row.getString(2),
                STATES[state],
                text(row, 4).orElse(""),
                row.getLong(5),
                row.getLong(6),
                row.getInt(7),
                waits ? moment(row, 14) : Optional.empty(),
                waits ? moment(row, 8) : Optional.empty(),
                moment(row, 15),
                memory(row, 9));
    }

    static List<DeadLetter> deadLetters(Connection connection, Optional<String> connector, int max)
            throws SQLException {
        String order = " ORDER BY l.id DESC LIMIT ?";
        return connector.isPresent()
                ? Sql.list(
                        connection,
                        LETTER + "WHERE l.connector = ?" + order,
                        DeliveryQueries::letter,
                        connector.get(),
                        max)
                : Sql.list(connection, LETTER + order, DeliveryQueries::letter, max);
    }

    static List<DeadLetter> deadLettersOf(Connection connection, String callId) throws SQLException {
        String sql = LETTER + "WHERE l.call_id = ? ORDER BY l.id DESC LIMIT 100";
        return Sql.list(connection, sql, DeliveryQueries::letter, callId);
    }

    static Optional<DeadLetter> deadLetter(Connection connection, long id) throws SQLException {
        return Queries.first(Sql.list(connection, LETTER + "WHERE l.id = ?", DeliveryQueries::letter, id));
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        StoredEvent event = event(row);
        return new DeadLetter(
                row.getLong(8),
                row.getString(9),
                event.callId(),
                event.sequence(),
                Instant.ofEpochMilli(row.getLong(10)),
                row.getString(11),
                row.getInt(12),
                row.getBoolean(13),
                event);
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7));
    }

    /** Five columns: record, address, text, stage, and whether there is an intent without a result. */
    private static Memory memory(ResultSet row, int from) throws SQLException {
        return new Memory(
                text(row, from),
                text(row, from + 1),
                text(row, from + 2),
                text(row, from + 3),
                number(row, from + 4).isPresent());
    }

    private static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        return number(row, column).map(Instant::ofEpochMilli);
    }

    private static Optional<Long> number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** What is due, with the newest sequence that was delivered and the newest that is owed. */
    private record Owed(Due due, long done, long wanted) {}
}
