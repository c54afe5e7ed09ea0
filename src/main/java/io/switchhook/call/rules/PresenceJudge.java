package io.switchhook.call.rules;

import io.switchhook.call.ActiveCall;
import io.switchhook.call.Certainty;
import io.switchhook.call.Evidence.ExtensionReport;
import io.switchhook.call.LegState;
import io.switchhook.call.rules.Mark.Source;
import io.switchhook.call.rules.Mark.Stamp;
import io.switchhook.call.rules.RingOutPairs.Half;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an extension's presence means. It is a snapshot of all calls of the extension under one counter, so each report
 * is put in its place within the extension's stream; gaps in the counter mean nothing (protocol.md 5.2).
 */
final class PresenceJudge {
    private final Registry registry;
    private final RulesConfig config;
    private boolean sessionsExpected;
    private final Map<String, ExtensionStream> streams = new LinkedHashMap<>();

    PresenceJudge(Registry registry, RulesConfig config) {
        this.registry = registry;
        this.config = config;
        this.sessionsExpected = config.sessionsExpected();
    }

    void expectSessions(boolean expected) {
        sessionsExpected = expected;
    }

    List<CallTrack> judge(ExtensionReport report, Turn turn) {
        if (!report.detailed() || (report.calls().isEmpty() && !streams.containsKey(report.extensionId()))) {
            return List.of();
        }
        ExtensionStream stream = streams.computeIfAbsent(report.extensionId(), key -> new ExtensionStream());
        Set<CallTrack> touched = new LinkedHashSet<>();
        Set<LegTrack> listed = new LinkedHashSet<>();
        List<Optional<CallTrack>> tracks = new ArrayList<>(report.calls().size());
        // All calls are found before any is judged: two of one list may prove to be a RingOut.
        for (ActiveCall call : report.calls()) {
            tracks.add(trackOf(report, call, turn));
        }
        boolean news = report.calls().isEmpty();
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).isPresent()) {
                CallTrack track = tracks.get(i).get();
                touched.add(track);
                news |= mark(report, report.calls().get(i), track, listed, turn);
            }
        }
        if (!news && !touched.isEmpty()) {
            turn.decision()
                    .refuse(new Refusal(
                            Refusal.Reason.DUPLICATE, touched.iterator().next().id(), report.provenance()));
            return new ArrayList<>(touched);
        }
        noticeAbsence(stream, report, listed, touched, turn);
        return new ArrayList<>(touched);
    }

    private Optional<CallTrack> trackOf(ExtensionReport report, ActiveCall call, Turn turn) {
        Half half =
                new Half(call.sessionId(), call.from(), call.to(), Optional.of(report.extensionId()), call.direction());
        Optional<CallTrack> track = registry.trackOf(call.telephonySessionId(), half, report.accountId());
        if (track.isEmpty()) {
            boolean keyless = Registry.isKeyless(call.telephonySessionId(), call.sessionId());
            Refusal.Reason why = keyless ? Refusal.Reason.NO_KEY : Refusal.Reason.TOO_OLD;
            turn.decision().refuse(new Refusal(why, "", report.provenance()));
        }
        return track;
    }

    private boolean mark(ExtensionReport report, ActiveCall call, CallTrack track, Set<LegTrack> listed, Turn turn) {
        LegTrack leg = track.legs().of(call, report.extensionId());
        listed.add(leg);
        leg.owner = leg.owner.or(call::owner);
        if (call.queue() && !leg.agent && !leg.queue) {
            leg.agent = true;
            track.legs().retold = true;
        }
        streams.get(report.extensionId()).show(leg, track);
        Stamp stamp = stamp(report, Certainty.OBSERVED);
        Mark mark = new Mark(leg, stamp, call.state(), call.last()).between(call.from(), call.to());
        mark.matureAt = matureAt(mark, turn.now());
        if (mark.matureAt > turn.now() && turn.decision().isExplained()) {
            Rule rule = sessionsExpected
                    ? Rule.SESSIONS_EXPECTED
                    : mark.state == LegState.ENDED && !mark.last ? Rule.END_MAY_BE_TRANSITIONAL : Rule.STEP_MISSING;
            explainWait(rule, mark, track, turn);
        }
        return track.add(mark, Optional.empty(), turn);
    }

    private static void explainWait(Rule rule, Mark mark, CallTrack track, Turn turn) {
        turn.decision().because(rule, track, mark.leg, mark + ", until " + Instant.ofEpochMilli(mark.matureAt));
    }

    private static Stamp stamp(ExtensionReport report, Certainty certainty) {
        return new Stamp(
                Source.PRESENCE,
                report.extensionId(),
                report.number().orElse(0),
                report.at().toEpochMilli(),
                certainty,
                report.provenance());
    }

    /**
     * Presence waits where the session's own word is to be expected, where something should have come before, and
     * where an end may be transitional; never otherwise.
     */
    private long matureAt(Mark mark, long now) {
        if (sessionsExpected) {
            return now + config.gapWait().toMillis();
        }
        if (mark.state == LegState.ENDED && !mark.last) {
            return now + config.endGrace().toMillis();
        }
        return isPlausible(mark.leg.seenBefore(mark.stream, SeenOrder.Place.of(mark)), mark.state)
                ? now
                : now + config.gapWait().toMillis();
    }

    private static boolean isPlausible(Optional<LegState> was, LegState is) {
        return switch (is) {
            case HELD, PARKED -> was.filter(state -> state != LegState.ALERTING).isPresent();
            case CONNECTED, ENDED -> was.isPresent();
            default -> true;
        };
    }

    /** A call that a complete list does not show has left the extension; its own end was lost. */
    private void noticeAbsence(
            ExtensionStream stream, ExtensionReport report, Set<LegTrack> listed, Set<CallTrack> touched, Turn turn) {
        for (ActiveCall call : report.calls()) {
            if (!call.state().isOver()) {
                inferEndOfLate(stream, report, listed, turn);
                break;
            }
        }
        for (LegTrack leg : stream.goneBy(report, listed)) {
            touched.add(stream.trackOf(leg));
            infer(stream, leg, report, turn);
        }
        // Its place in the stream may yet matter to a leg whose reports come late.
        for (CallTrack track : stream.tracks()) {
            turn.decision().touch(track.id());
        }
    }

    private void inferEndOfLate(ExtensionStream stream, ExtensionReport report, Set<LegTrack> listed, Turn turn) {
        for (LegTrack leg : listed) {
            stream.firstWithout(leg, report).ifPresent(later -> infer(stream, leg, later, turn));
        }
    }

    private void infer(ExtensionStream stream, LegTrack leg, ExtensionReport report, Turn turn) {
        Mark mark = new Mark(leg, stamp(report, Certainty.INFERRED), LegState.ENDED, false);
        mark.matureAt = turn.now() + config.endGrace().toMillis();
        if (turn.decision().isExplained()) {
            explainWait(Rule.LEFT_THE_LIST, mark, stream.trackOf(leg), turn);
        }
        stream.trackOf(leg).add(mark, Optional.empty(), turn);
    }

    void forget(CallTrack track) {
        for (LegTrack leg : track.legs().all()) {
            for (String extension : leg.showing()) {
                ExtensionStream stream = streams.get(extension);
                if (stream != null && stream.forget(leg)) {
                    streams.remove(extension);
                }
            }
        }
    }
}
