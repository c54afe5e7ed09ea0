package io.switchhook.call.rules;

import io.switchhook.call.CallState;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a call stands, given where its legs stand and where it stood.
 *
 * <p>"Answered" is not an answer: the caller's own leg is answered when the far side's rules begin to run, and a menu
 * answers at once (protocol.md 10, trap 1). So talk needs an end at which somebody is.
 */
final class CallStates {
    private CallStates() {}

    static CallState of(Story story) {
        if (isPaired(story)) {
            return isHeld(story) ? CallState.HELD : CallState.TALKING;
        }
        if (any(story, leg -> leg.is(LegState.PARKED) && !isPickedUp(story, leg))) {
            return CallState.PARKED;
        }
        if (any(story, leg -> leg.is(LegState.ALERTING) && isNewlyAlerting(story, leg))) {
            return CallState.RINGING;
        }
        if (story.isRingOut() && story.answeredAt.isEmpty() && any(story, LegStory::isUp)) {
            return CallState.RINGING;
        }
        if (isQueued(story)) {
            return CallState.QUEUED;
        }
        return isRouted(story) ? CallState.ROUTING : story.state;
    }

    /** Somebody took the call after it was parked, so that the end of the parked leg was lost. */
    static boolean isPickedUp(Story story, LegStory parked) {
        return any(story, leg -> leg != parked && leg.isInbound() && leg.wasUpAfter(parked.until()));
    }

    /** Rules have it from the beginning; later only where a machine is really there: a lost report proves none. */
    private static boolean isRouted(Story story) {
        if (any(story, leg -> leg.isInbound() && !leg.isSomebody() && hasTaken(story, leg))) {
            return true;
        }
        boolean early = story.state == CallState.NEW || story.state == CallState.ROUTING;
        return early && story.answeredAt.isEmpty() && !story.isAllOver() && any(story, LegStory::isUp);
    }

    /** A machine has the caller: it is up, the caller is there, and nobody talked since it took the call. */
    private static boolean hasTaken(Story story, LegStory machine) {
        boolean callerIsHere = !any(story, CallStates::isCaller) || any(story, leg -> isCaller(leg) && !leg.isOver());
        return (machine.isUp() || machine.is(LegState.QUEUED)) && callerIsHere && story.isAfterAnswer(machine.until());
    }

    /** In the queue itself, or between two members to whom it is offered. */
    private static boolean isQueued(Story story) {
        if (any(story, leg -> leg.kind() == LegKind.QUEUE && hasTaken(story, leg)) || isQueuedInHindsight(story)) {
            return true;
        }
        boolean queueLeft = any(story, leg -> leg.kind() == LegKind.QUEUE)
                && !any(story, leg -> leg.kind() == LegKind.QUEUE && !leg.isOver());
        return story.answeredAt.isEmpty()
                && !queueLeft
                && any(story, leg -> leg.leg.agent && leg.alerted)
                && any(story, leg -> isCaller(leg) && leg.isUp())
                && !any(story, leg -> leg.isInbound() && leg.isUp());
    }

    /** The queue never said that it took the call, but offered it to members; the caller was there since rules began. */
    static boolean isQueuedInHindsight(Story story) {
        return story.answeredAt.isEmpty()
                && any(story, leg -> leg.leg.waits && leg.is(LegState.INITIATED))
                && any(story, leg -> isCaller(leg) && leg.isUp());
    }

    private static boolean isHeld(Story story) {
        boolean held = any(story, leg -> leg.is(LegState.HELD) && !leg.takenBack);
        return held && !(story.isConference() && count(story, leg -> leg.is(LegState.CONNECTED)) > 1);
    }

    /** Whether two ends are connected at which somebody is. */
    static boolean isPaired(Story story) {
        if (story.answerDenied) {
            return false;
        }
        if (story.isRingOut()) {
            return bothLegsAreUp(story);
        }
        if (story.isConference()) {
            return count(story, leg -> leg.isUp() && leg.isSomebody()) > 1;
        }
        Optional<LegStory> answerer = first(story, leg -> leg.isInbound() && leg.isUp() && leg.isSomebody());
        if (answerer.isPresent()) {
            boolean person = answerer.get().kind() == LegKind.PERSON;
            boolean outside = any(story, leg -> isCaller(leg) && leg.leg.extensionId.isEmpty());
            return (person || outside) ? callerIsThere(story, answerer.get()) : callerIsUp(story);
        }
        story.callerAlone |= isSeenFromCallerOnly(story);
        return isSeenFromCallerOnly(story) || isPairedElsewhere(story) || isAnsweredOutside(story);
    }

