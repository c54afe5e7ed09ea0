package io.switchhook.connector;

import io.switchhook.call.Call;
import io.switchhook.call.Direction;
import io.switchhook.call.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What a CRM calls the end of a call: a table that a person can check, in words of {@code reasons.txt}. The first row that
 * fits counts, so special causes stand before {@code *}. What no row fits has no word, never a wrong one.
 */
public final class OutcomeWords {
    private static final String ANY = "*";
    private static final String NONE = "-";
    private static final int COLUMNS = 3;

    private final List<String[]> rows;

    private OutcomeWords(List<String[]> rows) {
        this.rows = rows;
    }

    /**
     * Reads a table of three columns: outcome, cause, word. {@code *} fits everything, {@code -} is no word, and a word for
     * inbound and one for other calls stand with a slash between them.
     *
     * @param table one row a line
     * @return the table
     * @throws IllegalArgumentException when a row has another number of columns
     */
    public static OutcomeWords read(String table) {
        return new OutcomeWords(table.lines()
                .filter(line -> !line.isBlank())
                .map(OutcomeWords::row)
                .toList());
    }

    private static String[] row(String line) {
        String[] cells = line.strip().split(" +");
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("Expected outcome, cause and word in a row, but it is: " + line);
        }
        return cells;
    }

    /**
     * The word for a call that is over.
     *
     * @param call the call
     * @return the CRM's word; empty when the table has none, or the call is not over
     */
    public Optional<String> of(Call call) {
        if (!call.state().isOver()) {
            return Optional.empty();
        }
        String outcome = call.outcome().orElse(Outcome.UNKNOWN).word();
        String cause = call.cause().orElse("");
        return rows.stream()
                .filter(row -> fits(row[0], outcome) && fits(row[1], cause))
                .findFirst()
                .map(row -> row[2])
                .filter(word -> !word.equals(NONE))
                .map(word -> side(word, call.direction()));
    }

    private static boolean fits(String cell, String word) {
        return cell.equals(ANY) || cell.equals(word);
    }

    private static String side(String word, Direction direction) {
        int slash = word.indexOf('/');
        if (slash < 0) {
            return word;
        }
        return direction == Direction.INBOUND ? word.substring(0, slash) : word.substring(slash + 1);
    }
}
