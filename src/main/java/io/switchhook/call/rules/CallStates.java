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
            return any(story, leg -> leg.is(LegState.HELD)) ? CallState.HELD : CallState.TALKING;
        }
        if (any(story, leg -> leg.is(LegState.PARKED))) {
            return CallState.PARKED;
        }
        if (any(story, leg -> leg.is(LegState.ALERTING) && isNewlyAlerting(story, leg))) {
            return CallState.RINGING;
        }
        if (story.isRingOut() && story.answeredAt.isEmpty() && any(story, LegStory::isUp)) {
            return CallState.RINGING;
        }
        if (any(story, leg -> leg.is(LegState.QUEUED))) {
            return CallState.QUEUED;
        }
        boolean beforeTalk = story.answeredAt.isEmpty() && !story.isAllOver();
        return beforeTalk && any(story, LegStory::isUp) ? CallState.ROUTING : story.state;
    }

    /** Whether two ends are connected at which somebody is. */
    static boolean isPaired(Story story) {
        if (story.answerDenied) {
            return false;
        }
        if (story.isRingOut()) {
            return bothLegsAreUp(story);
        }
        Optional<LegStory> answerer = first(story, leg -> leg.isInbound() && leg.isUp() && leg.isSomebody());
        if (answerer.isPresent()) {
            boolean person = answerer.get().kind() == LegKind.PERSON;
            return person ? callerIsThere(story) : callerIsUp(story);
        }
        return isSeenFromCallerOnly(story) && any(story, LegStory::isUp);
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
        for (LegStory leg : story.legs()) {
            roles |= leg.leg.ringOutRole.isPresent();
            if (leg.isUp() && leg.upBySession) {
                up++;
                initiator |= Directions.isInitiator(story, leg);
                target |= !Directions.isInitiator(story, leg);
            }
        }
        return roles ? initiator && target : up >= 2;
    }

    private static boolean callerIsThere(Story story) {
        return !any(story, CallStates::isCaller) || any(story, leg -> isCaller(leg) && !leg.isOver());
    }

    private static boolean callerIsUp(Story story) {
        return !any(story, CallStates::isCaller) || any(story, leg -> isCaller(leg) && leg.isUp());
    }

    /** Only the calling extension's own leg is told: then its answer is all that can be known. */
    private static boolean isSeenFromCallerOnly(Story story) {
        return !any(story, LegStory::isInbound)
                && any(story, leg -> leg.isUp() && leg.leg.extensionId.isPresent() && !isAnsweredByRules(leg));
    }

    /** For a call within the account the session calls the caller's leg answered when the callee's rules begin. */
    private static boolean isAnsweredByRules(LegStory caller) {
        return caller.upBySession && caller.called.extensionId().isPresent();
    }

    /** A leg that rang before somebody else answered, and still does, rings only because its end was lost. */
    private static boolean isNewlyAlerting(Story story, LegStory leg) {
        long since = leg.history.get(leg.history.size() - 1).at().toEpochMilli();
        return story.answeredAt.filter(answered -> since <= answered).isEmpty();
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
        return first(story, condition).isPresent();
    }

    private static Optional<LegStory> first(Story story, Predicate<LegStory> condition) {
        for (LegStory leg : story.legs()) {
            if (condition.test(leg)) {
                return Optional.of(leg);
            }
        }
        return Optional.empty();
    }
}
