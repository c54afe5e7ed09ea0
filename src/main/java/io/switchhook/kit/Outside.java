package io.switchhook.kit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a connector wrote elsewhere than over HTTP. */
final class Outside {
    /** An event's id: the call's id and its number. */
    private static final Pattern EVENT = Pattern.compile("\"id\" ?: ?\"([^\"]+):([0-9]+)\"");

    private final Vertx vertx;
    private final StubPlan plan;
    private final Map<String, String> places;

    Outside(Vertx vertx, Subject subject) {
        this.vertx = vertx;
        this.plan = subject.plan();
        this.places = Map.of("folder", subject.folder().toString());
    }

    /** Reads it into the records. */
    Future<Void> read(Records records, Cast cast) {
        if (plan.file().isEmpty() && plan.table().isEmpty()) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(() -> plan.file().isPresent()
                        ? lines(plan.file().get())
                        : rows(plan.table().get()))
                .map(rows -> {
                    rows.forEach(row -> keep(row, records, cast));
                    return null;
                });
    }

    private void keep(Row row, Records records, Cast cast) {
        String call = cast.callIn(row.key()).orElse("");
        if (plan.table().isPresent()) {
            records.create("row", row.key(), call, row.number());
        } else if (records.take(row.key() + ":" + row.number())) {
            records.byKey(StubCrm.EVENTS, call).stream()
                    .findFirst()
                    .ifPresentOrElse(
                            there -> records.write(there, row.number()),
                            () -> records.create(StubCrm.EVENTS, call, call, row.number()));
        }
    }

    private List<Row> lines(String file) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(Reply.filled(file, places)))) {
            Matcher id = EVENT.matcher(line);
            if (id.find()) {
                rows.add(new Row(id.group(1), Long.parseLong(id.group(2))));
            }
        }
        return rows;
    }

    private List<Row> rows(StubPlan.Table table) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection database = DriverManager.getConnection(Reply.filled(table.url(), places));
                Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(table.query())) {
            while (found.next()) {
                rows.add(new Row(found.getString(1), found.getLong(2)));
            }
        }
        return rows;
    }

    private record Row(String key, long number) {}
}
