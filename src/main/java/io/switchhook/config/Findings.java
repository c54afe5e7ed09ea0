package io.switchhook.config;

import io.switchhook.config.Node.Place;
import io.switchhook.config.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found while a file was read: every problem, and every key that the readers asked for. */
public final class Findings {
    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Optional<String>> known = new LinkedHashMap<>();

    /**
     * Nothing found yet.
     *
     * @param file as it is to be named in messages
     */
    public Findings(String file) {
        this.file = file;
    }

    /**
     * Something keeps the file from being used.
     *
     * @param place where
     * @param expected to follow "Expected"
     * @param found to follow "but"; never a secret
     * @param remedy what to do; may be empty
     */
    public void error(Place place, String expected, String found, String remedy) {
        add(Severity.ERROR, place, expected, found, remedy);
    }

    void warning(Place place, String expected, String found, String remedy) {
        add(Severity.WARNING, place, expected, found, remedy);
    }

    /**
     * The file as a whole is wrong.
     *
     * @param expected to follow "Expected"
     * @param found to follow "but"
     * @param remedy what to do; may be empty
     */
    public void error(String expected, String found, String remedy) {
        error(new Place("", 0, 0), expected, found, remedy);
    }

    private void add(Severity severity, Place place, String expected, String found, String remedy) {
        problems.add(new Problem(severity, file, place.line(), place.column(), place.path(), expected, found, remedy));
    }

    /** Remembers that the readers know a key, so that a test can compare the sample file with the readers. */
    void know(Place section, String key, Optional<String> standard) {
        String path = section.missing(key).path().replaceAll("\\[[0-9]+]", "[]");
        known.putIfAbsent(path, standard);
    }

    /** Every key that was asked for, list positions as {@code []}, with its default as written in a file. */
    Map<String, Optional<String>> known() {
        return new LinkedHashMap<>(known);
    }

    /**
     * Whether the file cannot be used.
     *
     * @return true when a problem is an error
     */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /**
     * The problems.
     *
     * @return in the order of the file; those of one place in the order of their discovery
     */
    public List<Problem> inOrder() {
        return problems.stream().sorted(BY_PLACE).toList();
    }
}
