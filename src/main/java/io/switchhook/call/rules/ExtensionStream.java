package io.switchhook.call.rules;

import io.switchhook.call.ActiveCall;
import io.switchhook.call.Evidence.ExtensionReport;
import io.switchhook.call.LegState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One extension's presence: which legs it has shown, and the newest of its lists. A leg that a complete list lacks has
 * left the extension at that list's place in the stream, whenever either of the two was heard.
 */
final class ExtensionStream {
    /** So many lists are kept to be compared with reports that come late. Chosen: an extension with several busy calls
     * makes fewer in ten seconds. */
    private static final int RECENT_MAX = 8;

    /** Most calls that a list has (protocol.md 4.2.1). */
    private static final int LIST_MAX = 7;

    private final Map<LegTrack, CallTrack> legs = new LinkedHashMap<>();
    private final List<Snapshot> recent = new ArrayList<>(2);

    /** The call of a leg that the extension has shown. */
    CallTrack trackOf(LegTrack leg) {
        return legs.get(leg);
    }

    /** The calls of all of its legs, a call once for each. */
    Iterable<CallTrack> tracks() {
        return legs.values();
    }

    void show(LegTrack leg, CallTrack track) {
        legs.put(leg, track);
    }

    /** Keeps a list, and gives the legs that it proves to have left. */
    List<LegTrack> goneBy(ExtensionReport report, Set<LegTrack> listed) {
        Snapshot snapshot = new Snapshot(report, new LinkedHashSet<>(listed));
        if (!snapshot.isComplete() || legs.isEmpty()) {
            return List.of();
        }
        recent.add(snapshot);
        if (recent.size() > RECENT_MAX) {
            letGoOfOldest();
        }
        List<LegTrack> gone = new ArrayList<>(0);
        for (LegTrack leg : legs.keySet()) {
            if (!listed.contains(leg)) {
                Optional<LegState> was = leg.seenBefore(report.extensionId(), snapshot.place());
                if (was.isPresent() && !was.get().isOver()) {
                    gone.add(leg);
                }
            }
        }
        return gone;
    }

    private void letGoOfOldest() {
        Snapshot oldest = recent.get(0);
        for (Snapshot snapshot : recent) {
            oldest = snapshot.isBefore(oldest) ? snapshot : oldest;
        }
        recent.remove(oldest);
    }

    /** The first list after a report's that lacks a leg of it: the leg had left by then. */
    Optional<ExtensionReport> firstWithout(LegTrack leg, ExtensionReport report) {
        Snapshot from = new Snapshot(report, Set.of());
        Snapshot first = null;
        for (Snapshot snapshot : recent) {
            if (!snapshot.listed().contains(leg)
                    && from.isBefore(snapshot)
                    && (first == null || snapshot.isBefore(first))) {
                first = snapshot;
            }
        }
        return Optional.ofNullable(first).map(Snapshot::report);
    }

    /** True when nothing is left to remember. */
    boolean forget(LegTrack leg) {
        legs.remove(leg);
        for (Snapshot snapshot : recent) {
            snapshot.listed().remove(leg);
        }
        return legs.isEmpty();
    }

    private record Snapshot(ExtensionReport report, Set<LegTrack> listed) {
        SeenOrder.Place place() {
            return SeenOrder.Place.of(report);
        }

        /** A list of seven may be cut: only calls that go on count against the total (protocol.md 10, trap 12). */
        boolean isComplete() {
            if (report.calls().size() < LIST_MAX) {
                return report.total() <= report.calls().size();
            }
            int live = 0;
            for (ActiveCall call : report.calls()) {
                live += call.state().isOver() ? 0 : 1;
            }
            return report.total() <= live;
        }

        boolean isBefore(Snapshot other) {
            return SeenOrder.isBefore(place(), other.place());
        }
    }
}
