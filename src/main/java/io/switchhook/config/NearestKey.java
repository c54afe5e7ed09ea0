package io.switchhook.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word somebody meant. */
public final class NearestKey {
    /** More than a third of the letters wrong is another word; chosen, because two of five still reads as a slip. */
    private static final double WRONG_SHARE_MAX = 0.4;

    private NearestKey() {}

    /**
     * The candidate with the fewest letters to change.
     *
     * @param word what was written
     * @param candidates what could have been meant
     * @return the nearest; empty when none is near
     */
    public static Optional<String> of(String word, Collection<String> candidates) {
        String best = "";
        int fewest = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < fewest && distance <= WRONG_SHARE_MAX * Math.max(word.length(), candidate.length())) {
                best = candidate;
                fewest = distance;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** Letters to insert, remove, replace or swap with their neighbour. */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
