package io.switchhook.call.rules;

import io.switchhook.call.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the provider's reasons and results mean: the table in {@code reasons.txt}, read once. */
final class ReasonTable {
    private static final Map<String, Reason> ROWS = read();

    private ReasonTable() {}

    /** The row of a provider's word; empty for a word that is not in the table, which is passed on as it is. */
    static Optional<Reason> of(String word) {
        return Optional.ofNullable(ROWS.get(word.replace(' ', '_')));
    }

    private static Map<String, Reason> read() {
        Map<String, Reason> rows = new LinkedHashMap<>();
        try (InputStream table = ReasonTable.class.getResourceAsStream("reasons.txt")) {
            String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] cells = line.split(" +", 4);
                Optional<Outcome> outcome = cells[2].equals("-")
                        ? Optional.empty()
                        : Optional.of(Outcome.valueOf(cells[2].toUpperCase(Locale.ROOT)));
                rows.put(cells[0], new Reason(cells[1].equals("continues"), outcome, cells[3]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the table of reasons in the jar, but it cannot be read", e);
        }
        return rows;
    }

    /**
     * One row.
     *
     * @param continues whether the call goes on elsewhere
     * @param outcome what it came to, if it ends an unanswered call
     * @param cause our word for it
     */
    record Reason(boolean continues, Optional<Outcome> outcome, String cause) {}
}
