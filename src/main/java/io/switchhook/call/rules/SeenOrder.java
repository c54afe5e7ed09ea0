package io.switchhook.call.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order of what presence and looks say of a leg: by the extension's counter where both have it, else by time. A
 * counter that is lower although its report is newer was restarted, so what follows is another stretch
 * (protocol.md 5.2). The order depends on the reports alone, never on how they arrived.
 */
final class SeenOrder {
    /** A presence counter that is lower although its report is this much newer was restarted (protocol.md 5.2). */
    static final long RESTART_MS = 30_000;

    /** Times of sending of one extension's reports are in order to this. Chosen: ten times what is between two steps. */
    private static final long FALL_MS = 1_000;

    private static final Comparator<Mark> BY_TIME = Comparator.<Mark>comparingLong(mark -> mark.at)
            .thenComparingLong(mark -> mark.number)
            .thenComparing(mark -> mark.source)
            .thenComparing(mark -> mark.state);
    private static final Comparator<Mark> BY_RANK = Comparator.comparingLong(mark -> mark.rank);

    private SeenOrder() {}

    /** Whether the first report comes before the second; numbers are 0 where there are none. */
    static boolean isBefore(long number, long at, long otherNumber, long otherAt) {
        boolean numbered = number != 0 && otherNumber != 0;
        boolean restarted =
                isRestarted(number, at, otherNumber, otherAt) || isRestarted(otherNumber, otherAt, number, at);
        return numbered && !restarted ? number < otherNumber : at < otherAt;
    }

    /**
     * Whether a counter fell back between a report and an earlier one. Numbers and times of sending grow together, so a
     * lower number that was sent later tells it at once where it fell far; where it did not, a clock may have jumped.
     */
    static boolean isRestarted(long number, long at, long earlierNumber, long earlierAt) {
        long later = at - earlierAt;
        boolean fell = number < earlierNumber;
        return fell && (later > RESTART_MS || (later > FALL_MS && number < earlierNumber / 2));
    }

    /** Puts a mark in its place. False when the same report is there. */
    static boolean insert(List<Mark> seen, Mark mark) {
        boolean newest = true;
        for (int i = 0; i < seen.size(); i++) {
            Mark other = seen.get(i);
            if (isSame(mark, other)) {
                return false;
            }
            newest &= other.at <= mark.at && (mark.number == 0 || other.rank < mark.number);
        }
        mark.rank = mark.number == 0 && !seen.isEmpty() ? seen.get(seen.size() - 1).rank : mark.number;
        seen.add(mark);
        if (!newest) {
            sort(seen);
        }
        return true;
    }

    private static boolean isSame(Mark mark, Mark other) {
        if (mark.source != other.source || mark.number != other.number) {
            return false;
        }
        return mark.number != 0
                ? Math.abs(mark.at - other.at) <= RESTART_MS
                : mark.at == other.at && mark.state == other.state;
    }

    private static void sort(List<Mark> seen) {
        seen.sort(BY_TIME);
        List<Mark> sorted = new ArrayList<>(seen.size());
        int begin = 0;
        long highest = 0;
        long highestAt = Long.MIN_VALUE;
        for (int i = 0; i < seen.size(); i++) {
            Mark mark = seen.get(i);
            if (mark.number != 0 && isRestarted(mark.number, mark.at, highest, highestAt)) {
                addByRank(seen.subList(begin, i), sorted);
                begin = i;
                highest = 0;
            }
            if (mark.number > highest) {
                highest = mark.number;
                highestAt = mark.at;
            }
            mark.rank = mark.number == 0 ? highest : mark.number;
        }
        addByRank(seen.subList(begin, seen.size()), sorted);
        for (int i = 0; i < sorted.size(); i++) {
            seen.set(i, sorted.get(i));
        }
    }

    private static void addByRank(List<Mark> stretch, List<Mark> sorted) {
        List<Mark> ranked = new ArrayList<>(stretch);
        ranked.sort(BY_RANK);
        sorted.addAll(ranked);
    }
}
