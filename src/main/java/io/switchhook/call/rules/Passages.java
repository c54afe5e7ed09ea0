package io.switchhook.call.rules;

import io.switchhook.call.CallEventType;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import java.util.List;
import java.util.Optional;

/** What happens to a call beside its states: diverted, joined by others, listened to, offered to the next one. */
final class Passages {
    private static final String CONFERENCE = "Conference";
    private static final String DIVERTED = "diverted";
    private static final String BLIND = "blind";

    private Passages() {}

    /** Looks at a leg after its newest mark; {@code wasUp} is whether media flowed before it. */
    static void notice(Story story, LegStory leg, boolean wasUp, Mark mark, List<Tale> tales) {
        boolean moved = isNewestStepOf(leg, mark);
        if (leg.leg.monitor) {
            if (moved && leg.is(LegState.CONNECTED) && !story.parties().isEmpty()) {
                tell(CallEventType.SUPERVISED, leg, mark, tales);
            }
            return;
        }
        if (moved && leg.isOver() && leg.reason.filter(CONFERENCE::equals).isPresent() && !story.conferenced) {
            story.conferenced = true;
            tell(CallEventType.CONFERENCED, leg, mark, tales);
        }
        if (moved && story.answeredAt.isEmpty() && (isRedirected(leg, wasUp) || isForwarded(story, leg))) {
            tell(CallEventType.DIVERTED, leg, mark, tales);
        }
        if (moved && leg.is(LegState.ALERTING) && isNextTarget(story, leg)) {
            tell(CallEventType.RINGING, leg, mark, tales);
        }
    }

    private static boolean isNewestStepOf(LegStory leg, Mark mark) {
        return leg.is(mark.state) && leg.until() == mark.at;
    }

    private static boolean isRedirected(LegStory leg, boolean wasUp) {
        // The platform's answer to a forward before the answer is the reason of a transfer (protocol.md 9).
        Optional<String> cause = leg.reason.flatMap(ReasonTable::of).map(ReasonTable.Reason::cause);
        boolean forwarded = leg.move().filter(BLIND::equals).isPresent();
        return leg.is(LegState.ENDED)
                && !wasUp
                && (forwarded || cause.filter(DIVERTED::equals).isPresent());
    }

    /** A number outside rings in the place of an extension. */
    private static boolean isForwarded(Story story, LegStory leg) {
        if (!leg.isInbound() || leg.kind() != LegKind.EXTERNAL || leg.history.size() > 1 || story.isRingOut()) {
            return false;
        }
        boolean inPlace = false;
        for (LegStory other : story.parties()) {
            if (isRedirected(other, other.wasUp())) {
                return false;
            }
            inPlace |= other.isInbound() && other.kind() == LegKind.PERSON;
        }
        return inPlace;
    }

    /** It rings while the call rings already, after another one was tried and before that nobody else rings. */
    private static boolean isNextTarget(Story story, LegStory leg) {
        boolean tried = false;
        for (LegStory other : story.parties()) {
            if (other != leg && other.isInbound()) {
                if (other.is(LegState.ALERTING)) {
                    return false;
                }
                tried |= other.alerted && other.isOver();
            }
        }
        boolean rings = story.state == io.switchhook.call.CallState.RINGING;
        return rings && tried && leg.isInbound() && !story.isRingOut();
    }

    private static void tell(CallEventType type, LegStory leg, Mark mark, List<Tale> tales) {
        tales.add(Tale.ofLeg(type, leg.leg, mark));
    }
}
