package io.switchhook.journal.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** JDBC with fewer words. Parameters are text, whole numbers and bytes. */
final class Sql {
    private static final long NANOS = 1_000_000_000L;

    private Sql() {}

    /** Executes statements that answer nothing; closes the statement, since an open PRAGMA keeps its lock. */
    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The one number that a query answers; 0 when it answers none. */
    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static int update(PreparedStatement statement, Object... parameters) throws SQLException {
        bind(statement, parameters);
        return statement.executeUpdate();
    }

    static <R> List<R> list(Connection connection, String sql, RowReader<R> reader, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<R> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        }
    }

    /** Whole numbers of the first column. */
    static LongStream numbers(Connection connection, String sql, Object... parameters) throws SQLException {
        LongStream.Builder found = LongStream.builder();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getLong(1));
                }
            }
        }
        return found.build();
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    /** Nanoseconds since 1970: replayed evidence must carry the very same moment, or the rules may tell otherwise. */
    static long nanos(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), NANOS), moment.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** Makes a value of the row at which the cursor stands. */
    interface RowReader<R> {
        R read(ResultSet row) throws SQLException;
    }
}
