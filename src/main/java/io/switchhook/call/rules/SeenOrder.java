package io.switchhook.call.rules;

import io.switchhook.call.Evidence.ExtensionReport;
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

    /** A report is later than others by no more, else the provider's clock was set back. Chosen: late ones are by
     * seconds. */
    private static final long LATE_MS = 60_000;

    private static final Comparator<Mark> BY_TIME = Comparator.<Mark>comparingLong(mark -> mark.at)
            .thenComparingLong(mark -> mark.number)
            .thenComparing(mark -> mark.source)
            .thenComparing(mark -> mark.state);
    private static final Comparator<Mark> BY_RANK = Comparator.comparingLong(mark -> mark.rank);

    private SeenOrder() {}

    /** Whether the first report comes before the second. */
    static boolean isBefore(Place one, Place other) {
        boolean numbered = one.number != 0 && other.number != 0;
        boolean restarted = isRestarted(one, other) || isRestarted(other, one);
        return numbered && !restarted ? one.number < other.number : one.at < other.at;
    }

    /**
     * Whether the counter fell back between an earlier report and this one. Numbers and times of sending grow together,
     * so a lower number that was sent later, and heard later, tells it at once. One that was heard earlier may tell that
     * the provider's clock was set back, or that the other one was late: then it counts how far the number fell.
     */
    static boolean isRestarted(Place place, Place earlier) {
        if (place.number >= earlier.number || place.at - earlier.at <= FALL_MS) {
            return false;
        }
        long late = (earlier.heardAt - earlier.at) - (place.heardAt - place.at);
        return place.heardAt > earlier.heardAt || (place.number < earlier.number / 2 && late <= LATE_MS);
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
        Mark highest = null;
        for (int i = 0; i < seen.size(); i++) {
            Mark mark = seen.get(i);
            if (mark.number != 0 && highest != null && isRestarted(Place.of(mark), Place.of(highest))) {
                addByRank(seen.subList(begin, i), sorted);
                begin = i;
                highest = null;
            }
            if (mark.number != 0 && (highest == null || mark.number > highest.number)) {
                highest = mark;
            }
            mark.rank = mark.number == 0 && highest != null ? highest.number : mark.number;
        }
        addByRank(seen.subList(begin, seen.size()), sorted);
        for (int i = 0; i < sorted.size(); i++) {
            seen.set(i, sorted.get(i));
        }
    }

    /**
     * Where a report stands.
     *
     * @param number its number, 0 where there is none
     * @param at when it was sent, milliseconds of the epoch
     * @param heardAt when we heard of it, milliseconds of the epoch
     */
    record Place(long number, long at, long heardAt) {
        static Place of(Mark mark) {
            return new Place(mark.number, mark.at, mark.from.heardAtMs());
        }

        static Place of(ExtensionReport report) {
            return new Place(
                    report.number().orElse(0),
                    report.at().toEpochMilli(),
                    report.provenance().heardAtMs());
        }
    }

    private static void addByRank(List<Mark> stretch, List<Mark> sorted) {
        List<Mark> ranked = new ArrayList<>(stretch);
        ranked.sort(BY_RANK);
        sorted.addAll(ranked);
    }
}
