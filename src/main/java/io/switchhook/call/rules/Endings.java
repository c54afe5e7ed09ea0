package io.switchhook.call.rules;

import io.switchhook.call.Certainty;
import io.switchhook.call.LegState;
import io.switchhook.call.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether anything of a call still goes on, given that the end of a leg may never be reported. */
final class Endings {
    private Endings() {}

    /**
     * Whether every leg is over, or can only be: one that rings or talks although its caller hung up, and the caller of
     * somebody who hung up, are over with the call. A leg that only looks know has no end of its own.
     */
    static boolean isAllOver(Story story) {
        List<LegStory> legs = story.parties().isEmpty() ? story.legs() : story.parties();
        boolean twoEnded = !story.isRingOut() && !story.isConference();
        boolean callerLeft = twoEnded && isCallerGone(legs);
        boolean callerHungUp = callerLeft && hungUp(legs, false);
        boolean calleeHungUp = twoEnded && story.answeredAt.isPresent() && hungUp(legs, true);
        boolean over = false;
        for (LegStory leg : legs) {
            boolean unreported =
                    leg.isInbound() ? callerLeft && (!leg.isUp() || callerHungUp) : calleeHungUp && leg.isUp();
            unreported |= leg.is(LegState.PARKED) && CallStates.isPickedUp(story, leg);
            if (!leg.isOver() && !unreported && !leg.leg.lookedOnly) {
                return false;
            }
            over |= leg.isOver();
        }
        return over;
    }

    private static boolean isCallerGone(List<LegStory> legs) {
        boolean known = false;
        for (LegStory leg : legs) {
            known |= !leg.isInbound();
            if (!leg.isInbound() && (!leg.isOver() || leg.is(LegState.REPLACED) || leg.continues())) {
                return false;
            }
        }
        return known;
    }

    /** Whether all legs of one side have hung up: ended for good, and not because the call goes on elsewhere. */
    private static boolean hungUp(List<LegStory> legs, boolean inbound) {
        boolean talked = false;
        for (LegStory leg : legs) {
            if (leg.isInbound() == inbound) {
                boolean reported = leg.newest.last && leg.newest.source != Mark.Source.LOOK;
                boolean quit = leg.is(LegState.ENDED) && reported && !leg.mayContinue();
                if (!quit && !(leg.isOver() && !leg.wasUp())) {
                    return false;
                }
                talked |= leg.wasUp() || !inbound;
            }
        }
        return talked;
    }

    /** Whether one end at most is left of a call whose other end moved into another one. */
    static boolean isLeftAlone(Story story) {
        int left = 0;
        boolean moved = false;
        for (LegStory leg : story.parties()) {
            left += leg.isOver() ? 0 : 1;
            moved |= leg.is(LegState.REPLACED) && leg.peer.isPresent();
        }
        return moved && left == 1;
    }

    /** When the last leg ended; for a call that moved as a whole, or whose rest is silent, when the other was over. */
    static Moment<LegState> latest(Story story, Optional<Instant> until) {
        Moment<LegState> latest = null;
        for (LegStory leg : story.legs()) {
            Moment<LegState> newest = leg.history.get(leg.history.size() - 1);
            boolean later = latest == null || newest.at().isAfter(latest.at());
            // Of two ends at one moment the one that nobody reported makes the call's end one that nobody reported.
            boolean doubted = !later && newest.at().equals(latest.at()) && newest.certainty() != Certainty.OBSERVED;
            latest = later || doubted ? newest : latest;
        }
        boolean concluded = !isEveryLegOver(story);
        boolean moved = latest.state() == LegState.REPLACED || concluded;
        if (until.isPresent() && moved && until.get().isAfter(latest.at())) {
            return new Moment<>(LegState.ENDED, until.get(), Certainty.INFERRED);
        }
        return concluded ? new Moment<>(latest.state(), latest.at(), Certainty.INFERRED) : latest;
    }

    /** When the last of those legs ended that are over. */
    static Instant lastEnd(Story story) {
        long last = story.startedAt;
        for (LegStory leg : story.legs()) {
            last = leg.isOver() ? Math.max(last, leg.until()) : last;
        }
        return Instant.ofEpochMilli(last);
    }

    private static boolean isEveryLegOver(Story story) {
        for (LegStory leg : story.legs()) {
            if (!leg.isOver()) {
                return false;
            }
        }
        return true;
    }
}
