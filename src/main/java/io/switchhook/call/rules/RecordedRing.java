package io.switchhook.call.rules;

import io.switchhook.call.CallRecord;
import io.switchhook.call.LegKind;
import io.switchhook.call.Outcome;

/** Whether a finished record proves that a person's phone was tried although no report of that was heard. */
final class RecordedRing {
    private RecordedRing() {}

    /** A record of a person's extension that nobody answered, of a call of which reports are missing. */
    static boolean isShownBy(CallRecord record, CallTrack track) {
        Story story = track.story();
        boolean lacking = !track.isWhole() || !track.isOver() || story.isEndReconciled();
        boolean missed = record.result()
                .flatMap(ReasonTable::of)
                .flatMap(ReasonTable.Reason::outcome)
                .filter(Outcome.MISSED::equals)
                .isPresent();
        return lacking
                && missed
                && !record.answered()
                && record.extensionId().isPresent()
                && isPerson(record.extensionId().get(), story);
    }

    /** The record may be the caller's, and then speaks of those who were called. */
    private static boolean isPerson(String extension, Story story) {
        boolean caller = false;
        boolean called = false;
        for (LegStory leg : story.legs()) {
            boolean person = leg.kind() == LegKind.PERSON;
            if (leg.isInbound() && leg.leg.isAt(extension)) {
                return person;
            }
            caller |= leg.leg.isAt(extension);
            called |= leg.isInbound() && person;
        }
        return !caller || called;
    }
}
