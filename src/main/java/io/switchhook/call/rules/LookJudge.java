package io.switchhook.call.rules;

import io.switchhook.call.CallRecord;
import io.switchhook.call.Certainty;
import io.switchhook.call.Direction;
import io.switchhook.call.Evidence.ActiveCallsReport;
import io.switchhook.call.Evidence.SessionLook;
import io.switchhook.call.Health;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegState;
import io.switchhook.call.Outcome;
import io.switchhook.call.Provenance;
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
 * What a look at the platform proves. A complete look shows calls nobody told of and lacks calls that are over; one
 * that is not complete proves no absence. It runs seconds behind, so newer news always wins (protocol.md 6.1).
 */
final class LookJudge {
    /** Active calls are 3 to 10 s behind (protocol.md 6.1); a call that was heard of later than this before the look
     * may be missing from it without meaning. */
    static final long BEHIND_MS = 15_000;

    /** The extension of a record that names none. */
    static final String UNKNOWN = "unknown";

    /** A record gives whole seconds, so that its end may seem to come before the last report. Chosen: two of them. */
    private static final long ROUNDED_MS = 2_000;

    private final Registry registry;
    private final Absences absences;

    LookJudge(Registry registry, RulesConfig config) {
        this.registry = registry;
        this.absences = new Absences(registry, config);
    }

    List<CallTrack> judge(ActiveCallsReport report, Turn turn) {
        Set<CallTrack> touched = new LinkedHashSet<>();
        Map<CallTrack, List<CallRecord>> shown = byCall(report.records(), turn);
        Look look = new Look(report.provenance(), report.requestedAt());
        apply(shown, look, touched, turn);
        if (report.complete()) {
            shown.values().removeIf(records -> records.stream().noneMatch(CallRecord::live));
            absences.notice(report, shown.keySet(), touched, turn);
        } else {
            turn.decision().refuse(new Refusal(Refusal.Reason.PROVES_NOTHING, "", report.provenance()));
        }
        return new ArrayList<>(touched);
    }

    List<CallTrack> judge(SessionLook report, Turn turn) {
        return absences.answer(report, turn);
    }

    /** One call has several records: one for each extension, and both halves of a RingOut. */
    private Map<CallTrack, List<CallRecord>> byCall(List<CallRecord> records, Turn turn) {
        Map<CallTrack, List<CallRecord>> byCall = new LinkedHashMap<>();
        for (CallRecord record : records) {
            Optional<CallTrack> found = registry.trackOf(
                    record.telephonySessionId(), halfOf(record), record.accountId(), LogVerdict.isRingOut(record));
            if (found.isPresent()) {
                CallTrack track = found.get();
                byCall.computeIfAbsent(track, key -> new ArrayList<>(1)).add(record);
                if (track.takeLearnt()) {
                    turn.decision().touch(track.id());
                }
            }
        }
        return byCall;
    }

    /** What of a record tells the halves of a RingOut. */
    static Half halfOf(CallRecord record) {
        return new Half(record.sessionId(), record.from(), record.to(), record.extensionId(), wayOf(record));
    }

    private void apply(Map<CallTrack, List<CallRecord>> byCall, Look look, Set<CallTrack> touched, Turn turn) {
        byCall.forEach((track, records) -> {
            if (apply(track, records, look, turn)) {
                touched.add(track);
            }
        });
    }

    private boolean apply(CallTrack track, List<CallRecord> records, Look look, Turn turn) {
        boolean unheard = track.story().isEmpty() && !track.isWaiting(turn.now());
        boolean stale =
                !unheard && track.aliveAt() + BEHIND_MS > look.requestedAt().toEpochMilli();
        boolean live = records.stream().anyMatch(CallRecord::live);
        boolean wasLost = track.isOver() && track.health() == Health.LOST;
        if (unheard || (wasLost && live && !stale)) {
            explain(wasLost ? Rule.LOOK_REVIVES_CALL : Rule.LOOK_BEGINS_CALL, track, turn);
            records.forEach(record -> begin(record, track, look, wasLost, turn));
        }
        if (live) {
            explain(stale ? Rule.LOOK_BEHIND_NEWS : Rule.LOOK_AGREES, track, turn);
            return showLive(track, records, look, stale, turn) || unheard;
        }
        if (track.isOver()) {
            explain(Rule.RECORD_COMPLETES, track, turn);
            return complete(records, track, look, turn) || unheard;
        }
        // Of a call in doubt a finished record is the answer that was asked for.
        boolean behind = stale && track.health() == Health.LIVE;
        if (behind || track.isWaiting(turn.now())) {
            explain(Rule.LOOK_BEHIND_NEWS, track, turn);
            // The end may still be awaited, and the record be gone by then; that it was answered stays true.
            return (!stale && learnAnswer(decisive(records, look), track, look, turn)) || unheard;
        }
        return finish(records, track, look, turn) || unheard;
    }

