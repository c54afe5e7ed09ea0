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

    private static final Comparator<Mark> BY_TIME =
            Comparator.<Mark>comparingLong(mark -> mark.at).thenComparing(mark -> mark.state);

    private final CallTrack track;
    private final Provenance from;
    private final boolean ringOut;
    private final boolean ringOutAnswered;
    private final List<Mark> marks = new ArrayList<>();

    private RecordStory(CallTrack track, List<CallRecord> records, Provenance from) {
        this.track = track;
        this.from = from;
        this.ringOut = track.isRingOut() || records.stream().anyMatch(LogVerdict::isRingOut);
        this.ringOutAnswered = ringOut && LogVerdict.decisive(records, true).answered();
    }

    /** Tells the call from its beginning to its end. False when no record says when it was. */
    static boolean tell(CallTrack track, List<CallRecord> records, Provenance from, Turn turn) {
        RecordStory story = new RecordStory(track, records, from);
        records.forEach(story::add);
        if (story.marks.isEmpty()) {
            return false;
        }
        if (story.ringOut) {
            track.becomeRingOut();
        }
        track.finishedWith(LogVerdict.decisive(records, story.ringOut).result(), from, turn);
        story.marks.sort(BY_TIME);
        for (Mark mark : story.marks) {
            track.add(mark, Optional.empty(), turn);
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
        boolean mailbox = record.result().filter("Voicemail"::equals).isPresent();
        boolean fax = record.details().fax();
        if (!fax) {
            marks.add(mark(record, leg, LegState.ALERTING, start));
        }
        if (ringOut ? ringOutAnswered : record.answered() || fax) {
            Mark up = mark(record, leg, LegState.CONNECTED, answeredAt(record, start, end));
            up.kind = fax ? Optional.of(LegKind.FAX) : up.kind;
            marks.add(up);
        }
        Mark over = mark(record, leg, LegState.ENDED, end);
        over.kind = mailbox && !ringOut ? Optional.of(LegKind.VOICEMAIL) : over.kind;
        marks.add(over);
    }

    /** The leg that was taken began when it was taken, at the earliest; without one the whole record counts. */
    private static Instant answeredAt(CallRecord record, Instant start, Instant end) {
        Instant answered = start;
        for (RecordLeg leg : record.details().legs()) {
            boolean within = leg.startedAt()
                    .filter(at -> at.isAfter(start) && !at.isAfter(end))
                    .isPresent();
            if (within && leg.accepted() && !leg.master() && leg.startedAt().get().isAfter(answered)) {
                answered = leg.startedAt().get();
            }
        }
        return answered;
    }

    private LegTrack legOf(CallRecord record) {
        LegDirection way = record.direction() == Direction.OUTBOUND ? LegDirection.OUTBOUND : LegDirection.INBOUND;
        String extension = record.extensionId().orElse(LookJudge.UNKNOWN);
        Optional<String> party = record.details().partyId();
        return party.isPresent()
                ? track.legs().of(party, extension, way)
                : track.legs().of(Optional.empty(), extension, way);
    }

    private Mark mark(CallRecord record, LegTrack leg, LegState state, Instant at) {
        Stamp stamp = new Stamp(Source.LOOK, STREAM, 0, at.toEpochMilli(), Certainty.RECONCILED, from);
        Mark mark = new Mark(leg, stamp, state, true).between(record.from(), record.to());
        mark.certified = ringOut;
        return mark;
    }
}
