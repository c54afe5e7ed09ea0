package io.switchhook.journal.sqlite;

import io.switchhook.journal.Journal.LetGo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Deletes old evidence with its links, a few pieces at a time. Used by the writer thread alone. */
final class Eraser {
    /** Old evidence in order, and whether a call that is not over still needs it. */
    private static final String OLDEST = "SELECT e.offset, e.at_ns, EXISTS (SELECT 1 FROM evidence_call l"
            + " INDEXED BY evidence_call_by_evidence JOIN calls c ON c.call_id = l.call_id"
            + " WHERE l.evidence_offset = e.offset AND c.open = 1 AND c.last_sequence > 0)"
            + " FROM evidence e WHERE e.offset > ?1 AND e.offset < ?2 ORDER BY e.offset LIMIT ?3";

    private final Connection connection;
    private final PreparedStatement count;
    private final PreparedStatement unlink;
    private final PreparedStatement delete;

    Eraser(Connection connection) throws SQLException {
        this.connection = connection;
        String links = " evidence_call INDEXED BY evidence_call_by_evidence WHERE evidence_offset = ?1";
        count = connection.prepareStatement(
                "UPDATE calls SET let_go = let_go + 1 WHERE call_id IN (SELECT call_id FROM" + links + ")");
        unlink = connection.prepareStatement("DELETE FROM" + links);
        delete = connection.prepareStatement("DELETE FROM evidence WHERE offset = ?1");
    }

    /** The newest piece stays: offsets count on from it. */
    LetGo letGo(Instant heardBefore, long after, int max, long newest) throws SQLException {
        long before = Sql.nanos(heardBefore);
        List<Old> oldest = Sql.list(
                connection,
                OLDEST,
                row -> new Old(row.getLong(1), row.getLong(2) < before, row.getBoolean(3)),
                after,
                newest,
                max);
        int deleted = 0;
        for (Old one : oldest) {
            if (!one.isOld()) {
                return new LetGo(deleted, OptionalLong.empty());
            }
            if (!one.needed()) {
                Sql.update(count, one.offset());
                Sql.update(unlink, one.offset());
                Sql.update(delete, one.offset());
                deleted++;
            }
        }
        boolean all = oldest.size() < max;
        return new LetGo(
                deleted,
                all
                        ? OptionalLong.empty()
                        : OptionalLong.of(oldest.get(oldest.size() - 1).offset()));
    }

    private record Old(long offset, boolean isOld, boolean needed) {}
}
