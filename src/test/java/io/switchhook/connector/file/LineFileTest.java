package io.switchhook.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines are whole, in order and never lost, through crashes and rotation. */
class LineFileTest {
    @TempDir
    private Path folder;

    private Path file;
    private Instant now = Instant.parse("2026-03-04T10:00:00Z");

    @BeforeEach
    void name() {
        file = folder.resolve("deep/trail.ndjson");
    }

    @Test
    void a_line_that_a_crash_cut_off_is_gone_when_the_file_is_opened_and_no_other() throws IOException {
        for (String cut : List.of("{\"half\":", "x".repeat(20_000))) {
            Files.deleteIfExists(file);
            LineFile lines = open(1 << 20);
            lines.append(List.of("one", "two"));
            lines.close();
            Files.writeString(file, cut, StandardOpenOption.APPEND);
            LineFile again = open(1 << 20);
            again.append(List.of("three"));
            again.close();
            assertThat(Files.readAllLines(file)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void a_file_of_half_a_line_alone_begins_anew() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"half\":");
        LineFile lines = open(1 << 20);
        lines.append(List.of("one"));
        lines.close();
        assertThat(Files.readString(file)).isEqualTo("one\n");
    }

    @Test
    void rotation_by_size_and_by_age_loses_no_line_and_keeps_their_order() throws IOException {
        LineFile lines = open(50);
        List<String> written = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            String line = "line " + n;
            written.add(line);
            lines.append(List.of(line));
            now = now.plus(Duration.ofSeconds(n % 10 == 9 ? 7_200 : 0));
        }
        lines.close();
        List<Path> files;
        try (Stream<Path> found = Files.list(file.getParent())) {
            files = new ArrayList<>(found.sorted().toList());
        }
        assertThat(files).hasSizeGreaterThan(6);
        // The one without a stamp is the newest; several of one moment are numbered.
        files.remove(file);
        files.add(file);
        List<String> read = new ArrayList<>();
        for (Path one : files) {
            read.addAll(Files.readAllLines(one));
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(written);
        assertThat(Files.readAllLines(file)).last().isEqualTo("line 39");
    }

    private LineFile open(long bytesMax) {
        return new LineFile(file, bytesMax, Duration.ofHours(1), () -> now);
    }
}
