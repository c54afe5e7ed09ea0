package io.switchhook.call.rules;

import io.switchhook.call.LegState;
import io.switchhook.call.rules.Mark.Source;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a called leg can have rung although nobody reported it: a report of it must be missing that is not accounted
 * for otherwise. Of two legs five reports are certain, the begin and end of both and that the called end's rules began
 * to run (protocol.md 4.3.2); a session counts all of them.
 */
final class RingRoom {
    /** The first number of a session (protocol.md 4.3.2). */
    private static final long FIRST = 2;

    private RingRoom() {}

    /**
     * Whether the only called leg of a call from outside cannot have rung, whatever was lost. Of the called leg itself
     * everything may be lost.
     */
    static boolean isNone(Story story) {
        LegStory caller = null;
        LegStory called = null;
        for (LegStory leg : story.parties()) {
            if (leg.leg.lookedOnly) {
                continue;
            }
            boolean second = leg.isInbound() ? called != null : caller != null;
            if (second || leg.alerted || (leg.wasUp() && leg.isInbound())) {
                return false;
            }
            called = leg.isInbound() ? leg : called;
            caller = leg.isInbound() ? caller : leg;
        }
        boolean outside = caller == null ? called != null : caller.leg.extensionId.isEmpty();
        return outside && (called == null || called.leg.extensionId.isPresent()) && isNone(caller, called);
    }

    private static boolean isNone(LegStory caller, LegStory called) {
        TreeSet<Long> numbers = new TreeSet<>();
        addNumbers(caller, numbers);
        addNumbers(called, numbers);
        if (numbers.isEmpty()) {
            return false;
        }
        long missing = numbers.last() - FIRST + 1 - numbers.size();
        int certain = unheard(caller, LegState.INITIATED) + unheard(caller, LegState.CONNECTED);
        certain += unheard(called, LegState.INITIATED);
        // Who gave up is the caller, whose end then comes before that of the called leg.
        certain += called != null && called.isOver() ? unheard(caller, LegState.ENDED) : 0;
        return missing <= certain;
    }

    private static void addNumbers(LegStory leg, Set<Long> numbers) {
        for (int i = 0; leg != null && i < leg.leg.own.size(); i++) {
            numbers.add(leg.leg.own.get(i).number);
        }
    }

    private static int unheard(LegStory leg, LegState state) {
        for (int i = 0; leg != null && i < leg.leg.own.size(); i++) {
            Mark mark = leg.leg.own.get(i);
            if (mark.source == Source.SESSION && mark.state == state) {
                return 0;
            }
        }
        return 1;
    }
}
