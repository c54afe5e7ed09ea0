package io.switchhook.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The document tells what the code measures: nothing more, nothing less, in the same words. */
class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of("src/docs/metrics.md");

    @Test
    void the_table_has_each_metric_with_its_type_labels_and_meaning() throws IOException {
        List<String> documented = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `"))
                .map(MetricsDocumentTest::withoutAdvice)
                .toList();
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Metric.values())
                        .map(MetricsDocumentTest::row)
                        .toList());
    }

    @Test
    void every_metric_comes_with_advice() throws IOException {
        assertThat(Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| `")))
                .allSatisfy(line -> {
                    String[] cells = line.split("\\|", -1);
                    assertThat(cells).hasSize(7);
                    assertThat(cells[5]).isNotBlank();
                });
    }

    private static String withoutAdvice(String line) {
        String[] cells = line.split("\\|", -1);
        return String.join("|", Arrays.copyOfRange(cells, 1, 5)).replaceAll(" +", " ");
    }

    private static String row(Metric metric) {
        String labels = String.join(", ", metric.labels());
        return " `%s` | %s | %s | %s "
                .formatted(metric.id(), metric.type().name().toLowerCase(Locale.ROOT), labels, metric.help())
                .replaceAll(" +", " ");
    }
}