    private static void explain(Rule rule, CallTrack track, Turn turn) {
        if (turn.decision().isExplained()) {
            turn.decision().because(rule, track, "");
        }
    }

    private boolean showLive(CallTrack track, List<CallRecord> records, Look look, boolean stale, Turn turn) {
        if (track.isOver()) {
            return false;
        }
        if (track.absences > 0 || track.health() != Health.LIVE) {
            turn.decision().touch(track.id());
        }
        track.alive(stale ? track.aliveAt() : look.requestedAt().toEpochMilli());
        boolean news = false;
        for (CallRecord record : records) {
            boolean unanswered = track.story().answeredAt.isEmpty() && !track.isRingOut() && !track.story().voicemail;
            // Who has answered has, however old the look.
            if (unanswered && record.live() && record.answered()) {
                explain(Rule.LOOK_SHOWS_ANSWER, track, turn);
                Instant at = answeredAt(record, look)
                        .orElseGet(() -> seenAt(track.story().last(), look));
                track.add(
                        mark(record, answererOf(record, track), LegState.CONNECTED, at, look), Optional.empty(), turn);
                news = true;
            }
        }
        return news;
    }

    /** A call never heard of, or one that was taken for lost and is not. */
    private void begin(CallRecord record, CallTrack track, Look look, boolean again, Turn turn) {
        Instant at = again ? look.requestedAt() : record.startedAt().orElse(look.requestedAt());
        boolean alerting = record.live() || !record.answered();
        add(record, track, alerting ? LegState.ALERTING : LegState.CONNECTED, at, look, turn);
        if (record.live() && record.answered()) {
            Instant answered = answeredAt(record, look).orElse(look.requestedAt());
            add(record, track, LegState.CONNECTED, answered, look, turn);
        }
    }

    /** When a look was, by the platform's clock, which the last report, if there is one, tells where it is far from ours. */
    private static Instant seenAt(Mark last, Look look) {
        long asked = look.requestedAt().toEpochMilli();
        if (last == null) {
            return look.requestedAt();
        }
        long platform = last.at + Math.max(0, asked - last.from.heardAtMs());
        return Instant.ofEpochMilli(Math.abs(platform - asked) > BEHIND_MS ? platform : Math.max(asked, last.at));
    }

    private static Optional<Instant> answeredAt(CallRecord record, Look look) {
        return record.startedAt().flatMap(start -> RecordStory.answeredAt(record, start, look.requestedAt()));
    }

    /** Ends a call of which only finished records are listed, unless they finished before what we heard last. */
    private boolean finish(List<CallRecord> records, CallTrack track, Look look, Turn turn) {
        long last = track.story().last().at;
        CallRecord latest = decisive(records, look);
        long end = endOf(latest, look);
        if (end < last - ROUNDED_MS) {
            explain(Rule.LOOK_BEHIND_NEWS, track, turn);
            return false;
        }
        explain(Rule.RECORD_ENDS_CALL, track, turn);
        if (latest.answered() && track.story().answeredAt.isEmpty() && !track.isRingOut()) {
            answer(latest, track, Optional.of(Instant.ofEpochMilli(last)), look, turn);
        }
        result(latest, track, look, turn);
        if (records.size() == 1 && turnRound(latest, track)) {
            add(latest, track, LegState.ENDED, Instant.ofEpochMilli(Math.max(end, last)), look, turn);
        }
        Absences.endLegs(track, Instant.ofEpochMilli(Math.max(end, last)), look.provenance(), turn);
        return true;
    }

    /** What finished records add to a call that is over: a result, and an answer whose report was lost. */
    private boolean complete(List<CallRecord> records, CallTrack track, Look look, Turn turn) {
        CallRecord latest = decisive(records, look);
        learnAnswer(latest, track, look, turn);
        return result(latest, track, look, turn);
    }

    private static boolean result(CallRecord record, CallTrack track, Look look, Turn turn) {
        boolean tried = !track.recorded().isPersonTried()
                && track.story().answeredAt.isEmpty()
                && !track.isRingOut()
                && RecordedRing.isShownBy(record, track);
        return tried
                ? track.recorded().finishedTrying(record.result(), look.provenance(), turn)
                : track.recorded().finishedWith(record.result(), look.provenance(), turn);
    }

