package io.switchhook.call.rules;

import io.switchhook.call.Health;
import io.switchhook.call.LegState;
import io.switchhook.call.rules.Mark.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How long a call whose legs are all over waits for something that continues it, before its end is told. */
final class EndPatience {
    /** How long a call whose last leg left for elsewhere waits for the leg that continues it. Chosen: several times
     * what a transfer takes to ring its target. */
    private static final long TRANSFER_WAIT_MS = 10_000;

    private EndPatience() {}

    /** When the end of a call all of whose legs are over may be told, milliseconds of the epoch. */
    static long due(CallTrack track, RulesConfig config, long now) {
        Story story = track.story();
        if (isCertain(track, config)) {
            return now;
        }
        long patience =
                goesElsewhere(story) ? TRANSFER_WAIT_MS : config.endGrace().toMillis();
        long heard = Math.max(
                story.last().from.heardAt().toEpochMilli(), track.links().heardAt());
        return heard + (isGuessed(story) ? TRANSFER_WAIT_MS : patience);
    }

    /** Whether nothing but silence tells that the call is over: that is asked, never told. */
    static boolean isGuess(CallTrack track, RulesConfig config) {
        Story story = track.story();
        return isGuessed(story)
                && !isCertain(track, config)
                && track.links().continuedUntil(story).isEmpty();
    }

    /** Whether a leg that still seems up is over only because the other end hung up. */
    private static boolean isGuessed(Story story) {
        for (LegStory leg : story.parties()) {
            boolean outside = leg.isInbound() && leg.leg.extensionId.isEmpty();
            if (leg.isUp() && !outside && !leg.leg.lookedOnly) {
                return true;
            }
        }
        return false;
    }

    static void explain(CallTrack track, RulesConfig config, long due, Turn turn) {
        if (due <= turn.now()) {
            Rule told = isGuess(track, config) ? Rule.ONE_SIDE_LEFT : Rule.END_CERTAIN;
            turn.decision().because(told, track, "");
            return;
        }
        Rule rule = goesElsewhere(track.story()) ? Rule.TRANSFER_AWAITED : Rule.END_GRACE;
        turn.decision().because(rule, track, "until " + Instant.ofEpochMilli(due));
    }

    private static boolean goesElsewhere(Story story) {
        boolean elsewhere = false;
        for (LegStory leg : ends(story)) {
            if (leg.is(LegState.REPLACED)) {
                return Endings.latest(story, Optional.empty()).state() == LegState.REPLACED;
            }
            elsewhere |= leg.continues() && !isContinued(story, leg);
        }
        return elsewhere;
    }

    /** Those whose end ends the call: who listened in leaves without taking anything along. */
    private static List<LegStory> ends(Story story) {
        return story.parties().isEmpty() ? story.legs() : story.parties();
    }

    /** Whether another leg came after a leg and outlived it: where it went on is known. */
    static boolean isContinued(Story story, LegStory ended) {
        boolean later = false;
        for (LegStory leg : story.legs()) {
            boolean outlives = later && (!leg.isOver() || leg.until() > ended.until());
            if (leg != ended && (outlives || leg.since() >= ended.until())) {
                return true;
            }
            later |= leg == ended;
        }
        return false;
    }

    /** Whether nothing can follow: everything is known, and nothing of it says that the call goes on. */
    private static boolean isCertain(CallTrack track, RulesConfig config) {
        if (track.recorded().result().isPresent() || track.health() == Health.LOST) {
            return true;
        }
        boolean caller = false;
        boolean called = false;
        boolean session = false;
        Story story = track.story();
        for (LegStory leg : story.legs()) {
            boolean known = isContinued(story, leg) && !leg.is(LegState.REPLACED);
            boolean open = !leg.leg.monitor
                    && leg.mayContinue()
                    && !known
                    && !track.links().knowsSuccessor(leg);
            if (!leg.isOver() || !leg.newest.last || open) {
                return false;
            }
            session |= leg.newest.source == Source.SESSION;
            caller |= !leg.isInbound();
            called |= leg.isInbound();
        }
        if (session) {
            return config.accountWide() && track.isWhole() && caller && called;
        }
        // An extension's last word on a call that nobody has answered: the queue may offer it to the next one.
        return caller || story.answeredAt.isPresent();
    }
}
