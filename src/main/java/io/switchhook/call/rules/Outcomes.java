package io.switchhook.call.rules;

import io.switchhook.call.CallState;
import io.switchhook.call.Direction;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Outcome;
import java.util.List;
import java.util.Optional;

/** What a call came to, from the account's side, and why it ended (vocabulary.md C3). */
final class Outcomes {
    private Outcomes() {}

    static Outcome outcome(Story story, Direction direction, Optional<String> result) {
        if (story.fax) {
            return Outcome.FAX;
        }
        if (story.answeredAt.isPresent()) {
            return Outcome.ANSWERED;
        }
        if (story.voicemail) {
            return Outcome.VOICEMAIL;
        }
        return result.flatMap(ReasonTable::of)
                .flatMap(ReasonTable.Reason::outcome)
                .map(told -> byDirection(told, direction))
                .map(told -> told == Outcome.MISSED && isMachineOnly(story) ? unanswered(story, direction) : told)
                .or(() -> byReasons(story))
                .orElseGet(() -> unanswered(story, direction));
    }

    private static Outcome unanswered(Story story, Direction direction) {
        if (isEndAlone(story)) {
            return Outcome.UNKNOWN;
        }
        if (story.isRingOut()) {
            return wasUpAtAll(story) ? Outcome.UNKNOWN : Outcome.CANCELED;
        }
        return switch (direction) {
            case OUTBOUND -> Outcome.CANCELED;
            case INBOUND -> aPersonWasTried(story) ? Outcome.MISSED : abandonedOrMissed(story);
            // Only the caller's own leg was told, which the platform calls answered at once: nobody knows the rest.
            case INTERNAL -> aCalleeIsKnown(story) ? unanswered(story, Direction.INBOUND) : Outcome.UNKNOWN;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    /** Nothing is known but that its legs are over: it may have been answered before anybody listened (trap 5). */
    private static boolean isEndAlone(Story story) {
        for (LegStory leg : story.legs()) {
            if (leg.history.size() > 1 || !leg.isOver()) {
                return false;
            }
        }
        return true;
    }

    private static Outcome abandonedOrMissed(Story story) {
        boolean machine =
                story.parties().stream().anyMatch(leg -> leg.kind() == LegKind.IVR || leg.kind() == LegKind.QUEUE);
        boolean routed = story.has(CallState.ROUTING);
        return machine || routed ? Outcome.ABANDONED : Outcome.MISSED;
    }

    /** Only menus and queues are known at the called end: the caller left before any person was tried. */
    private static boolean isMachineOnly(Story story) {
        boolean machine = false;
        for (LegStory leg : story.parties()) {
            if (leg.isInbound() && !leg.leg.lookedOnly) {
                if (leg.kind() != LegKind.IVR && leg.kind() != LegKind.QUEUE) {
                    return false;
                }
                machine = true;
            }
        }
        return machine;
    }

    private static boolean aCalleeIsKnown(Story story) {
        return story.parties().stream().anyMatch(LegStory::isInbound);
    }

    private static boolean aPersonWasTried(Story story) {
        return story.parties().stream().anyMatch(leg -> leg.isInbound() && leg.alerted);
    }

    private static boolean wasUpAtAll(Story story) {
        return story.parties().stream().anyMatch(LegStory::wasUp);
    }

    /** The call log's words for nobody answering do not say who gave up; for an outbound call it is the caller. */
    private static Outcome byDirection(Outcome told, Direction direction) {
        return told == Outcome.MISSED && direction == Direction.OUTBOUND ? Outcome.CANCELED : told;
    }

    private static Optional<Outcome> byReasons(Story story) {
        List<LegStory> called =
                story.parties().stream().filter(LegStory::isInbound).toList();
        if (called.size() > 1 && !story.isRingOut()) {
            return Optional.empty();
        }
        return story.parties().stream()
                .flatMap(leg -> leg.reason.stream())
                .flatMap(word -> ReasonTable.of(word).stream())
                .flatMap(reason -> reason.outcome().stream())
                .findFirst();
    }

    /** Why it ended: the provider's reason by our word, else what the outcome implies. */
    static String cause(Story story, Outcome outcome, Optional<String> result) {
        Optional<String> word = result.isPresent() ? result : reason(story);
        if (word.isPresent()) {
            return ReasonTable.of(word.get()).map(ReasonTable.Reason::cause).orElse("other:" + word.get());
        }
        return switch (outcome) {
            case ANSWERED, FAX -> "normal";
            case MISSED, ABANDONED, CANCELED -> "caller-hangup";
            case VOICEMAIL -> "voicemail";
            case BUSY, REJECTED, FAILED, UNKNOWN -> outcome.word();
        };
    }

    /**
     * The reason that concerns the whole call: of an answered one that of a leg that talked, of another that of a leg
     * that was tried. That a queue moved on, or that a leg went elsewhere and the call went on, is no reason to end.
     */
    private static Optional<String> reason(Story story) {
        for (LegStory leg : story.parties()) {
            boolean concerned = story.answeredAt.isEmpty() || leg.wasUp();
            if (concerned && leg.reason.isPresent() && !isPassing(story, leg)) {
                return leg.reason;
            }
        }
        return Optional.empty();
    }

    private static boolean isPassing(Story story, LegStory leg) {
        Optional<ReasonTable.Reason> row = ReasonTable.of(leg.reason.get());
        boolean queue = row.isPresent() && row.get().cause().equals("queue");
        boolean moved = leg.is(LegState.REPLACED) && leg.peer.isPresent();
        return queue || moved || (leg.continues() && EndPatience.isContinued(story, leg));
    }
}
