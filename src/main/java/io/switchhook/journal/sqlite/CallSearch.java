package io.switchhook.journal.sqlite;

import io.switchhook.call.PhoneNumber;
import io.switchhook.journal.CallQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The search for calls as one statement. A number or an extension names few calls, so it leads, else few are open, and
 * these have an index of their own: without statistics the store would rather walk all calls and test each one.
 */
final class CallSearch {
    private static final String BY_NUMBER = "SELECT call_id FROM call_numbers WHERE number IN (?, ?)";
    private static final String BY_EXTENSION = "SELECT call_id FROM call_extensions WHERE extension = ?";

    private final StringBuilder from = new StringBuilder("SELECT json_extract(e.json, '$.data.call') FROM ");
    private final StringBuilder where = new StringBuilder(" WHERE c.last_offset > 0");
    private final List<Object> leading = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    private CallSearch(CallQuery query) {
        query.number().ifPresent(this::byNumber);
        query.extension().ifPresent(extension -> lead(BY_EXTENSION, extension));
        boolean fewOpen = leading.isEmpty() && query.open().orElse(false);
        from.append(fewOpen ? "calls c INDEXED BY calls_open" : "calls c");
        from.append(" CROSS JOIN events e ON e.offset = c.last_offset");
        query.account().ifPresent(account -> and("c.account = ?", account));
        query.state().ifPresent(state -> and("c.state = ?", state));
        query.from().ifPresent(start -> and("c.started_at_ms >= ?", start.toEpochMilli()));
        query.to().ifPresent(end -> and("c.started_at_ms < ?", end.toEpochMilli()));
        // Written out, because the index of open calls is chosen only for a constant.
        query.open().ifPresent(open -> where.append(open ? " AND c.open = 1" : " AND c.open <> 1"));
        parameters.add(query.max());
    }

    static CallSearch of(CallQuery query) {
        return new CallSearch(query);
    }

    static List<String> run(Connection connection, CallQuery query) throws SQLException {
        CallSearch search = of(query);
        return Sql.list(connection, search.sql(), row -> row.getString(1), search.parameters());
    }

    String sql() {
        return from.toString() + where + " ORDER BY c.started_at_ms DESC, c.last_offset DESC LIMIT ?";
    }

    Object[] parameters() {
        List<Object> all = new ArrayList<>(leading);
        all.addAll(parameters);
        return all.toArray();
    }

    private void byNumber(String number) {
        lead(BY_NUMBER, number, PhoneNumber.of(number).key());
    }

    private void lead(String calls, Object... values) {
        if (leading.isEmpty()) {
            from.append("(SELECT DISTINCT call_id FROM (").append(calls).append(")) found CROSS JOIN ");
            where.append(" AND c.call_id = found.call_id");
            leading.addAll(List.of(values));
        } else {
            and("c.call_id IN (" + calls + ")", values);
        }
    }

    private void and(String condition, Object... values) {
        where.append(" AND ").append(condition);
        parameters.addAll(List.of(values));
    }
}
