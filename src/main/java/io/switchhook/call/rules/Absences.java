package io.switchhook.call.rules;

import io.switchhook.call.Certainty;
import io.switchhook.call.Evidence.ActiveCallsReport;
import io.switchhook.call.Evidence.SessionLook;
import io.switchhook.call.Health;
import io.switchhook.call.LegState;
import io.switchhook.call.Provenance;
import io.switchhook.call.rules.Mark.Source;
import io.switchhook.call.rules.Mark.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What follows when complete looks do not show a call: doubt, a question to the platform, and an end with the reason
 * stated, never sooner (product.md 8).
 */
final class Absences {
    /** Calls that rules still route are not listed at all; where nobody can be asked, only a long silence makes their
     * absence count. Chosen: well beyond a long announcement. */
    static final long ROUTING_SILENCE_MS = 120_000;

    /** Complete looks in a row that must lack a call before the platform is asked about it (product.md 8). */
    private static final int LOOKS = 2;

    private final Registry registry;
    private final RulesConfig config;

    Absences(Registry registry, RulesConfig config) {
        this.registry = registry;
        this.config = config;
    }

    /** Counts a complete look against the calls that it does not show and that were not heard of lately. */
    void notice(ActiveCallsReport look, Set<CallTrack> shown, Set<CallTrack> touched, Turn turn) {
        long asked = look.requestedAt().toEpochMilli();
        List<CallTrack> lacking = new ArrayList<>();
        for (CallTrack track : registry.calls()) {
            boolean candidate = !track.isOver() && !track.story().isEmpty() && !shown.contains(track);
            if (candidate && track.aliveAt() + patienceWith(track) <= asked) {
                lacking.add(track);
            }
        }
        for (CallTrack track : lacking) {
            touched.add(track);
            absent(track, look, turn);
        }
    }

    private long patienceWith(CallTrack track) {
        if (config.canVerify()) {
            return LookJudge.BEHIND_MS;
        }
        return switch (track.story().state) {
            case NEW, ROUTING, QUEUED -> ROUTING_SILENCE_MS;
            default -> LookJudge.BEHIND_MS;
        };
    }

    private void absent(CallTrack track, ActiveCallsReport look, Turn turn) {
        if (track.absences == 0) {
            track.absentSince = look.requestedAt().toEpochMilli();
        }
        track.absences++;
        explain(Rule.LOOK_LACKS_CALL, track, turn);
        if (track.absences < LOOKS) {
            track.doubt(Health.SUSPECT, "a complete look at active calls did not show it");
            return;
        }
        if (!config.canVerify() || !verify(track, turn)) {
            endLost(track, look.provenance(), turn);
        }
    }

    /** Asks the cheapest question that can settle it: its sessions, else the presence of its extensions. */
    private static boolean verify(CallTrack track, Turn turn) {
        List<Ask> asks = track.telephonySessionIds().isEmpty() && track.absences != LOOKS ? List.of() : question(track);
        if (!asks.isEmpty()) {
            explain(Rule.PLATFORM_ASKED, track, turn);
            track.doubt(Health.VERIFYING, LOOKS + " complete looks did not show it; the platform is asked");
            track.forgetUnknown();
            asks.forEach(turn.decision()::ask);
        }
        return !asks.isEmpty();
    }

    /** The cheapest question that tells how a call stands: its sessions, else the presence of its extensions. */
    static List<Ask> question(CallTrack track) {
        List<Ask> asks = new ArrayList<>(1);
        track.telephonySessionIds().forEach(session -> asks.add(new Ask.Session(session)));
        if (asks.isEmpty()) {
            track.openExtensions().forEach(extension -> asks.add(new Ask.Presence(extension)));
        }
        return asks;
    }

    /** The answer to the question whether the platform still knows a session. */
    List<CallTrack> answer(SessionLook report, Turn turn) {
        Optional<CallTrack> asked = registry.find(Optional.of(report.telephonySessionId()), Optional.empty());
        if (asked.isEmpty() || asked.get().isOver()) {
            return List.of();
        }
        CallTrack track = asked.get();
        if (report.exists()) {
            known(report, track, turn);
        } else if (track.health() == Health.VERIFYING) {
            if (track.isUnknown(report.telephonySessionId())) {
                endLost(track, report.provenance(), turn);
            }
        }
        return List.of(track);
    }

    /** What the platform says of a call in doubt is taken; a call that was heard of meanwhile knows better. */
    private static void known(SessionLook report, CallTrack track, Turn turn) {
        boolean repaired = track.health() != Health.LIVE && new Verification(track, report, turn).repair();
        explain(repaired ? Rule.PLATFORM_SHOWS_STATE : Rule.PLATFORM_KNOWS_IT, track, turn);
        if (repaired && track.hasOneSession() && Verification.isOver(report.parties())) {
            track.lose();
        } else {
            track.alive(turn.now());
        }
    }

    private static void explain(Rule rule, CallTrack track, Turn turn) {
        if (turn.decision().isExplained()) {
            turn.decision().because(rule, track, "");
        }
    }

    private static void endLost(CallTrack track, Provenance from, Turn turn) {
        explain(Rule.LOST_CALL_ENDED, track, turn);
        // Who was left alone was so since the others had left.
        boolean alone = track.story().isAllOver();
        endLegs(track, alone ? Endings.lastEnd(track.story()) : Instant.ofEpochMilli(track.absentSince), from, turn);
        track.lose();
    }

    /** Ends what is left of a call that a look found to be over. */
    static void endLegs(CallTrack track, Instant at, Provenance from, Turn turn) {
        for (LegStory leg : new ArrayList<>(track.story().legs())) {
            if (!leg.isOver()) {
                // What its session said of it stays true: it cannot have ended before.
                long end = Math.max(at.toEpochMilli(), Math.max(leg.until(), leg.leg.newestAt()));
                Stamp stamp = new Stamp(Source.LOOK, "look", 0, end, Certainty.RECONCILED, from);
                track.add(new Mark(leg.leg, stamp, LegState.ENDED, true), Optional.empty(), turn);
            }
        }
    }
}
