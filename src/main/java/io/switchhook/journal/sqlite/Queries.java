package io.switchhook.journal.sqlite;

import io.switchhook.journal.Journal.CallEvidence;
import io.switchhook.journal.Journal.EvidencePage;
import io.switchhook.journal.Journal.StoredEvidence;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.Offsets;
import io.switchhook.journal.StoredEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Everything that is asked of the tables, apart from the search for calls. */
final class Queries {
    private static final String EVENT = "SELECT offset, id, account, call_id, sequence, type, json FROM events ";
    static final String EVIDENCE = "SELECT offset, kind, via, at_ns, body FROM evidence ";
    private static final String SNAPSHOT = "SELECT json_extract(json, '$.data.call') FROM events ";

    private Queries() {}

    static List<StoredEvent> events(Connection connection, long offset, int max) throws SQLException {
        return Sql.list(connection, EVENT + "WHERE offset > ? ORDER BY offset LIMIT ?", Queries::event, offset, max);
    }

    static List<StoredEvent> eventsOf(Connection connection, String call) throws SQLException {
        return Sql.list(connection, EVENT + "WHERE call_id = ? ORDER BY sequence", Queries::event, call);
    }

    static List<StoredEvidence> evidence(Connection connection, String account, long offset, int max)
            throws SQLException {
        String sql = EVIDENCE + "WHERE account = ? AND offset > ? ORDER BY offset LIMIT ?";
        return Sql.list(connection, sql, Queries::evidence, account, offset, max);
    }

    static List<StoredEvidence> evidenceOf(Connection connection, String call) throws SQLException {
        String sql = EVIDENCE
                + "WHERE offset IN (SELECT evidence_offset FROM evidence_call WHERE call_id = ?) ORDER BY offset";
        return Sql.list(connection, sql, Queries::evidence, call);
    }

    static CallEvidence evidenceFor(Connection connection, String call, int max) throws SQLException {
        String row = "SELECT account, let_go, (SELECT count(*) FROM evidence_call e WHERE e.call_id = c.call_id)"
                + " FROM calls c WHERE call_id = ?";
        Optional<Links> known = first(Sql.list(
                connection, row, found -> new Links(found.getString(1), found.getLong(2), found.getLong(3)), call));
        if (known.isEmpty()) {
            return new CallEvidence("", List.of(), 0);
        }
        String links = "SELECT evidence_offset FROM evidence_call WHERE call_id = ? ORDER BY evidence_offset LIMIT ?";
        long[] spoke = Sql.numbers(connection, links, call, max).toArray();
        List<StoredEvidence> found = new ArrayList<>();
        if (spoke.length > 0) {
            LongStream gaps = Recoveries.gaps(connection, known.get().account(), spoke[0])
                    .filter(gap -> gap < spoke[spoke.length - 1]);
            Offsets all = Offsets.of(LongStream.concat(LongStream.of(spoke), gaps));
            for (int from = 0; from < all.size(); ) {
                EvidencePage page = Recoveries.page(connection, all, from);
                found.addAll(page.evidence());
                from = page.next();
            }
        }
        long beyond = known.get().count() - spoke.length;
        return new CallEvidence(known.get().account(), found, known.get().letGo() + beyond);
    }

    static Optional<String> newestCall(Connection connection) throws SQLException {
        return first(Sql.list(
                connection,
                SNAPSHOT
                        + "WHERE call_id NOT LIKE 'sources/%' AND call_id NOT LIKE 'connectors/%' ORDER BY offset DESC LIMIT 1",
                row -> row.getString(1)));
    }

    /** By our own id first, since that never means two calls. */
    static Optional<String> call(Connection connection, String id) throws SQLException {
        Optional<String> ours = byCallId(connection, id);
        if (ours.isPresent()) {
            return ours;
        }
        String sql = "SELECT call_id FROM aliases WHERE alias = ?";
        Optional<String> meant = first(Sql.list(connection, sql, row -> row.getString(1), id));
        return meant.isPresent() ? byCallId(connection, meant.get()) : Optional.empty();
    }

    /** Halves the journal until the place is found: what is told later stands later. */
    static long toldBefore(Connection connection, Instant moment) throws SQLException {
        long before = 0;
        long after = Sql.number(connection, "SELECT max(offset) FROM events") + 1;
        String sql = "SELECT offset, json_extract(json, '$.data.publishedAt') FROM events WHERE offset >= ?"
                + " ORDER BY offset LIMIT 1";
        while (after - before > 1) {
            long middle = before + (after - before) / 2;
            Told told = Sql.list(connection, sql, row -> new Told(row.getLong(1), row.getString(2)), middle)
                    .get(0);
            if (Instant.parse(told.at()).isBefore(moment)) {
                before = told.offset();
            } else {
                after = middle;
            }
        }
        return before;
    }

    static OptionalLong acknowledged(Connection connection, String consumer) throws SQLException {
        String sql = "SELECT offset FROM consumers WHERE name = ?";
        List<Long> found = Sql.list(connection, sql, row -> row.getLong(1), consumer);
        return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.get(0));
    }

    private static Optional<String> byCallId(Connection connection, String call) throws SQLException {
        String sql = SNAPSHOT + "WHERE offset = (SELECT last_offset FROM calls WHERE call_id = ?)";
        return first(Sql.list(connection, sql, row -> row.getString(1), call));
    }

    static <T> Optional<T> first(List<T> found) {
        return found.stream().findFirst();
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

    static StoredEvidence evidence(ResultSet row) throws SQLException {
        return new StoredEvidence(
                row.getLong(1),
                new KeptEvidence(row.getString(2), row.getString(3), Sql.instant(row.getLong(4)), row.getBytes(5)));
    }

    /** Whose a call is, and how much evidence about it was and is there. */
    private record Links(String account, long letGo, long count) {}

    /** Where an event stands, and when it was told. */
    private record Told(long offset, String at) {}
}
