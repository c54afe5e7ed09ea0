package io.switchhook.proof;

import java.util.Map;
import java.util.TreeMap;

/** Sums of verdicts by kind of call. */
final class Figures {
    private final Map<String, Row> rows = new TreeMap<>();

    /** One kind's. */
    static final class Row {
        long calls;
        long exact;
        long states;
        long right;
        long ghosts;
        long doubles;

        void add(Row other) {
            calls += other.calls;
            exact += other.exact;
            states += other.states;
            right += other.right;
            ghosts += other.ghosts;
            doubles += other.doubles;
        }
    }

    void add(Verdict verdict) {
        Row row = rows.computeIfAbsent(verdict.kind(), key -> new Row());
        row.calls++;
        row.exact += verdict.exact() ? 1 : 0;
        row.states += verdict.states() ? 1 : 0;
        row.right += verdict.right() ? 1 : 0;
        row.ghosts += verdict.ghost() ? 1 : 0;
        row.doubles += verdict.doubled();
    }

    void add(Figures other) {
        other.rows.forEach(
                (kind, row) -> rows.computeIfAbsent(kind, key -> new Row()).add(row));
    }

    Map<String, Row> rows() {
        return rows;
    }

    long calls() {
        return rows.values().stream().mapToLong(row -> row.calls).sum();
    }

    /** As a table for a terminal and for a document. */
    String table() {
        StringBuilder out = new StringBuilder();
        out.append(line("kind", "calls", "exact", "states", "outcome", "ghosts", "doubles"));
        Row all = new Row();
        rows.forEach((kind, row) -> {
            all.add(row);
            out.append(line(kind, row));
        });
        return out.append(line("all", all)).toString();
    }

    private static String line(String kind, Row row) {
        return line(
                kind,
                Long.toString(row.calls),
                share(row.exact, row.calls),
                share(row.states, row.calls),
                share(row.right, row.calls),
                Long.toString(row.ghosts),
                Long.toString(row.doubles));
    }

    private static String line(Object... cells) {
        return String.format("%-32s %9s %9s %9s %9s %7s %8s%n", cells);
    }

    /** Rounded down, so that a hundred means all. */
    static String share(long part, long whole) {
        return whole == 0 ? "-" : String.format("%.3f", Math.floor(part * 100_000.0 / whole) / 1_000);
    }
}
