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

/**
 * What the provider's reasons, results and statuses mean, and what they are called elsewhere: the table in {@code
 * reasons.txt}, read once.
 */
public final class ReasonTable {
    private static final Map<String, Reason> ROWS = read();

    private ReasonTable() {}

    /**
     * The row of a provider's word.
     *
     * @param word as the platform writes it, for example {@code BlindTransfer} or {@code No Answer}
     * @return the row; empty for a word that is not in the table, which is passed on as it is
     */
    public static Optional<Reason> of(String word) {
        return Optional.ofNullable(ROWS.get(word.replace(' ', '_')));
    }

    private static Map<String, Reason> read() {
        Map<String, Reason> rows = new LinkedHashMap<>();
        try (InputStream table = ReasonTable.class.getResourceAsStream("reasons.txt")) {
            String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] cells = line.split(" +");
                rows.put(cells[0], Reason.parse(cells));
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
     * @param abroad what it is called elsewhere
     * @param move the kind of a move, in the words of {@code call.transferred}
     */
    public record Reason(
            boolean continues, Optional<Outcome> outcome, String cause, Abroad abroad, Optional<String> move) {
        private static Reason parse(String[] cells) {
            return new Reason(
                    cells[1].equals("continues"),
                    some(cells[2]).map(word -> Outcome.valueOf(word.toUpperCase(Locale.ROOT))),
                    cells[3],
                    new Abroad(some(cells[4]), some(cells[5]), some(cells[6]), some(cells[7])),
                    some(cells[8]));
        }

        private static Optional<String> some(String cell) {
            return cell.equals("-") ? Optional.empty() : Optional.of(cell);
        }
    }

    /**
     * What a reason is called elsewhere; empty where it is not told there.
     *
     * @param zammad the cause of Zammad's generic CTI
     * @param hubspot {@code hs_call_status} of HubSpot; inbound and outbound with a slash between where they differ
     * @param zoho the state of Zoho PhoneBridge
     * @param csta the CSTA cause (ECMA-269)
     */
    public record Abroad(
            Optional<String> zammad, Optional<String> hubspot, Optional<String> zoho, Optional<String> csta) {}
}
