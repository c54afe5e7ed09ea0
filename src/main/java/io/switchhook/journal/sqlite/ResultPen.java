package io.switchhook.journal.sqlite;

import io.switchhook.journal.DeliveryResult;
import io.switchhook.journal.DeliveryResult.Again;
import io.switchhook.journal.DeliveryResult.Dead;
import io.switchhook.journal.DeliveryResult.Delivered;
import io.switchhook.journal.DeliveryResult.Shadowed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes what became of deliveries, and keeps the dead letters. Used by the writer thread alone. */
final class ResultPen {
    /** Whether more is owed of a call than the event that is settled; parameter 3 is its sequence. */
    private static final String MORE =
            "(wanted_sequence > max(?3, done_sequence) OR EXISTS (SELECT 1 FROM dead_letters l"
                    + " WHERE l.connector = ?1 AND l.call_id = ?2 AND l.retrying = 1)"
                    + " OR EXISTS (SELECT 1 FROM repeats r WHERE r.connector = ?1 AND r.call_id = ?2))";

    private static final String WHERE = " WHERE connector = ?1 AND call_id = ?2";

    private final Connection connection;
    private final PreparedStatement delivered;
    private final PreparedStatement shadowed;
    private final PreparedStatement again;
    private final PreparedStatement passed;
    private final PreparedStatement dead;
    private final PreparedStatement bury;
    private final PreparedStatement forgetOne;
    private final PreparedStatement forgetOlder;
    private final PreparedStatement repeated;
    private final PreparedStatement owe;
    private final PreparedStatement wake;
    private final PreparedStatement discard;
    private final PreparedStatement release;

    ResultPen(Connection connection) throws SQLException {
        this.connection = connection;
        String settled = ", intent_sequence = NULL, intent_at_ms = NULL, attempts = 0, failing_since_ms = NULL,"
                + " done_sequence = max(done_sequence, ?3)";
        delivered = connection.prepareStatement("UPDATE deliveries SET state = iif(" + MORE + ", 0, 1),"
                + " next_at_ms = ?4, delivered_at_ms = ?4, record_id = coalesce(?5, record_id),"
                + " url = coalesce(?6, url), text_hash = coalesce(?7, text_hash), reached = coalesce(?8, reached),"
                + " reason = NULL" + settled + WHERE);
        shadowed = connection.prepareStatement("UPDATE deliveries SET state = iif(" + MORE + ", 0, 4),"
                + " next_at_ms = ?4, delivered_at_ms = ?4, reason = ?5" + settled + WHERE);
        again = connection.prepareStatement("UPDATE deliveries SET next_at_ms = ?3, attempts = attempts + ?4,"
                + " failing_since_ms = coalesce(failing_since_ms, ?5), reason = ?6,"
                + " intent_sequence = iif(?7, intent_sequence, NULL), intent_at_ms = iif(?7, intent_at_ms, NULL),"
                + " record_id = coalesce(?8, record_id), url = coalesce(?9, url),"
                + " text_hash = coalesce(?10, text_hash), reached = coalesce(?11, reached)" + WHERE);
        // One that is given each event goes on behind the dead letter; the other with what is newer, when there is any.
        passed = connection.prepareStatement("UPDATE deliveries SET state = iif(" + MORE + ", 0, 2), next_at_ms = ?4,"
                + " reason = ?5" + settled + WHERE);
        dead = connection.prepareStatement("UPDATE deliveries SET state = iif(" + MORE + ", 0, 2), next_at_ms = ?4,"
                + " reason = ?5, intent_sequence = NULL, intent_at_ms = NULL, attempts = 0, failing_since_ms = NULL,"
                + " record_id = coalesce(?6, record_id), url = coalesce(?7, url),"
                + " text_hash = coalesce(?8, text_hash), reached = coalesce(?9, reached)" + WHERE);
        bury = connection.prepareStatement("INSERT INTO dead_letters (connector, call_id, sequence, at_ms, reason,"
                + " attempts) SELECT ?1, ?2, ?3, ?4, ?5, attempts + 1 FROM deliveries" + WHERE
                + " ON CONFLICT (connector, call_id, sequence) DO UPDATE SET retrying = 0, reason = excluded.reason,"
                + " attempts = attempts + 1");
        forgetOne = connection.prepareStatement("DELETE FROM dead_letters" + WHERE + " AND sequence = ?3");
        forgetOlder = connection.prepareStatement("DELETE FROM dead_letters" + WHERE + " AND sequence <= ?3");
        repeated = connection.prepareStatement("DELETE FROM repeats" + WHERE + " AND sequence = ?3");
        owe = connection.prepareStatement("UPDATE dead_letters SET retrying = 1 WHERE id = ?");
        wake = connection.prepareStatement("UPDATE deliveries SET state = 0, next_at_ms = ?, attempts = 0,"
                + " failing_since_ms = NULL WHERE connector = ? AND call_id = ?");
        release = connection.prepareStatement(
                "UPDATE deliveries SET state = iif(" + MORE + ", 0, 2)" + WHERE + " AND state = 0");
        discard = connection.prepareStatement("DELETE FROM dead_letters WHERE id = ?");
    }

