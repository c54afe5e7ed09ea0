package io.switchhook.journal.sqlite;

import io.switchhook.journal.Journal.EvidencePage;
import io.switchhook.journal.Journal.StoredEvidence;
import io.switchhook.journal.Offsets;
import io.switchhook.journal.Recovery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** What a restart asks: which calls are still remembered, which evidence spoke of them, and that evidence itself. */
final class Recoveries {
    /** So many calls that are over are still recognised after a restart: as many ids as the rules recognise. */
    private static final int PAST_MAX = 20_000;

    /** So many gaps of the sources are remembered at any time: as many as the rules do. */
    private static final int GAPS_MAX = 32;

    /** Most pieces of one page; chosen, because judging them takes an event loop a few milliseconds. */
    private static final int PAGE_MAX = 250;

    /** A page ends when its bodies have so many bytes; chosen, as much as four of the largest looks. */
    private static final int PAGE_BYTES = 4 << 20;

    /** Open calls of which something was told, and those that linger. Parameters: account, heard at or after. */
    private static final String REMEMBERED = " FROM calls INDEXED BY calls_open"
            + " WHERE account = ?1 AND open = 1 AND last_sequence > 0 UNION %s FROM calls INDEXED BY calls_by_heard"
            + " WHERE account = ?1 AND last_heard_ns >= ?2";

    private Recoveries() {}

    static Recovery recover(Connection connection, String account, Duration linger, Duration recent)
            throws SQLException {
        String sql = Queries.EVIDENCE + "WHERE account = ? ORDER BY offset DESC LIMIT 1";
        Optional<StoredEvidence> newest = Queries.first(Sql.list(connection, sql, Queries::evidence, account));
        Map<String, String> memories = memories(connection, account);
        if (newest.isEmpty()) {
            return new Recovery(Offsets.NONE, Map.of(), List.of(), Optional.empty(), memories);
        }
        Instant heardAt = newest.get().evidence().at();
        long since = Sql.nanos(heardAt.minus(linger));
        List<Remembered> calls = remembered(connection, account, since);
        Map<String, Long> told = new LinkedHashMap<>();
        calls.forEach(call -> told.put(call.id(), call.told()));
        long first = newest.get().offset();
        for (Remembered call : calls) {
            first = Math.min(first, call.firstEvidence());
        }
        LongStream offsets = LongStream.concat(
                LongStream.concat(spoke(connection, account, since), gaps(connection, account, first)),
                recent(connection, account, Sql.nanos(heardAt.minus(recent))));
        return new Recovery(
                Offsets.of(offsets), told, past(connection, account, since), Optional.of(heardAt), memories);
    }

    private static List<Remembered> remembered(Connection connection, String account, long sinceNs)
            throws SQLException {
        String columns = "SELECT call_id, first_evidence, last_sequence";
        String sql = columns + REMEMBERED.formatted(columns) + " ORDER BY first_evidence, call_id";
        return Sql.list(
                connection,
                sql,
                row -> new Remembered(row.getString(1), row.getLong(2), row.getLong(3)),
                account,
                sinceNs);
    }

    /** Where the evidence stands that spoke of calls that are remembered. */
    private static LongStream spoke(Connection connection, String account, long sinceNs) throws SQLException {
        String column = "SELECT call_id";
        String calls = column + REMEMBERED.formatted(column);
        String sql = "SELECT evidence_offset FROM evidence_call WHERE call_id IN (" + calls + ")";
        return Sql.numbers(connection, sql, account, sinceNs);
    }

    /** Gaps of the sources speak of no call; those known when the first of the evidence came count as well. */
    static LongStream gaps(Connection connection, String account, long first) throws SQLException {
        String gaps = "SELECT offset FROM evidence INDEXED BY evidence_gaps WHERE account = ?1 AND kind = 'gap'";
        String before = gaps + " AND offset < ?2 ORDER BY offset DESC LIMIT " + GAPS_MAX;
        return LongStream.concat(
                Sql.numbers(connection, gaps + " AND offset >= ?2", account, first),
                Sql.numbers(connection, before, account, first));
    }

    private static LongStream recent(Connection connection, String account, long sinceNs) throws SQLException {
        String evidence = "SELECT offset FROM evidence INDEXED BY evidence_by_account WHERE account = ?1 ";
        String last = evidence + "AND at_ns < ?2 ORDER BY offset DESC LIMIT 1";
        long after = Sql.numbers(connection, last, account, sinceNs).max().orElse(0);
        return Sql.numbers(connection, evidence + "AND offset > ?2", account, after);
    }

    private static List<String> past(Connection connection, String account, long sinceNs) throws SQLException {
        String calls = "SELECT call_id, last_heard_ns FROM calls INDEXED BY calls_by_heard"
                + " WHERE account = ?1 AND last_heard_ns < ?2 AND (open = 0 OR last_sequence = 0)"
                + " ORDER BY last_heard_ns DESC LIMIT " + PAST_MAX;
        String sql = "SELECT c.call_id, a.alias FROM (" + calls
                + ") c LEFT JOIN aliases a INDEXED BY aliases_by_call ON a.call_id = c.call_id"
                + " ORDER BY c.last_heard_ns, c.call_id, a.alias";
        Set<String> past = new LinkedHashSet<>();
        for (String[] ids : Sql.list(connection, sql, Recoveries::ids, account, sinceNs)) {
            past.addAll(Arrays.asList(ids));
        }
        past.remove(null);
        return List.copyOf(past);
    }

    private static String[] ids(ResultSet row) throws SQLException {
        return new String[] {row.getString(1), row.getString(2)};
    }

    private static Map<String, String> memories(Connection connection, String account) throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        String sql = "SELECT feed, value FROM feed_memory WHERE account = ? ORDER BY feed";
        Sql.list(connection, sql, row -> Map.entry(row.getString(1), row.getString(2)), account)
                .forEach(memory -> found.put(memory.getKey(), memory.getValue()));
        return found;
    }

    /** Reads on from an index until the page is full, by bodies or by number. */
    static EvidencePage page(Connection connection, Offsets offsets, int from) throws SQLException {
        List<StoredEvidence> found = new ArrayList<>();
        int next = from;
        long bytes = 0;
        try (PreparedStatement statement = connection.prepareStatement(Queries.EVIDENCE + "WHERE offset = ?")) {
            while (next < offsets.size() && next - from < PAGE_MAX && bytes < PAGE_BYTES) {
                statement.setLong(1, offsets.at(next));
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        StoredEvidence read = Queries.evidence(row);
                        bytes += read.evidence().body().length;
                        found.add(read);
                    }
                }
                next++;
            }
        }
        return new EvidencePage(found, next);
    }

    /** A call that the rules must know again. */
    private record Remembered(String id, long firstEvidence, long told) {}
}
