package io.switchhook.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.switchhook.journal.CallQuery;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** At a million calls an answer must still come from an index. */
class CallSearchTest {
    /** Account, open, state, number, extension, from; a dot for none. Then the index that must lead. */
    private static final String LEADS = """
            .    .     .       .    . . calls_by_start
            .    .     .       .    . f calls_by_start
            main .     .       .    . . calls_by_account
            main .     .       .    . f calls_by_account
            .    .     TALKING .    . . calls_by_state
            .    true  .       .    . . calls_open
            main true  .       .    . . calls_open
            main true  TALKING .    . f calls_open
            .    false .       .    . . calls_by_start
            .    .     .       +165 . . number=
            main true  TALKING +165 7 f number=
            main false .       .    7 . extension=
            """;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> a_search_is_led_by_the_index_that_names_the_fewest_calls() {
        return LEADS.lines()
                .map(line -> line.split(" +", -1))
                .map(row -> dynamicTest(String.join(" ", row), () -> assertLeads(query(row), row[6])));
    }

    private void assertLeads(CallQuery query, String lead) throws SQLException {
        DatabaseFile database = DatabaseFile.open(folder.resolve("switchhook.db"), Duration.ofSeconds(1), Schema.STEPS);
        CallSearch search = CallSearch.of(query);
        List<String> plan = Sql.list(
                database.writer(), "EXPLAIN QUERY PLAN " + search.sql(), row -> row.getString(4), search.parameters());
        database.close();
        assertThat(plan).anyMatch(step -> step.contains(lead));
        assertThat(plan).noneMatch(step -> step.matches("SCAN [ce]") || step.contains("AUTOMATIC"));
        if (lead.endsWith("=")) {
            assertThat(plan).anyMatch(step -> step.startsWith("SEARCH c USING INDEX sqlite_autoindex_calls_1"));
        } else {
            assertThat(plan).as("sorted by the index").noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }

    private static CallQuery query(String[] row) {
        return new CallQuery(
                some(row[0]),
                some(row[1]).map(Boolean::valueOf),
                some(row[2]),
                some(row[3]),
                some(row[4]),
                some(row[5]).map(flag -> Instant.EPOCH),
                Optional.empty(),
                50);
    }

    private static Optional<String> some(String cell) {
        return Optional.of(cell).filter(text -> !text.equals("."));
    }
}
