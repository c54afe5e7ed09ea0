package io.switchhook.call.rules;

import io.switchhook.call.LegState;
import io.switchhook.call.rules.Mark.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the presence of other extensions shows of a leg: phones that ring with it or watch its line. Their lists lose it
 * when it is answered elsewhere, which says nothing of the leg. So only one extension's view counts: the one that the
 * session names, else the first at which it was up, else the first that showed it.
 */
final class Watchers {
    /** By extension, so that nothing depends on who was heard of first. */
    private final Map<String, List<Mark>> views = new TreeMap<>();

    /** Takes a mark of an extension whose view does not count, as far as is known. False when it was known. */
    boolean add(Mark mark) {
        return SeenOrder.insert(views.computeIfAbsent(mark.stream, stream -> new ArrayList<>(2)), mark);
    }

    Set<String> extensions() {
        return views.keySet();
    }

    List<Mark> viewOf(String extension) {
        return views.getOrDefault(extension, List.of());
    }

    /**
     * Whose view counts, by what is shown.
     *
     * @param shown the view that counts so far
     */
    String owner(String shown, List<Mark> seen) {
        String owner = shown;
        List<Mark> best = seen;
        for (Map.Entry<String, List<Mark>> view : views.entrySet()) {
            if (isBetter(view.getKey(), view.getValue(), owner, best)) {
                owner = view.getKey();
                best = view.getValue();
            }
        }
        return owner;
    }

    private static boolean isBetter(String extension, List<Mark> view, String other, List<Mark> otherView) {
        int order = Long.compare(upAt(view), upAt(otherView));
        order = order == 0 ? Long.compare(shownAt(view), shownAt(otherView)) : order;
        return order < 0 || (order == 0 && extension.compareTo(other) < 0);
    }

    private static long upAt(List<Mark> view) {
        for (Mark mark : view) {
            boolean up = mark.state == LegState.CONNECTED || mark.state == LegState.HELD;
            if (up && mark.source == Source.PRESENCE) {
                return mark.at;
            }
        }
        return Long.MAX_VALUE;
    }

    private static long shownAt(List<Mark> view) {
        for (Mark mark : view) {
            if (mark.source == Source.PRESENCE) {
                return mark.at;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Lets one view count instead of another, and gives the marks that count now; what looks said stays. */
    List<Mark> exchange(String owner, String former, List<Mark> seen) {
        List<Mark> counting = new ArrayList<>(viewOf(owner));
        views.remove(owner);
        for (Mark mark : seen) {
            if (mark.source == Source.PRESENCE) {
                views.computeIfAbsent(former, stream -> new ArrayList<>(2)).add(mark);
            } else {
                SeenOrder.insert(counting, mark);
            }
        }
        return counting;
    }
}