    int settle(DeliveryResult result) throws SQLException {
        if (result.everyEvent() && !(result.fate() instanceof Again)) {
            Sql.update(repeated, result.connector(), result.callId(), result.sequence());
        }
        if (result.fate() instanceof Delivered kept) {
            forget(result);
            return update(delivered, result, DeliveryPen.columns(kept.memory()));
        }
        if (result.fate() instanceof Shadowed shown) {
            forget(result);
            return update(shadowed, result, shown.shown());
        }
        if (result.fate() instanceof Again later) {
            return Sql.update(
                    again,
                    joined(
                            DeliveryPen.columns(later.memory()),
                            result.connector(),
                            result.callId(),
                            later.at().toEpochMilli(),
                            later.counts() ? 1 : 0,
                            result.at().toEpochMilli(),
                            later.reason(),
                            later.uncertain() ? 1 : 0));
        }
        return buried(result, (Dead) result.fate());
    }

    private int buried(DeliveryResult result, Dead letter) throws SQLException {
        if (!result.everyEvent()) {
            forget(result);
        }
        update(bury, result, letter.reason());
        return result.everyEvent()
                ? update(passed, result, letter.reason())
                : update(dead, result, joined(DeliveryPen.columns(letter.memory()), letter.reason()));
    }

    /** A newer picture that arrived makes older ones needless. */
    private void forget(DeliveryResult result) throws SQLException {
        PreparedStatement statement = result.everyEvent() ? forgetOne : forgetOlder;
        Sql.update(statement, result.connector(), result.callId(), result.sequence());
    }

    private static int update(PreparedStatement statement, DeliveryResult result, Object... more) throws SQLException {
        return Sql.update(
                statement,
                joined(
                        more,
                        result.connector(),
                        result.callId(),
                        result.sequence(),
                        result.at().toEpochMilli()));
    }

    private static Object[] joined(Object[] last, Object... first) {
        Object[] all = Arrays.copyOf(first, first.length + last.length);
        System.arraycopy(last, 0, all, first.length, last.length);
        return all;
    }

    Optional<String> retry(long id, Instant now) throws SQLException {
        Optional<String[]> letter = letter(id);
        if (letter.isPresent()) {
            Sql.update(owe, id);
            Sql.update(wake, now.toEpochMilli(), letter.get()[0], letter.get()[1]);
        }
        return letter.map(found -> found[0]);
    }

    boolean discard(long id) throws SQLException {
        Optional<String[]> letter = letter(id);
        if (letter.isPresent()) {
            Sql.update(discard, id);
            Sql.update(release, letter.get()[0], letter.get()[1], 0);
        }
        return letter.isPresent();
    }

    private Optional<String[]> letter(long id) throws SQLException {
        String sql = "SELECT connector, call_id FROM dead_letters WHERE id = ?";
        List<String[]> found = Sql.list(connection, sql, row -> new String[] {row.getString(1), row.getString(2)}, id);
        return Queries.first(found);
    }
}
