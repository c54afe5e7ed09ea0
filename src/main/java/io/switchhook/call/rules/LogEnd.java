package io.switchhook.call.rules;

import io.switchhook.call.CallRecord;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends calls whose own end was lost, by their finished records. */
final class LogEnd {
    /** A record gives whole seconds, so that its end may seem to come before the last report. Chosen: two of them. */
    private static final long ROUNDED_MS = 2_000;

    private LogEnd() {}

    /**
     * Ends what is left of a call, if the records explain all of it: an extension's record is finished when the
     * extension left, which need not be the end. False when they do not.
     */
    static boolean end(CallTrack track, List<CallRecord> records, Provenance from, Turn turn) {
        Optional<Instant> end =
                records.stream().flatMap(record -> record.endedAt().stream()).max(Instant::compareTo);
        long last = track.story().last().at;
        if (end.isEmpty() || end.get().toEpochMilli() < last - ROUNDED_MS || !explained(track.story(), records)) {
            return false;
        }
        Instant at = Instant.ofEpochMilli(Math.max(end.get().toEpochMilli(), last));
        Absences.endLegs(track, at, from, turn);
        return true;
    }

    /** Whether every extension that still takes part has a finished record, and there is one at all. */
    private static boolean explained(Story story, List<CallRecord> records) {
        boolean any = false;
        for (LegStory leg : story.legs()) {
            if (leg.isOver() || leg.leg.extensionId.isEmpty()) {
                continue;
            }
            if (records.stream().noneMatch(record -> record.extensionId().equals(leg.leg.extensionId))) {
                return false;
            }
            any = true;
        }
        return any;
    }
}
