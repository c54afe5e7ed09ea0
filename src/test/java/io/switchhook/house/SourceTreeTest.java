package io.switchhook.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be seen from the source tree alone: sizes, descriptions, and links that lead somewhere. */
class SourceTreeTest {
    private static final Path MAIN = Path.of("src/main/java");

    /** Never more than this many code lines in a file; two hundred is the habit. */
    private static final int CODE_LINES_MAX = 400;

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @Test
    void no_file_has_more_code_than_one_can_hold_in_mind() {
        assertThat(javaFiles().filter(file -> codeLines(file) > CODE_LINES_MAX)).isEmpty();
    }

    @Test
    void every_package_says_what_it_holds() {
        List<Path> silent = new ArrayList<>();
        javaFiles().map(Path::getParent).distinct().forEach(folder -> {
            if (!Files.exists(folder.resolve("package-info.java"))) {
                silent.add(folder);
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void the_readme_shows_the_table_that_the_architecture_test_reads() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(Rooms.TABLE.stripTrailing());
    }

    @Test
    void every_link_in_a_document_leads_to_a_file() throws IOException {
        List<String> dead = new ArrayList<>();
        List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> found = Files.walk(Path.of("src/docs"))) {
            found.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        for (Path document : documents) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                Path target = document.toAbsolutePath().getParent().resolve(link.group(1));
                if (!Files.exists(target)) {
                    dead.add(document + " -> " + link.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static Stream<Path> javaFiles() {
        try (Stream<Path> found = Files.walk(MAIN)) {
            return found.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long codeLines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("*") && !line.startsWith("/"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
