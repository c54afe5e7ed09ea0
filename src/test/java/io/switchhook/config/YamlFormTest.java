package io.switchhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes of form: what YAML itself does not allow, or what we do not follow. */
class YamlFormTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void furnish() {
        desk = new Desk(folder);
    }

    @Test
    void an_empty_file_and_one_of_comments_only_say_where_to_start() {
        String expected =
                "switchhook.yaml:1:1: Expected a section accounts, but the file is empty; start from conf/switchhook.yaml";

        assertThat(desk.problem("")).isEqualTo(expected);
        assertThat(desk.problem("# nothing yet\n\n")).isEqualTo(expected);
    }

    @Test
    void every_line_that_is_indented_by_a_tab_is_named() {
        assertThat(desk.problems(Desk.ACCOUNT + "http:\n\tport: 1\n  \thost: x\n\t\n"))
                .containsExactly(
                        "switchhook.yaml:7:1: Expected spaces as indentation, but there is a tab; replace it by spaces",
                        "switchhook.yaml:8:3: Expected spaces as indentation, but there is a tab; replace it by spaces");
    }

    @Test
    void a_mistake_of_form_names_the_line_and_does_not_quote_it() {
        assertThat(desk.problem(Desk.ACCOUNT + "http: hunter2: y\n"))
                .isEqualTo("switchhook.yaml:6:14: Expected well-formed YAML, but the parser says: mapping values are"
                        + " not allowed here; check indentation, quotes and brackets here and in the line above");
        assertThat(desk.problem("accounts: [\n  hunter2: \"x\n")).doesNotContain("hunter2");
    }

    @Test
    void keys_that_are_not_plain_text_are_not_followed() {
        assertThat(desk.problem(Desk.ACCOUNT + "? [a]\n: 1\n"))
                .startsWith("switchhook.yaml:6:4: Expected YAML of plain keys, values and lists");
    }

    @Test
    void aliases_and_second_documents_are_not_followed() {
        assertThat(desk.problem(Desk.ACCOUNT + "http: { port: *other }\n"))
                .startsWith("switchhook.yaml:6:15 http.port: Expected a value, but it is an alias (*name)");
        assertThat(desk.problem(Desk.ACCOUNT + "---\na: 1\n"))
                .isEqualTo("switchhook.yaml:7:1: Expected one document, but a second one starts here;"
                        + " remove the line ---");
    }

    @Test
    void a_document_that_is_no_section_is_told_so() {
        assertThat(desk.problem("- a\n"))
                .isEqualTo("switchhook.yaml:1:1: Expected keys and values at the top, but it is a list");
    }

    @Test
    void nesting_without_end_is_a_problem_and_no_crash() {
        assertThat(desk.problems("a: " + "[".repeat(20_000))).isNotEmpty();
    }

    @Test
    void a_byte_that_is_not_utf_8_is_named_by_line_and_column() throws IOException {
        Files.write(desk.configuration(), "a: 1\nb: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Configuration.load(desk.configuration(), Map.of()).problems())
                .extracting(Problem::text)
                .containsExactly(desk.configuration() + ":2:4: Expected UTF-8, but this byte is not;"
                        + " save the file as UTF-8");
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_do_no_harm() {
        assertThat(desk.settings("\uFEFF" + Desk.ACCOUNT.replace("\n", "\r\n")).accounts())
                .hasSize(1);
    }

    @Test
    void a_file_longer_than_the_limit_is_not_read() {
        assertThat(desk.problem("#".repeat(Configuration.FILE_BYTES_MAX + 1)))
                .isEqualTo("switchhook.yaml: Expected a file of at most 1048576 bytes, but it is longer");
        assertThat(desk.settings(Desk.ACCOUNT + "#".repeat(Configuration.FILE_BYTES_MAX - Desk.ACCOUNT.length()))
                        .accounts())
                .hasSize(1);
    }
}
