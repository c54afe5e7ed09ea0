package io.switchhook.journal.sqlite;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The tables, as numbered steps that only go forward. */
final class Schema {
    /** Marks the file as ours in its header: the letters "Swhk". */
    static final int APPLICATION_ID = 0x5377686b;

    /**
     * Every step ever published; a published one never changes.
     *
     * <p>Offsets of events and of evidence are two counters, each over all accounts. A call's row exists from the first
     * evidence about it; {@code last_offset} is 0 until something has been told, and {@code let_go} counts the evidence
     * about it that was deleted for its age.
     */
    static final List<Step> STEPS = List.of(new Step(1, """
            CREATE TABLE events (
              offset INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL, call_id TEXT NOT NULL,
              sequence INTEGER NOT NULL, type TEXT NOT NULL, occurred_at_ms INTEGER NOT NULL, json TEXT NOT NULL,
              UNIQUE (call_id, sequence));
            CREATE TABLE evidence (
              offset INTEGER PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, via TEXT NOT NULL,
              at_ns INTEGER NOT NULL, body BLOB NOT NULL);
            CREATE INDEX evidence_by_account ON evidence (account, offset);
            CREATE TABLE evidence_call (
              call_id TEXT NOT NULL, evidence_offset INTEGER NOT NULL,
              PRIMARY KEY (call_id, evidence_offset)) WITHOUT ROWID;
            CREATE TABLE calls (
              call_id TEXT PRIMARY KEY, account TEXT NOT NULL, first_evidence INTEGER NOT NULL,
              last_evidence INTEGER NOT NULL, last_heard_ns INTEGER NOT NULL, last_sequence INTEGER NOT NULL DEFAULT 0,
              last_offset INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 1, state TEXT, direction TEXT,
              started_at_ms INTEGER);
            CREATE INDEX calls_by_start ON calls (started_at_ms, last_offset);
            CREATE INDEX calls_by_account ON calls (account, started_at_ms, last_offset);
            CREATE INDEX calls_by_state ON calls (state, started_at_ms, last_offset);
            CREATE INDEX calls_open ON calls (started_at_ms, last_offset) WHERE open = 1;
            CREATE INDEX calls_by_heard ON calls (account, last_heard_ns);
            CREATE TABLE call_numbers (
              number TEXT NOT NULL, call_id TEXT NOT NULL, PRIMARY KEY (number, call_id)) WITHOUT ROWID;
            CREATE TABLE call_extensions (
              extension TEXT NOT NULL, call_id TEXT NOT NULL, PRIMARY KEY (extension, call_id)) WITHOUT ROWID;
            CREATE TABLE aliases (
              alias TEXT PRIMARY KEY, call_id TEXT NOT NULL, started_at_ms INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE feed_memory (
              account TEXT NOT NULL, feed TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (account, feed)) WITHOUT ROWID;
            CREATE TABLE consumers (name TEXT PRIMARY KEY, offset INTEGER NOT NULL) WITHOUT ROWID;
            """), new Step(2, """
            CREATE INDEX aliases_by_call ON aliases (call_id);
            CREATE INDEX evidence_gaps ON evidence (account, offset) WHERE kind = 'gap';
            CREATE INDEX evidence_call_by_evidence ON evidence_call (evidence_offset);
            ALTER TABLE calls ADD COLUMN let_go INTEGER NOT NULL DEFAULT 0;
            CREATE INDEX calls_awaited ON calls (account, last_heard_ns) WHERE open = 2;
            """), new Step(3, """
            CREATE TABLE connectors (
              name TEXT PRIMARY KEY, offset INTEGER NOT NULL, paused_by TEXT, pause_words TEXT, paused_at_ms INTEGER,
              shadow INTEGER) WITHOUT ROWID;
            CREATE TABLE deliveries (
              connector TEXT NOT NULL, call_id TEXT NOT NULL, state INTEGER NOT NULL, wanted_sequence INTEGER NOT NULL,
              wanted_offset INTEGER NOT NULL, done_sequence INTEGER NOT NULL, next_at_ms INTEGER NOT NULL,
              attempts INTEGER NOT NULL DEFAULT 0, failing_since_ms INTEGER, intent_sequence INTEGER,
              intent_at_ms INTEGER, reached TEXT, record_id TEXT, url TEXT, text_hash TEXT, delivered_at_ms INTEGER,
              reason TEXT, PRIMARY KEY (connector, call_id)) WITHOUT ROWID;
            CREATE INDEX deliveries_due ON deliveries (connector, next_at_ms, wanted_offset) WHERE state = 0;
            CREATE INDEX deliveries_of_call ON deliveries (call_id);
            CREATE INDEX deliveries_shadowed ON deliveries (connector, delivered_at_ms) WHERE state = 4;
            CREATE TABLE dead_letters (
              id INTEGER PRIMARY KEY AUTOINCREMENT, connector TEXT NOT NULL, call_id TEXT NOT NULL,
              sequence INTEGER NOT NULL, at_ms INTEGER NOT NULL, reason TEXT NOT NULL, attempts INTEGER NOT NULL,
              retrying INTEGER NOT NULL DEFAULT 0, UNIQUE (connector, call_id, sequence));
            CREATE INDEX dead_letters_retrying ON dead_letters (connector, call_id, sequence) WHERE retrying = 1;
            """), new Step(4, """
            CREATE TABLE repeats (
              connector TEXT NOT NULL, call_id TEXT NOT NULL, sequence INTEGER NOT NULL,
              PRIMARY KEY (connector, call_id, sequence)) WITHOUT ROWID;
            CREATE INDEX dead_letters_of_call ON dead_letters (call_id);
            """));

    private Schema() {}

    static int newest(List<Step> steps) {
        return steps.get(steps.size() - 1).version();
    }

    /** Takes the file from its version to the newest, each step in a transaction of its own. */
    static void migrate(Connection connection, List<Step> steps) throws SQLException {
        long version = Sql.number(connection, "PRAGMA user_version");
        connection.setAutoCommit(false);
        for (Step step : steps) {
            if (step.version() > version) {
                take(connection, step);
            }
        }
        connection.setAutoCommit(true);
    }

    private static void take(Connection connection, Step step) throws SQLException {
        try {
            String[] statements = step.sql()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(joining("\n"))
                    .split(";\n", -1);
            Sql.execute(connection, statements);
            Sql.execute(
                    connection, "PRAGMA application_id = " + APPLICATION_ID, "PRAGMA user_version = " + step.version());
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    /**
     * One step forward.
     *
     * @param version the version after it, from 1, growing
     * @param sql statements, each ended by a semicolon at the end of a line
     */
    record Step(int version, String sql) {}
}
