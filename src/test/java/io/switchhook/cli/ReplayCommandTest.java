package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command says when its files are not as they should be. */
class ReplayCommandTest {
    private static final String LINE = "{\"at\":1772615731482,\"account\":\"acme\",\"kind\":\"gap\","
            + "\"body\":{\"from\":1772615731000,\"to\":1772615731400,\"reason\":\"test\"}}\n";

    @TempDir
    private Path folder;

    private final StringWriter told = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = new CommandLine(new Main());
        command.setErr(new PrintWriter(told, true));
        command.setExecutionExceptionHandler((failure, line, result) -> {
            told.write(failure.getMessage());
            return failure instanceof CommandFailure expected ? expected.exitCode() : 70;
        });
        return command.execute(arguments);
    }

    @Test
    void a_place_that_cannot_be_written_to_is_named() throws IOException {
        Path trace = Files.writeString(folder.resolve("trace.ndjson"), LINE);
        Path nowhere = folder.resolve("no-such-folder/events.ndjson");

        assertThat(run("replay", trace.toString(), "--out", nowhere.toString())).isEqualTo(2);
        assertThat(told.toString()).contains("Expected --out").contains(nowhere.toString());
    }

    @Test
    void a_line_that_is_none_is_named_by_its_number_and_the_others_are_read() throws IOException {
        Path trace =
                Files.writeString(folder.resolve("trace.ndjson"), LINE + "\n" + "not json\n" + LINE + "{\"at\":1}");
        Path out = folder.resolve("events.ndjson");

        assertThat(run("replay", trace.toString(), "--out", out.toString())).isZero();
        assertThat(told.toString()).contains("line 3: expected", "line 5: expected", "2 line-unreadable");
        assertThat(told.toString()).doesNotContain("line 2:").doesNotContain("line 4:");
    }

    @Test
    void of_a_file_of_another_kind_only_the_first_lines_are_named() throws IOException {
        Path trace = Files.writeString(folder.resolve("trace.ndjson"), "nothing\n".repeat(50));

        assertThat(run(
                        "replay",
                        trace.toString(),
                        "--out",
                        folder.resolve("out").toString()))
                .isZero();
        assertThat(told.toString().lines().filter(line -> line.startsWith("line ")))
                .hasSize(10);
        assertThat(told.toString()).contains("50 line-unreadable");
    }
}
