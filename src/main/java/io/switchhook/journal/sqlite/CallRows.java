package io.switchhook.journal.sqlite;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Leg;
import io.switchhook.call.PhoneNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** Writes what calls are found by: one row for each call, and its numbers, extensions and platform ids. */
final class CallRows {
    /** The numeric session id of conferences; shared by many calls, so never a key (protocol.md 4.2.1). */
    private static final String NO_SESSION = "0";

    /** Values of {@code open}: going on; over; over, but the call log is expected to say more. */
    static final int OPEN = 1;

    static final int OVER = 0;
    static final int AWAITED = 2;

    private final PreparedStatement meet;
    private final PreparedStatement hear;
    private final PreparedStatement tell;
    private final PreparedStatement number;
    private final PreparedStatement extension;
    private final PreparedStatement alias;

    CallRows(Connection connection) throws SQLException {
        String row = "INSERT INTO calls (call_id, account, first_evidence, last_evidence, last_heard_ns)"
                + " VALUES (?1, ?2, ?3, ?3, ?4) ON CONFLICT (call_id) DO ";
        meet = connection.prepareStatement(row + "NOTHING");
        hear = connection.prepareStatement(row + "UPDATE SET last_evidence = excluded.last_evidence,"
                + " last_heard_ns = max(last_heard_ns, excluded.last_heard_ns)");
        tell = connection.prepareStatement("UPDATE calls SET last_sequence = ?, last_offset = ?, open = ?, state = ?,"
                + " direction = ?, started_at_ms = ? WHERE call_id = ?");
        number = connection.prepareStatement("INSERT OR IGNORE INTO call_numbers VALUES (?, ?)");
        extension = connection.prepareStatement("INSERT OR IGNORE INTO call_extensions VALUES (?, ?)");
        // The platform uses numeric ids again after years: the call that began last has it.
        alias = connection.prepareStatement("INSERT INTO aliases VALUES (?, ?, ?) ON CONFLICT (alias) DO UPDATE"
                + " SET call_id = excluded.call_id, started_at_ms = excluded.started_at_ms"
                + " WHERE excluded.started_at_ms >= started_at_ms AND excluded.call_id <> call_id");
    }

    /** Makes sure of a row for a call that is told of without new evidence. */
    void meet(String call, String account, long evidence, Instant at) throws SQLException {
        Sql.update(meet, call, account, evidence, Sql.nanos(at));
    }

    /** Notes that evidence spoke of a call. */
    void hear(String call, String account, long evidence, Instant at) throws SQLException {
        Sql.update(hear, call, account, evidence, Sql.nanos(at));
    }

    /** Notes the newest that was told of a call. */
    void tell(CallEvent told, long offset) throws SQLException {
        Call call = told.call();
        long startedAtMs = call.times().startedAt().toEpochMilli();
        String state = call.state().name();
        String direction = call.direction().word();
        int open = call.state().isOver() ? (call.logged().awaiting() ? AWAITED : OVER) : OPEN;
        Sql.update(tell, told.sequence(), offset, open, state, direction, startedAtMs, call.id());
        for (String id : platformIds(call.ids())) {
            Sql.update(alias, id, call.id(), startedAtMs);
        }
        for (String known : numbers(call)) {
            Sql.update(number, known, call.id());
        }
        for (Leg leg : call.legs()) {
            if (leg.extensionId().isPresent()) {
                Sql.update(extension, leg.extensionId().get(), call.id());
            }
        }
    }

    private static Set<String> platformIds(Call.Ids ids) {
        Set<String> found = new LinkedHashSet<>();
        ids.telephonySessionId().ifPresent(found::add);
        found.addAll(ids.sessionIds());
        found.addAll(ids.callLogIds());
        found.remove(NO_SESSION);
        return found;
    }

    private static Set<String> numbers(Call call) {
        Set<String> found = new LinkedHashSet<>();
        call.external().flatMap(Endpoint::number).ifPresent(end -> spell(end, found));
        call.dialed().flatMap(Endpoint::number).ifPresent(end -> spell(end, found));
        call.user().flatMap(Endpoint::number).ifPresent(end -> spell(end, found));
        call.legs().forEach(leg -> leg.number().ifPresent(end -> spell(end, found)));
        return found;
    }

    private static void spell(PhoneNumber end, Set<String> into) {
        into.add(end.raw());
        end.e164().ifPresent(into::add);
    }
}
