package io.switchhook.call.rules;

import io.switchhook.call.Evidence.ActiveCallsReport;
import io.switchhook.call.Evidence.ExtensionReport;
import io.switchhook.call.Evidence.SessionReport;
import io.switchhook.call.Evidence.SourceGap;
import io.switchhook.call.Origin;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * When the sources were away. A report that was sent then and is heard now was kept by its source meanwhile: it is as
 * true as any, but it is no live news, and nobody's screen may pop for it.
 */
final class SourceGaps {
    /** So many gaps are remembered; a source keeps its reports for minutes, and gaps are rare. */
    private static final int MAX = 32;

    private final Deque<SourceGap> gaps = new ArrayDeque<>(2);
    /** The end of the newest gap that no complete look has covered yet. */
    private Optional<Instant> uncovered = Optional.empty();

    private Instant listeningSince = Instant.MAX;

    /** Something was heard then: calls that ended later are ours to tell. */
    void heard(Instant at) {
        if (at.isBefore(listeningSince)) {
            listeningSince = at;
        }
    }

    /** Whether a call that ended then is one that we should have heard of: since we listen, or in a gap. */
    boolean isCovered(Instant endedAt) {
        boolean listening = endedAt.isAfter(listeningSince);
        return listening || gaps.stream().anyMatch(gap -> !endedAt.isBefore(gap.from()));
    }

    /** Whether a source was away at some time of a call. */
    boolean overlap(Instant from, Instant to) {
        return gaps.stream().anyMatch(gap -> !to.isBefore(gap.from()) && !from.isAfter(gap.to()));
    }

    void add(SourceGap gap) {
        gaps.addLast(gap);
        uncovered = Optional.of(gap.to());
        if (gaps.size() > MAX) {
            gaps.removeFirst();
        }
    }

    SessionReport judge(SessionReport report) {
        if (!isKept(report.provenance())) {
            return report;
        }
        return new SessionReport(
                report.provenance().from(Origin.BACKFILL),
                report.accountId(),
                report.telephonySessionId(),
                report.sessionId(),
                report.number(),
                report.at(),
                report.origin(),
                report.parties());
    }

    ExtensionReport judge(ExtensionReport report) {
        boolean asked = uncovered.isPresent() && report.provenance().origin() == Origin.POLL;
        if (!asked && !isKept(report.provenance())) {
            return report;
        }
        return new ExtensionReport(
                report.provenance().from(Origin.BACKFILL),
                report.accountId(),
                report.extensionId(),
                report.number(),
                report.at(),
                report.detailed(),
                report.total(),
                report.calls());
    }

    /** What the looks after a gap find, up to the first complete one, is back-fill. */
    ActiveCallsReport judge(ActiveCallsReport report) {
        if (uncovered.isEmpty() || report.requestedAt().isBefore(uncovered.get())) {
            return report;
        }
        if (report.complete()) {
            uncovered = Optional.empty();
        }
        return new ActiveCallsReport(
                report.provenance().from(Origin.BACKFILL), report.requestedAt(), report.complete(), report.records());
    }

    private boolean isKept(Provenance from) {
        if (gaps.isEmpty() || from.origin() != Origin.LIVE) {
            return false;
        }
        Optional<Instant> sentAt = from.sentAt();
        for (SourceGap gap : gaps) {
            boolean within = sentAt.isPresent()
                    && sentAt.get().isAfter(gap.from())
                    && sentAt.get().isBefore(gap.to());
            if (within) {
                return true;
            }
        }
        return false;
    }
}
