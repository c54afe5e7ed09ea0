package io.switchhook.journal.sqlite;

import io.switchhook.journal.Deliveries.Memory;
import io.switchhook.journal.Deliveries.Page;
import io.switchhook.journal.Deliveries.Pause;
import io.switchhook.journal.Deliveries.Wish;
import io.switchhook.journal.JournalFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes what connectors are owed and where they stand. Used by the writer thread alone. */
final class DeliveryPen {
    /** Values of {@code state}. */
    static final int PENDING = 0;

    static final int DONE = 1;
    static final int DEAD = 2;
    static final int FILTERED = 3;
    static final int SHADOWED = 4;

    private final PreparedStatement enrol;
    private final PreparedStatement move;
    private final PreparedStatement want;
    private final PreparedStatement leave;
    private final PreparedStatement exclude;
    private final PreparedStatement intend;
    private final PreparedStatement pause;
    private final PreparedStatement shadow;
    private final ResultPen results;
    private final RepeatPen repeats;

    DeliveryPen(Connection connection) throws SQLException {
        enrol = connection.prepareStatement("INSERT OR IGNORE INTO connectors (name, offset) VALUES (?, ?)");
        move = connection.prepareStatement("UPDATE connectors SET offset = ? WHERE name = ? AND offset = ?");
        String row = "INSERT INTO deliveries (connector, call_id, state, wanted_sequence, wanted_offset,"
                + " done_sequence, next_at_ms, reason) VALUES (?1, ?2, %d, ?3, ?4, ?5, ?6, ?7)"
                + " ON CONFLICT (connector, call_id) DO ";
        // A delivery that waits for its next attempt goes on waiting; one that was settled begins anew.
        want = connection.prepareStatement(row.formatted(PENDING) + "UPDATE SET state = 0, reason = NULL,"
                + " wanted_sequence = excluded.wanted_sequence, wanted_offset = excluded.wanted_offset,"
                + " next_at_ms = iif(state = 0, next_at_ms, excluded.next_at_ms),"
                + " attempts = iif(state = 0, attempts, 0),"
                + " failing_since_ms = iif(state = 0, failing_since_ms, NULL)");
        leave = connection.prepareStatement(row.formatted(FILTERED) + "NOTHING");
        // What was begun is told to its end, or the CRM would show a call that never ends.
        exclude = connection.prepareStatement(row.formatted(FILTERED) + "UPDATE SET"
                + " state = iif(delivered_at_ms IS NULL, 3, 0),"
                + " reason = iif(delivered_at_ms IS NULL, excluded.reason, NULL),"
                + " wanted_sequence = excluded.wanted_sequence, wanted_offset = excluded.wanted_offset,"
                + " next_at_ms = iif(state = 0, next_at_ms, excluded.next_at_ms)");
        intend = connection.prepareStatement(
                "UPDATE deliveries SET intent_sequence = ?, intent_at_ms = ?" + " WHERE connector = ? AND call_id = ?");
        pause = connection.prepareStatement(
                "UPDATE connectors SET paused_by = ?, pause_words = ?, paused_at_ms = ? WHERE name = ?");
        shadow = connection.prepareStatement("UPDATE connectors SET shadow = ? WHERE name = ?");
        results = new ResultPen(connection);
        repeats = new RepeatPen(connection);
    }

    RepeatPen repeats() {
        return repeats;
    }

    ResultPen results() {
        return results;
    }

    void enrol(String connector, long offset) throws SQLException {
        Sql.update(enrol, connector, offset);
    }

    int plan(String connector, Page page, List<Wish> wishes, Instant now) throws SQLException {
        if (Sql.update(move, page.to(), connector, page.after()) == 0) {
            throw new JournalFailure("Expected connector " + connector + " to stand at offset " + page.after()
                    + ", but it does not; is it delivered to twice?");
        }
        for (Wish wish : wishes) {
            PreparedStatement statement = switch (wish.kind()) {
                case WANTED -> want;
                case NOT_YET -> leave;
                case EXCLUDED -> exclude;
            };
            Sql.update(
                    statement,
                    connector,
                    wish.callId(),
                    wish.sequence(),
                    wish.offset(),
                    wish.first() - 1,
                    now.toEpochMilli(),
                    wish.reason().isEmpty() ? null : wish.reason());
        }
        return wishes.size();
    }

    int intend(String connector, String callId, long sequence, Instant at) throws SQLException {
        return Sql.update(intend, sequence, at.toEpochMilli(), connector, callId);
    }

    int pause(String connector, Optional<Pause> why) throws SQLException {
        return Sql.update(
                pause,
                why.map(Pause::by).orElse(null),
                why.map(Pause::words).orElse(null),
                why.map(at -> at.since().toEpochMilli()).orElse(null),
                connector);
    }

    int shadow(String connector, Optional<Boolean> on) throws SQLException {
        return Sql.update(shadow, on.map(set -> set ? 1 : 0).orElse(null), connector);
    }

    /** What to remember as columns; nothing where it stays as it was. */
    static Object[] columns(Memory memory) {
        return new Object[] {
            memory.recordId().orElse(null),
            memory.url().orElse(null),
            memory.textHash().orElse(null),
            memory.reached().orElse(null)
        };
    }
}
