package io.switchhook.call.rules;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent.Detail;
import io.switchhook.call.CallRecord;
import io.switchhook.call.Certainty;
import io.switchhook.call.Direction;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegState;
import io.switchhook.call.Outcome;
import io.switchhook.call.Provenance;
import io.switchhook.call.rules.Mark.Source;
import io.switchhook.call.rules.Mark.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What finished records say of a call that is over, against what was told of it. They correct what they contradict and
 * settle what nobody knew; what sessions saw to the millisecond stays as it is.
 */
final class LogVerdict {
    private static final String RING_OUT = "RingOut";

    private final CallTrack track;
    private final CallRecord decisive;

    private LogVerdict(CallTrack track, CallRecord decisive) {
        this.track = track;
        this.decisive = decisive;
    }

    static LogVerdict of(CallTrack track, List<CallRecord> records) {
        return new LogVerdict(track, decisive(records, track.isRingOut()));
    }

    /**
     * The record that says most. Of a RingOut it is the one of the call to the callee; of other calls one of a called
     * extension before that of the caller, whose call a mailbox connects too. Then an answer before a mailbox before a
     * phone that merely rang, and the latest of those.
     */
    static CallRecord decisive(List<CallRecord> records, boolean ringOut) {
        CallRecord best = records.get(0);
        for (CallRecord record : records) {
            int compared = Integer.compare(weight(record, ringOut), weight(best, ringOut));
            boolean later = endOf(record).isAfter(endOf(best));
            best = compared > 0 || (compared == 0 && later) ? record : best;
        }
        return best;
    }

    private static int weight(CallRecord record, boolean ringOut) {
        Direction wanted = ringOut ? Direction.OUTBOUND : Direction.INBOUND;
        int side = record.direction() == wanted ? 4 : 0;
        int says = record.answered()
                ? 2
                : record.result().filter("Voicemail"::equals).isPresent() ? 1 : 0;
        return side + says;
    }

    private static Instant endOf(CallRecord record) {
        return record.endedAt().or(record::startedAt).orElse(Instant.MIN);
    }

    static boolean isRingOut(CallRecord record) {
        return record.details()
                .action()
                .filter(word -> word.startsWith(RING_OUT))
                .isPresent();
    }

    /**
     * Tells what the records contradict as a correction.
     *
     * @return what they settle without contradicting anything
     */
    List<Detail> apply(Provenance from, Turn turn) {
        Story story = track.story();
        if (isRingOut(decisive) && !decisive.answered()) {
            track.becomeRingOut();
        }
        if (track.isRingOut() || isHeardFromCallerOnly(story)) {
            if (!decisive.answered() && story.answeredAt.isPresent()) {
                track.recorded().denyAnswer(decisive.result(), from, turn);
            }
        } else if (decisive.answered() && story.answeredAt.isEmpty() && !story.fax && isPerson(story)) {
            answer(from, turn);
        }
        return settle(from, turn);
    }

    /**
     * A mailbox connects its caller too. Only the record of a called extension knows that a person took the call before
     * it went there, and it is needed only where reports are missing.
     */
    private boolean isPerson(Story story) {
        return !story.voicemail
                || (decisive.direction() == Direction.INBOUND
                        && (!track.isWhole() || isNews(story))
                        && decisive.result()
                                .flatMap(ReasonTable::of)
                                .flatMap(ReasonTable.Reason::outcome)
                                .filter(Outcome.ANSWERED::equals)
                                .isPresent());
    }

    /** Whether reports of the extension are missing, its answer maybe among them: its begin, its end, or why it could move. */
    private boolean isNews(Story story) {
        return story.legs().stream()
                .filter(leg -> decisive.extensionId().filter(leg.leg::isAt).isPresent())
                .noneMatch(leg -> leg.history.size() > 1
                        && leg.isEndReported()
                        && leg.move().isEmpty());
    }

    /** Presence may call an outbound call connected before anybody answers (protocol.md 10, trap 1). */
    private boolean isHeardFromCallerOnly(Story story) {
        return decisive.direction() == Direction.OUTBOUND
                && story.callerAlone
                && story.legs().stream().noneMatch(leg -> leg.upBySession);
    }

    private List<Detail> settle(Provenance from, Turn turn) {
        Optional<String> word = decisive.result();
        Call before = Snapshots.of(track, track.story(), 0);
        Outcome told = before.outcome().orElse(Outcome.UNKNOWN);
        if (told == Outcome.ABANDONED && RecordedRing.isShownBy(decisive, track)) {
            track.recorded().finishedTrying(word, from, turn);
            return List.of();
        }
        Outcome says = Outcomes.outcome(track.story(), before.direction(), word);
        boolean unexplained = before.cause().filter("reconciled"::equals).isPresent();
        if (told != says && isBetter(told, says)) {
            if (told != Outcome.UNKNOWN) {
                track.recorded().finishedWith(word, from, turn);
                return List.of();
            }
            unexplained = true;
        }
        return unexplained ? track.recorded().settledWith(word, before) : List.of();
    }

    /** Whether it contradicts, or says more: nobody answering has many names, and ours may know who gave up. */
    private static boolean isBetter(Outcome told, Outcome says) {
        return switch (says) {
            case UNKNOWN -> false;
            case MISSED, CANCELED, ABANDONED ->
                told == Outcome.ANSWERED || told == Outcome.VOICEMAIL || told == Outcome.FAX || told == Outcome.UNKNOWN;
            default -> true;
        };
    }

    /** An answer whose report was lost. */
    private void answer(Provenance from, Turn turn) {
        LegDirection way = decisive.direction() == Direction.OUTBOUND ? LegDirection.OUTBOUND : LegDirection.INBOUND;
        LegTrack leg = track.legs().ofRecord(decisive.extensionId().orElse(LookJudge.UNKNOWN), way);
        Instant at =
                track.story().lastBeforeEndOf(leg).orElse(decisive.startedAt().orElse(from.heardAt()));
        Stamp stamp = new Stamp(Source.LOOK, "look", 0, at.toEpochMilli(), Certainty.RECONCILED, from);
        Mark mark = new Mark(leg, stamp, LegState.CONNECTED, true).between(decisive.from(), decisive.to());
        track.add(mark, Optional.empty(), turn);
    }
}
