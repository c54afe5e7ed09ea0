package io.switchhook.journal.sqlite;

import io.switchhook.journal.Journal.StoredEvidence;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.Recovery;
import io.switchhook.journal.StoredEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything that is asked of the tables, apart from the search for calls. */
final class Queries {
    private static final String EVENT = "SELECT offset, id, account, call_id, sequence, type, json FROM events ";
    /** So many calls that are over are still recognised after a restart; chosen: half of what the rules recognise. */
    private static final int PAST_MAX = 5_000;

    /** Longest that the rules wait for the call log after they last heard of a call; a little more than that. */
    private static final Duration AWAITED_MAX = Duration.ofHours(3);

    private static final String EVIDENCE = "SELECT offset, kind, via, at_ns, body FROM evidence ";
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

    static Optional<String> newestCall(Connection connection) throws SQLException {
        return first(Sql.list(connection, SNAPSHOT + "ORDER BY offset DESC LIMIT 1", row -> row.getString(1)));
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

    static OptionalLong acknowledged(Connection connection, String consumer) throws SQLException {
        String sql = "SELECT offset FROM consumers WHERE name = ?";
        List<Long> found = Sql.list(connection, sql, row -> row.getLong(1), consumer);
        return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.get(0));
    }

    static Recovery recover(Connection connection, String account, Duration linger) throws SQLException {
        Map<String, String> memories = memories(connection, account);
        String sql = EVIDENCE + "WHERE account = ? ORDER BY offset DESC LIMIT 1";
        Optional<StoredEvidence> newest = first(Sql.list(connection, sql, Queries::evidence, account));
        long newestOffset = newest.map(StoredEvidence::offset).orElse(0L);
        Optional<Instant> heardAt = newest.map(kept -> kept.evidence().at());
        long since = heardAt.map(at -> Sql.nanos(at.minus(linger))).orElse(Long.MAX_VALUE);
        List<Remembered> calls = remembered(connection, account, since);
        long readAfter =
                calls.isEmpty() ? newestOffset : Math.max(0, calls.get(0).firstEvidence() - 1);
        Map<String, Long> told = new LinkedHashMap<>();
        calls.forEach(call -> told.put(call.id(), call.told()));
        return new Recovery(readAfter, told, past(connection, account, since), heardAt, memories);
    }

    private static List<Remembered> remembered(Connection connection, String account, long sinceNs)
            throws SQLException {
        String columns = "SELECT call_id, first_evidence, last_sequence FROM calls INDEXED BY ";
        String sql = columns + "calls_open WHERE account = ?1 AND open = 1 UNION " + columns
                + "calls_by_heard WHERE account = ?1 AND last_heard_ns >= ?2 UNION " + columns
                + "calls_awaited WHERE account = ?1 AND open = 2 AND last_heard_ns >= ?3"
                + " ORDER BY first_evidence, call_id";
        return Sql.list(
                connection,
                sql,
                row -> new Remembered(row.getString(1), row.getLong(2), row.getLong(3)),
                account,
                sinceNs,
                sinceNs == Long.MAX_VALUE ? sinceNs : sinceNs - AWAITED_MAX.toNanos());
    }

    private static List<String> past(Connection connection, String account, long sinceNs) throws SQLException {
        String calls = "SELECT call_id FROM calls INDEXED BY calls_by_heard "
                + "WHERE account = ?1 AND last_heard_ns < ?2 AND open <> 1 ORDER BY last_heard_ns DESC LIMIT "
                + PAST_MAX;
        String sql =
                "SELECT call_id FROM (" + calls + ") UNION SELECT alias FROM aliases WHERE call_id IN (" + calls + ")";
        return Sql.list(connection, sql, row -> row.getString(1), account, sinceNs);
    }

    private static Map<String, String> memories(Connection connection, String account) throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        String sql = "SELECT feed, value FROM feed_memory WHERE account = ? ORDER BY feed";
        Sql.list(connection, sql, row -> Map.entry(row.getString(1), row.getString(2)), account)
                .forEach(memory -> found.put(memory.getKey(), memory.getValue()));
        return found;
    }

    private static Optional<String> byCallId(Connection connection, String call) throws SQLException {
        String sql = SNAPSHOT + "WHERE offset = (SELECT last_offset FROM calls WHERE call_id = ?)";
        return first(Sql.list(connection, sql, row -> row.getString(1), call));
    }

    private static <T> Optional<T> first(List<T> found) {
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

    private static StoredEvidence evidence(ResultSet row) throws SQLException {
        return new StoredEvidence(
                row.getLong(1),
                new KeptEvidence(row.getString(2), row.getString(3), Sql.instant(row.getLong(4)), row.getBytes(5)));
    }

    /** A call that the rules must know again. */
    private record Remembered(String id, long firstEvidence, long told) {}
}
