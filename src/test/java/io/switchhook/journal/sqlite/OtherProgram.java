package io.switchhook.journal.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Somebody else with the same file open, as the stock tool would have it. */
final class OtherProgram implements AutoCloseable {
    private final Connection connection;

    OtherProgram(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    OtherProgram run(String... statements) throws SQLException {
        Sql.execute(connection, statements);
        return this;
    }

    long number(String sql) throws SQLException {
        return Sql.number(connection, sql);
    }

    String text(String sql) throws SQLException {
        return Sql.list(connection, sql, row -> row.getString(1)).get(0);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
