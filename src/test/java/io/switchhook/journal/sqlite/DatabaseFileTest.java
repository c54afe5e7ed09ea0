package io.switchhook.journal.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.journal.JournalFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose file it is, how old it is, and how it is opened. */
class DatabaseFileTest {
    private static final int NEWEST = Schema.newest(Schema.STEPS);

    private static final Duration WAIT = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void choose_a_file() {
        file = folder.resolve("switchhook.db");
    }

    @Test
    void folders_that_are_missing_are_made() {
        file = folder.resolve("a/b/switchhook.db");
        open(Schema.STEPS).close();
        assertThat(file).exists();
    }

    @Test
    void every_commit_is_flushed_into_a_write_ahead_log() throws SQLException {
        DatabaseFile database = open(Schema.STEPS);
        assertThat(Sql.number(database.writer(), "PRAGMA synchronous"))
                .as("FULL")
                .isEqualTo(2);
        assertThat(Sql.list(database.writer(), "PRAGMA journal_mode", row -> row.getString(1)))
                .containsExactly("wal");
        database.close();
    }

    @Test
    void a_reader_cannot_write() throws SQLException {
        DatabaseFile database = open(Schema.STEPS);
        try (Connection reader = database.reader()) {
            assertThatThrownBy(() -> Sql.execute(reader, "INSERT INTO consumers VALUES ('crm', 1)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("readonly");
        }
        database.close();
    }

    @Test
    void a_second_owner_is_refused_until_the_first_lets_go() {
        DatabaseFile first = open(Schema.STEPS);
        assertThatThrownBy(() -> open(Schema.STEPS))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("another Switchhook holds")
                .hasMessageContaining("switchhook.db.lock");
        first.close();
        open(Schema.STEPS).close();
    }

    @Test
    void the_database_of_another_program_is_refused_and_stays_as_it_is() throws SQLException, IOException {
        try (OtherProgram other = new OtherProgram(file)) {
            other.run("CREATE TABLE bookmarks (url TEXT)");
        }
        byte[] before = Files.readAllBytes(file);
        assertRefused("another program's database");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_stays_as_it_is() throws IOException {
        byte[] text = "Notes about the office party\n".repeat(500).getBytes(UTF_8);
        Files.write(file, text);
        assertRefused("name another file");
        assertThat(Files.readAllBytes(file)).isEqualTo(text);
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("data"));
        file = inTheWay.resolve("switchhook.db");
        assertRefused("let the daemon's user write this folder");
    }

    @Test
    void the_file_of_a_newer_switchhook_is_refused() throws SQLException {
        open(Schema.STEPS).close();
        try (OtherProgram other = new OtherProgram(file)) {
            other.run("PRAGMA user_version = 99");
        }
        assertRefused("schema version " + NEWEST + " or older, but it has 99; start the newer Switchhook");
        try (OtherProgram other = new OtherProgram(file)) {
            other.run("PRAGMA user_version = " + NEWEST);
        }
        open(Schema.STEPS).close();
    }

    @Test
    void an_older_file_goes_forward_step_by_step_and_keeps_what_it_holds() throws SQLException {
        open(Schema.STEPS).close();
        try (OtherProgram other = new OtherProgram(file)) {
            other.run("INSERT INTO consumers VALUES ('crm', 7)");
        }
        open(stepsWith(
                        "ALTER TABLE consumers ADD COLUMN note TEXT;\n",
                        "UPDATE consumers SET note = 'kept';\nCREATE TABLE extra (x);\n"))
                .close();
        try (OtherProgram other = new OtherProgram(file)) {
            assertThat(other.number("PRAGMA user_version")).isEqualTo(NEWEST + 2);
            assertThat(other.text("SELECT name || offset || note FROM consumers"))
                    .isEqualTo("crm7kept");
            assertThat(other.number("SELECT count(*) FROM extra")).isZero();
        }
        assertRefused("schema version " + NEWEST + " or older, but it has " + (NEWEST + 2));
    }

    @Test
    void a_step_that_fails_leaves_the_file_at_the_step_before() throws SQLException {
        assertThatThrownBy(
                        () -> open(stepsWith("CREATE TABLE good (x);\n", "CREATE TABLE half (x);\nCREATE BROKEN;\n")))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("BROKEN");
        try (OtherProgram other = new OtherProgram(file)) {
            assertThat(other.number("PRAGMA user_version")).isEqualTo(NEWEST + 1);
            assertThat(other.number("SELECT count(*) FROM sqlite_schema WHERE name = 'good'"))
                    .isEqualTo(1);
            assertThat(other.number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"))
                    .isZero();
        }
    }

    @Test
    void published_steps_are_numbered_from_one_without_holes() {
        for (int i = 0; i < Schema.STEPS.size(); i++) {
            assertThat(Schema.STEPS.get(i).version()).isEqualTo(i + 1);
        }
    }

    private DatabaseFile open(List<Schema.Step> steps) {
        return DatabaseFile.open(file, WAIT, steps);
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> open(Schema.STEPS))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining(words);
    }

    private static List<Schema.Step> stepsWith(String second, String third) {
        List<Schema.Step> steps = new ArrayList<>(Schema.STEPS);
        steps.add(new Schema.Step(NEWEST + 1, second));
        steps.add(new Schema.Step(NEWEST + 2, third));
        return steps;
    }
}