    private static boolean learnAnswer(CallRecord record, CallTrack track, Look look, Turn turn) {
        Story story = track.story();
        boolean news = record.answered() && story.answeredAt.isEmpty() && !track.isRingOut() && isPerson(record, story);
        if (news) {
            answer(record, track, Optional.empty(), look, turn);
        }
        return news;
    }

    /** An answer whose report was lost: before the end of the leg where that is known, else at the call's last report. */
    private static void answer(CallRecord record, CallTrack track, Optional<Instant> last, Look look, Turn turn) {
        LegTrack leg = answererOf(record, track);
        Story story = track.story();
        boolean over = story.legs().stream().anyMatch(known -> known.leg == leg && known.isOver());
        Instant at = last.filter(moment -> !over)
                .or(() -> story.lastBeforeEndOf(leg))
                .orElseGet(() -> after(record.startedAt().orElse(look.requestedAt()), story, leg));
        track.add(mark(record, leg, LegState.CONNECTED, at, look), Optional.empty(), turn);
    }

    /** Of a leg of which only the end was heard: it was not answered before what was heard of others meanwhile. */
    private static Instant after(Instant start, Story story, LegTrack answerer) {
        long at = start.toEpochMilli();
        for (LegStory leg : story.legs()) {
            for (int i = 0; leg.leg != answerer && i < leg.history.size(); i++) {
                boolean live = !leg.history.state(i).isOver();
                at = live ? Math.max(at, leg.history.atMs(i) + 1) : at;
            }
        }
        return Instant.ofEpochMilli(at);
    }

    /** A mailbox that took the caller is no answer, unless the record's result says that somebody was. */
    private static boolean isPerson(CallRecord record, Story story) {
        Optional<Outcome> told = record.result().flatMap(ReasonTable::of).flatMap(ReasonTable.Reason::outcome);
        return !story.voicemail || told.filter(Outcome.ANSWERED::equals).isPresent();
    }

    /** The extension's leg, or the one outside to which it was forwarded, if that outlived it. */
    private static LegTrack answererOf(CallRecord record, CallTrack track) {
        LegTrack own = legOf(record, track);
        for (LegStory leg : track.story().legs()) {
            boolean outside = leg.isInbound() && leg.leg.extensionId.isEmpty() && leg.alerted && !leg.leg.lookedOnly;
            boolean outlived = track.story().legs().stream()
                    .anyMatch(other -> other.leg == own
                            && other.isInbound()
                            && other.isOver()
                            && (!leg.isOver() || other.until() < leg.until()));
            if (outside && outlived) {
                return leg.leg;
            }
        }
        return own;
    }

    /** The record that says most: of an answer rather than of a phone that merely rang, and the latest of those. */
    private static CallRecord decisive(List<CallRecord> records, Look look) {
        CallRecord best = records.get(0);
        for (CallRecord record : records) {
            boolean says = record.answered() && !best.answered();
            boolean later = record.answered() == best.answered() && endOf(record, look) > endOf(best, look);
            best = says || later ? record : best;
        }
        return best;
    }

    private static long endOf(CallRecord record, Look look) {
        return record.startedAt().isPresent() && record.duration().isPresent()
                ? record.startedAt().get().plus(record.duration().get()).toEpochMilli()
                : look.requestedAt().toEpochMilli();
    }

    private static void add(CallRecord record, CallTrack track, LegState state, Instant at, Look look, Turn turn) {
        track.add(mark(record, legOf(record, track), state, at, look), Optional.empty(), turn);
    }

    /** A queue's call is listed as outbound while it lasts (protocol.md 6.1); the finished record knows. */
    private static boolean turnRound(CallRecord record, CallTrack track) {
        LegTrack leg = legOf(record, track);
        boolean wrong = leg.lookedOnly && leg.direction != wayOf(record);
        if (wrong) {
            leg.direction = wayOf(record);
            track.legs().retold = true;
        }
        return wrong;
    }

    private static LegDirection wayOf(CallRecord record) {
        return record.direction() == Direction.OUTBOUND ? LegDirection.OUTBOUND : LegDirection.INBOUND;
    }

    private static LegTrack legOf(CallRecord record, CallTrack track) {
        LegDirection way = wayOf(record);
        return track.legs().ofRecord(record.extensionId().orElse(UNKNOWN), way);
    }

    private static Mark mark(CallRecord record, LegTrack leg, LegState state, Instant at, Look look) {
        Stamp stamp = new Stamp(Source.LOOK, "look", 0, at.toEpochMilli(), Certainty.RECONCILED, look.provenance());
        return new Mark(leg, stamp, state, true).between(record.from(), record.to());
    }

    private record Look(Provenance provenance, Instant requestedAt) {}
}
