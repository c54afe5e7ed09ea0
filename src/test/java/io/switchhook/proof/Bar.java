package io.switchhook.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What every kind of call must reach: all exact where everything arrives; where reports are lost, no ghost, no phantom, no
 * double, outcomes right in 99.9 and states in 95 of a hundred. {@code exceptions.txt} names the kinds that do not yet,
 * each with the finding that says why; one that is not needed any more is a failure too, so that the list shrinks.
 */
final class Bar {
    private static final double OUTCOME_MIN = 0.999;
    private static final double STATES_MIN = 0.95;

    /** So few wrong states are no share of the calls of a short run. */
    private static final int FEW = 2;

    /** The same of outcomes; a long run has thousands of calls of each kind, where one is none. */
    private static final int ONE = 1;

    private final List<String[]> exceptions = read();
    private final Map<String, Integer> used = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    private static List<String[]> read() {
        try (InputStream in = Bar.class.getResourceAsStream("/proof/exceptions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split(" +", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds figures of one view in one weather against the bar. */
    void judge(View view, Weather weather, Figures figures) {
        figures.rows().forEach((kind, row) -> {
            Optional<String> lack = shortfall(weather, kind, row);
            if (lack.isPresent()) {
                String what = view + " " + weather.name() + " " + kind + ": " + lack.get();
                exception(view, weather, kind)
                        .ifPresentOrElse(number -> used.merge(number, 1, Integer::sum), () -> failures.add(what));
            }
        });
    }

    /** What a kind lacks, if anything. */
    private static Optional<String> shortfall(Weather weather, String kind, Figures.Row row) {
        if (kind.startsWith("(")) {
            return Optional.of("expected none, but there are " + row.calls);
        }
        if (row.ghosts > 0 || row.doubles > 0) {
            return Optional.of(row.ghosts + " ghosts, " + row.doubles + " doubles");
        }
        if (weather.isWhole()) {
            return row.exact == row.calls
                    ? Optional.empty()
                    : Optional.of(row.calls - row.exact + " of " + row.calls + " not exact");
        }
        if (row.right < row.calls * OUTCOME_MIN && row.calls - row.right > ONE) {
            return Optional.of(row.calls - row.right + " of " + row.calls + " outcomes wrong");
        }
        // Of a call that fell into an outage only the log knows, and it knows no states.
        return !weather.outages() && row.states < row.calls * STATES_MIN && row.calls - row.states > FEW
                ? Optional.of(row.calls - row.states + " of " + row.calls + " with a wrong state")
                : Optional.empty();
    }

    /** {@code VIEWS WEATHERS KIND FINDING}; a star stands for all, a comma joins. */
    private Optional<String> exception(View view, Weather weather, String kind) {
        return exceptions.stream()
                .filter(words -> covers(words[0], view.name().toLowerCase(java.util.Locale.ROOT))
                        && covers(words[1], weather.name())
                        && words[2].equals(kind))
                .map(words -> String.join(" ", words))
                .findFirst();
    }

    private static boolean covers(String names, String name) {
        return names.equals("*") || List.of(names.split(",", -1)).contains(name);
    }

    /** What was not reached and is not excused. */
    List<String> failures() {
        return failures;
    }

    /** Exceptions that were needed, with how many cells they excused. */
    Map<String, Integer> used() {
        return used;
    }

    /** Exceptions that nothing needed. */
    List<String> idle() {
        return exceptions.stream()
                .map(words -> String.join(" ", words))
                .filter(line -> !used.containsKey(line))
                .toList();
    }
}
