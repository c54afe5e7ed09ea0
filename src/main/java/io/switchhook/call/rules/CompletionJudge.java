package io.switchhook.call.rules;

import io.switchhook.call.CallRecord;
import io.switchhook.call.Evidence.CallLogReport;
import io.switchhook.call.Origin;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What records of the call log prove. They complete calls that are over, tell calls that nobody told of, and end calls
 * whose own end was lost; that the log lacks a call proves nothing, because it may be late.
 */
final class CompletionJudge {
    private final Registry registry;
    private final SourceGaps gaps;
    /** Calls that were told before a restart; whatever is known of gaps by now, they are ours. */
    private final Set<String> before = new LinkedHashSet<>();

    CompletionJudge(Registry registry, SourceGaps gaps) {
        this.registry = registry;
        this.gaps = gaps;
    }

    void told(Collection<String> calls) {
        before.addAll(calls);
    }

    /** Gives the calls that the report speaks of; each of them has to be settled after that. */
    List<CallTrack> judge(CallLogReport report, Turn turn) {
        Map<CallTrack, List<CallRecord>> byCall = byCall(report.records());
        List<CallTrack> touched = new ArrayList<>();
        byCall.forEach((track, records) -> {
            Provenance from = provenance(report.provenance(), records);
            track.completion().learn(records, from);
            boolean heard = !isUnheard(track, turn) && !(track.isOver() && track.isLookedOnly());
            if (heard || RecordStory.tell(track, track.completion().records(), from, turn)) {
                touched.add(track);
            }
        });
        if (report.complete()) {
            lacking(report, byCall, touched);
        }
        return touched;
    }

    /** Records of calls that go on are left to active calls; those of calls before our time are nobody's business. */
    private Map<CallTrack, List<CallRecord>> byCall(List<CallRecord> records) {
        Map<CallTrack, List<CallRecord>> byCall = new LinkedHashMap<>();
        for (CallRecord record : records) {
            if (record.live() || !isOurs(record)) {
                continue;
            }
            RingOutPairs.Half half = LookJudge.halfOf(record);
            registry.trackOf(record.telephonySessionId(), half, record.accountId())
                    .ifPresent(track -> byCall.computeIfAbsent(track, key -> new ArrayList<>(1))
                            .add(record));
        }
        return byCall;
    }

    private boolean isOurs(CallRecord record) {
        boolean known =
                registry.find(record.telephonySessionId(), record.sessionId()).isPresent();
        boolean told = record.telephonySessionId().filter(before::contains).isPresent();
        return known || told || record.endedAt().filter(gaps::isCovered).isPresent();
    }

    private static boolean isUnheard(CallTrack track, Turn turn) {
        return track.story().isEmpty() && !track.isWaiting(turn.now());
    }

    private Provenance provenance(Provenance from, List<CallRecord> records) {
        for (CallRecord record : records) {
            Optional<Instant> end = record.endedAt();
            if (end.isPresent() && gaps.overlap(record.startedAt().orElse(end.get()), end.get())) {
                return from.from(Origin.BACKFILL);
            }
        }
        return from;
    }

    private void lacking(CallLogReport report, Map<CallTrack, List<CallRecord>> shown, List<CallTrack> touched) {
        for (CallTrack track : registry.calls()) {
            boolean awaited = track.isOver()
                    && !shown.containsKey(track)
                    && !track.completion().hasRecords();
            if (awaited && report.covers(Instant.ofEpochMilli(track.story().startedAt))) {
                track.completion().lacked(report.provenance().heardAt());
                touched.add(track);
            }
        }
    }
}
