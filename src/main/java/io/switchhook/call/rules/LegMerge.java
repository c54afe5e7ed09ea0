package io.switchhook.call.rules;

import io.switchhook.call.Certainty;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.rules.Mark.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Which reports of a leg count: the session's own, and of what others saw only what the session does not explain
 * (protocol.md 5.4). What counts depends on the reports, never on the order in which they came.
 */
final class LegMerge {
    /** What two sources say of one step may differ by this much. Source: presence about 90 ms, sessions up to 113 ms
     * after the event (protocol.md 11); the rest is for clocks. */
    private static final long SAME_STEP_MS = 3_000;

    /** A snapshot may still show what was until this long ago. Chosen: ten times the delay of presence. */
    private static final long STALE_MS = 1_000;

    private final LegTrack leg;
    private final boolean ringOut;
    /** Another leg of the same extension took its place, so that presence after its end speaks of that one. */
    private final boolean succeeded;

    LegMerge(LegTrack leg, boolean ringOut, boolean succeeded) {
        this.leg = leg;
        this.ringOut = ringOut;
        this.succeeded = succeeded;
    }

    /** The marks that count at a time, in order. An end that life follows was none, and is left out. */
    List<Mark> at(long now) {
        List<Mark> merged = withoutConclusions(merged(now));
        int lively = merged.size() - 1;
        while (lively >= 0 && !isLively(merged.get(lively))) {
            lively--;
        }
        for (int i = 0; i < lively; i++) {
            if (merged.get(i).state.isOver()) {
                return withoutEndsBefore(merged, lively);
            }
        }
        return merged;
    }

    /**
     * Without what a look concluded of steps that are reported too: it runs behind, by our clock, and a finished record
     * gives whole seconds, so that the report of a step knows its moment better, whether before or after.
     */
    private List<Mark> withoutConclusions(List<Mark> marks) {
        if (leg.seen.isEmpty() || marks.stream().noneMatch(mark -> mark.source == Source.LOOK)) {
            return marks;
        }
        List<Mark> kept = new ArrayList<>(marks);
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            if (mark.source == Source.LOOK && (mark.state.isOver() ? isEndReported(marks, i) : isReported(marks, i))) {
                kept.remove(mark);
            }
        }
        return kept;
    }

    /** A call that a look found to be over and another one to go on was reported before that. */
    private static boolean isReported(List<Mark> marks, int place) {
        for (int i = 0; i < place; i++) {
            if (marks.get(i).source == Source.LOOK && marks.get(i).state.isOver()) {
                return false;
            }
        }
        LegState state = marks.get(place).state;
        boolean step = state == LegState.ALERTING || state == LegState.CONNECTED;
        for (Mark mark : marks) {
            if (step && mark.state == state && isReport(mark) && mark.kind.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEndReported(List<Mark> marks, int place) {
        for (int i = marks.size() - 1; i >= 0 && !isLively(marks.get(i)); i--) {
            if (i != place && isReport(marks.get(i)) && marks.get(i).state.isOver() && marks.get(i).last) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReport(Mark mark) {
        return mark.source != Source.LOOK && mark.certainty == Certainty.OBSERVED;
    }

    private static boolean isLively(Mark mark) {
        return !mark.state.isOver() && mark.state != LegState.INITIATED;
    }

    private static List<Mark> withoutEndsBefore(List<Mark> marks, int lively) {
        List<Mark> kept = new ArrayList<>(marks.size());
        for (int i = 0; i < marks.size(); i++) {
            if (i > lively || !marks.get(i).state.isOver()) {
                kept.add(marks.get(i));
            }
        }
        return kept;
    }

    private List<Mark> merged(long now) {
        if (leg.seen.isEmpty()) {
            return leg.own;
        }
        List<Mark> merged = new ArrayList<>(leg.own.size() + leg.seen.size());
        int next = 0;
        for (int i = 0; i < leg.seen.size(); i++) {
            Mark other = leg.seen.get(i);
            while (next < leg.own.size() && leg.own.get(next).at <= other.at) {
                merged.add(leg.own.get(next++));
            }
            if (other.matureAt <= now && (leg.own.isEmpty() || isNews(other, merged, next))) {
                merged.add(other);
            }
        }
        merged.addAll(leg.own.subList(next, leg.own.size()));
        return merged;
    }

    /** Whether it tells a step that the session never told: a hold on the device, or a report that was lost. */
    private boolean isNews(Mark other, List<Mark> before, int next) {
        if (isBeyondPresence(other) || isToldSoon(other, next)) {
            return false;
        }
        if (before.isEmpty()) {
            return true;
        }
        Mark last = before.get(before.size() - 1);
        if (succeeded && last.source == Source.SESSION && last.state.isOver()) {
            return false;
        }
        boolean elsewhere = other.source == Source.PRESENCE && last.kind.isPresent();
        boolean screened = last.kind.isPresent() && last.kind.get() == LegKind.VOICEMAIL;
        boolean taken = screened && other.state == LegState.CONNECTED;
        if (taken) {
            // A device is up while the message was being screened: somebody took the call.
            return other.source == Source.LOOK || other.at - last.at > STALE_MS;
        }
        if (last.state == other.state || (other.state == LegState.ENDED && elsewhere)) {
            return false;
        }
        return last.source != Source.SESSION || !isStale(other, last, next);
    }

    /**
     * What presence does not know better than the session: that the far side rings, that a RingOut is answered
     * (complaints.md 0.3), and that a call is over that merely left the devices.
     */
    private boolean isBeyondPresence(Mark other) {
        return switch (other.state) {
            case ALERTING -> leg.direction == LegDirection.OUTBOUND;
            case CONNECTED -> ringOut;
            case ENDED -> !other.last;
            default -> false;
        };
    }

    private boolean isToldSoon(Mark other, int next) {
        for (int i = next; i < leg.own.size() && leg.own.get(i).at - other.at <= SAME_STEP_MS; i++) {
            if (leg.own.get(i).state == other.state) {
                return true;
            }
        }
        return false;
    }

    /** Whether it shows only where the session says that the leg stood a moment ago. */
    private boolean isStale(Mark other, Mark last, int next) {
        if (last.state.isOver() && other.at - last.at <= SAME_STEP_MS) {
            return true;
        }
        long since = other.at - STALE_MS;
        for (int i = next - 1; i >= 0; i--) {
            long until = i + 1 < next ? leg.own.get(i + 1).at : Long.MAX_VALUE;
            if (until < since) {
                return false;
            }
            if (leg.own.get(i).state == other.state) {
                return true;
            }
        }
        return false;
    }
}
