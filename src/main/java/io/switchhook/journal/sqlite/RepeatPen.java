package io.switchhook.journal.sqlite;

import io.switchhook.journal.Deliveries.Repeat;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Writes what is owed once more because a person wants it. Used by the writer thread alone. */
final class RepeatPen {
    private final PreparedStatement wake;
    private final PreparedStatement owe;

    RepeatPen(Connection connection) throws SQLException {
        // Of a call that was filtered out before, or never looked at, nothing older than what is repeated is owed.
        wake = connection.prepareStatement("INSERT INTO deliveries (connector, call_id, state, wanted_sequence,"
                + " wanted_offset, done_sequence, next_at_ms) VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6)"
                + " ON CONFLICT (connector, call_id) DO UPDATE SET state = 0, reason = NULL,"
                + " wanted_sequence = max(wanted_sequence, excluded.wanted_sequence),"
                + " wanted_offset = max(wanted_offset, excluded.wanted_offset),"
                + " done_sequence = iif(state = 3, max(done_sequence, excluded.done_sequence), done_sequence),"
                + " next_at_ms = iif(state = 0, next_at_ms, excluded.next_at_ms),"
                + " attempts = iif(state = 0, attempts, 0),"
                + " failing_since_ms = iif(state = 0, failing_since_ms, NULL)");
        owe = connection.prepareStatement("INSERT OR IGNORE INTO repeats (connector, call_id, sequence)"
                + " SELECT connector, call_id, ?3 FROM deliveries WHERE connector = ?1 AND call_id = ?2"
                + " AND done_sequence >= ?3");
    }

    int repeat(String connector, boolean everyEvent, List<Repeat> repeats, Instant now) throws SQLException {
        for (Repeat one : repeats) {
            long done = everyEvent ? one.newest() : one.sequences().get(0) - 1;
            Sql.update(wake, connector, one.callId(), one.newest(), one.offset(), done, now.toEpochMilli());
            for (long sequence : everyEvent ? one.sequences() : List.<Long>of()) {
                Sql.update(owe, connector, one.callId(), sequence);
            }
        }
        return repeats.size();
    }
}