    /** One end moved into another session, from where it, or who took its place, talks to the end that stayed. */
    private static boolean isPairedElsewhere(Story story) {
        boolean talked = story.answeredAt.isPresent();
        return any(story, leg -> leg.is(LegState.REPLACED) && leg.peer.isPresent() && (talked || leg.isTaken()))
                && any(story, leg -> leg.isUp() && leg.isSomebody());
    }

    /**
     * A RingOut is answered when both its ends are up by the sessions' own word; presence says so after the first
     * (complaints.md 0.3). The initiator's end may show as two legs, one in each session.
     */
    private static boolean bothLegsAreUp(Story story) {
        int up = 0;
        boolean initiator = false;
        boolean target = false;
        boolean roles = false;
        for (LegStory leg : story.parties()) {
            roles |= leg.leg.ringOutRole.isPresent();
            if (leg.isUp() && leg.upBySession) {
                up++;
                initiator |= Directions.isInitiator(story, leg);
                target |= !Directions.isInitiator(story, leg);
            }
        }
        return roles ? initiator && target : up >= 2;
    }

    /** A caller who was parked is there again for whoever answers after that. */
    private static boolean callerIsThere(Story story, LegStory answerer) {
        return !any(story, CallStates::isCaller)
                || any(
                        story,
                        leg -> isCaller(leg)
                                && !leg.isOver()
                                && (!leg.is(LegState.PARKED) || answerer.until() >= leg.until()));
    }

    private static boolean callerIsUp(Story story) {
        return !any(story, CallStates::isCaller) || any(story, leg -> isCaller(leg) && leg.isUp());
    }

    /** Only the calling extension's own leg is told: then its answer is all that can be known. */
    private static boolean isSeenFromCallerOnly(Story story) {
        return !story.calleeKnown
                && any(story, leg -> leg.isUp() && leg.leg.extensionId.isPresent() && !isAnsweredByRules(leg));
    }

    /** For a call within the account the session calls the caller's leg answered when the callee's rules begin. */
    private static boolean isAnsweredByRules(LegStory caller) {
        return caller.upBySession && Directions.isInside(caller.called);
    }

    /**
     * The far end's own answer was lost: a caller's leg is answered after it, and for a far end outside not before
     * (protocol.md 10, trap 1).
     */
    private static boolean isAnsweredOutside(Story story) {
        boolean rings =
                any(story, leg -> leg.isInbound() && leg.is(LegState.ALERTING) && leg.leg.extensionId.isEmpty());
        return rings
                && !any(story, leg -> leg.isInbound() && leg.leg.extensionId.isPresent())
                && any(story, leg -> isCaller(leg) && leg.isUp() && leg.upAfterGap && leg.leg.extensionId.isPresent());
    }

    /** A leg that rang before somebody else answered, and still does, rings only because its end was lost. */
    private static boolean isNewlyAlerting(Story story, LegStory leg) {
        return story.isAfterAnswer(leg.until());
    }

    private static boolean isCaller(LegStory leg) {
        return !leg.isInbound();
    }

    /** Who answered, given the leg whose report made the pair. */
    static Optional<LegStory> answerer(Story story, LegStory moved) {
        if (story.isRingOut()) {
            return first(story, leg -> leg.isUp() && !Directions.isInitiator(story, leg))
                    .or(() -> Optional.of(moved));
        }
        if (moved.isInbound() && moved.isUp()) {
            return Optional.of(moved);
        }
        return first(story, leg -> leg.isInbound() && leg.isUp() && leg.isSomebody())
                .or(() -> Optional.of(moved));
    }

    private static boolean any(Story story, Predicate<LegStory> condition) {
        for (LegStory leg : story.parties()) {
            if (condition.test(leg)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<LegStory> first(Story story, Predicate<LegStory> condition) {
        for (LegStory leg : story.parties()) {
            if (condition.test(leg)) {
                return Optional.of(leg);
            }
        }
        return Optional.empty();
    }

    private static int count(Story story, Predicate<LegStory> condition) {
        int count = 0;
        for (LegStory leg : story.parties()) {
            count += condition.test(leg) ? 1 : 0;
        }
        return count;
    }
}
