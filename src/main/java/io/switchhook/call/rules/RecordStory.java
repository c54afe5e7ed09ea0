package io.switchhook.call.rules;

import io.switchhook.call.CallRecord;
import io.switchhook.call.CallRecord.RecordLeg;
import io.switchhook.call.Certainty;
import io.switchhook.call.Direction;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Provenance;
import io.switchhook.call.rules.Mark.Source;
import io.switchhook.call.rules.Mark.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The story of a call of which nobody told, from its finished records. It yields to the first word of anybody who was
 * there: its marks count only as long as nothing else is known of the call.
 */
final class RecordStory {
    /** The stream of the marks made here. */
    static final String STREAM = "log";

    /** At one moment the callee goes before the caller, who is connected to somebody. */
    private static final Comparator<Step> BY_TIME = Comparator.<Step, Instant>comparing(Step::at)
            .thenComparing(Step::state)
            .thenComparing(step -> step.leg().direction == LegDirection.OUTBOUND);

    private final CallTrack track;
    private final Provenance from;
    private final boolean ringOut;
    private final boolean ringOutAnswered;
    private final Optional<Instant> answeredAt;
    private final List<Step> steps = new ArrayList<>();

    private RecordStory(CallTrack track, List<CallRecord> records, Provenance from) {
        this.track = track;
        this.from = from;
        this.ringOut = track.isRingOut() || records.stream().anyMatch(LogVerdict::isRingOut);
        this.ringOutAnswered = ringOut && LogVerdict.decisive(records, true).answered();
        this.answeredAt = records.stream()
                .filter(record -> record.answered() && record.direction() == Direction.INBOUND)
                .flatMap(record -> record.startedAt().map(start -> answeredAt(record, start)).stream())
                .min(Instant::compareTo);
    }

    /** Tells the call from its beginning to its end. False when no record says when it was. */
    static boolean tell(CallTrack track, List<CallRecord> records, Provenance from, Turn turn) {
        RecordStory story = new RecordStory(track, records, from);
        records.forEach(story::add);
        if (story.steps.isEmpty()) {
            return false;
        }
        if (story.ringOut) {
            track.becomeRingOut();
        }
        track.recorded()
                .finishedWith(LogVerdict.decisive(records, story.ringOut).result(), from, turn);
        story.steps.sort(BY_TIME);
        List<Mark> marks = new ArrayList<>(story.steps.size());
        for (int i = 0; i < story.steps.size(); i++) {
            // Times are whole seconds, so that the number has to keep the order.
            marks.add(story.mark(story.steps.get(i), i + 1));
        }
        if (track.story().isEmpty()) {
            marks.forEach(mark -> track.add(mark, Optional.empty(), turn));
        } else {
            track.addAll(marks, turn);
        }
        return true;
    }

    private void add(CallRecord record) {
        if (record.startedAt().isEmpty()) {
            return;
        }
        Instant start = record.startedAt().get();
        Instant end = record.endedAt().orElse(start);
        LegTrack leg = legOf(record);
        boolean mailbox = record.result().filter("Voicemail"::equals).isPresent() && !ringOut;
        boolean fax = record.details().fax();
        if (!fax) {
            steps.add(new Step(record, leg, LegState.ALERTING, start, Optional.empty()));
        }
        if (ringOut ? ringOutAnswered : record.answered() || fax) {
            Optional<LegKind> kind = fax ? Optional.of(LegKind.FAX) : Optional.empty();
            steps.add(new Step(record, leg, LegState.CONNECTED, connectedAt(record, start), kind));
        }
        Optional<LegKind> kind = mailbox ? Optional.of(LegKind.VOICEMAIL) : Optional.empty();
        steps.add(new Step(record, leg, LegState.ENDED, end, kind));
    }

    /** The caller is connected when the callee is, where both have a record. */
    private Instant connectedAt(CallRecord record, Instant start) {
        Instant own = answeredAt(record, start);
        boolean caller = record.direction() == Direction.OUTBOUND;
        return caller ? answeredAt.filter(own::isBefore).orElse(own) : own;
    }

    /** The leg that was taken began when it was taken, at the earliest; without one the whole record counts. */
    private static Instant answeredAt(CallRecord record, Instant start) {
        return answeredAt(record, start, record.endedAt().orElse(start)).orElse(start);
    }

    /** When the newest of its legs began that was taken; empty where its legs do not tell. */
    static Optional<Instant> answeredAt(CallRecord record, Instant start, Instant end) {
        Optional<Instant> answered = Optional.empty();
        for (RecordLeg leg : record.details().legs()) {
            boolean within = leg.startedAt()
                    .filter(at -> at.isAfter(start) && !at.isAfter(end))
                    .isPresent();
            if (within
                    && leg.accepted()
                    && !leg.master()
                    && answered.filter(leg.startedAt().get()::isBefore).isEmpty()) {
                answered = leg.startedAt();
            }
        }
        return answered;
    }

    private LegTrack legOf(CallRecord record) {
        LegDirection way = record.direction() == Direction.OUTBOUND ? LegDirection.OUTBOUND : LegDirection.INBOUND;
        String extension = record.extensionId().orElse(LookJudge.UNKNOWN);
        return track.legs().ofRecord(record.details().partyId(), extension, way);
    }

    private Mark mark(Step step, long number) {
        Stamp stamp = new Stamp(Source.LOOK, STREAM, number, step.at().toEpochMilli(), Certainty.RECONCILED, from);
        Mark mark = new Mark(step.leg(), stamp, step.state(), true)
                .between(step.record().from(), step.record().to());
        mark.kind = step.kind();
        mark.certified = ringOut;
        return mark;
    }

    private record Step(CallRecord record, LegTrack leg, LegState state, Instant at, Optional<LegKind> kind) {}
}
