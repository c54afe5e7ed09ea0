package io.switchhook.journal;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Places in the journal, ascending and each once; eight bytes for each, since a restart may need very many. */
public final class Offsets {
    /** No place at all. */
    public static final Offsets NONE = new Offsets(new long[0]);

    private final long[] sorted;

    private Offsets(long[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Takes places in any order, also repeated.
     *
     * @param places offsets
     * @return the same, ascending and each once
     */
    public static Offsets of(LongStream places) {
        return new Offsets(places.sorted().distinct().toArray());
    }

    /**
     * How many there are.
     *
     * @return the number
     */
    public int size() {
        return sorted.length;
    }

    /**
     * One of them.
     *
     * @param index 0 to {@link #size()} - 1
     * @return the offset
     */
    public long at(int index) {
        return sorted[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Offsets places && Arrays.equals(sorted, places.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return sorted.length + " offsets";
    }
}
