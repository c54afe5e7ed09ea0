package io.switchhook.call.rules;

import io.switchhook.call.CallRecord;
import io.switchhook.call.Evidence.ActiveCallsReport;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What two complete looks at active calls, one after the other, say about the time between them: whether a call began
 * or ended, so that whoever listens must have been told something.
 */
public final class LookComparison {
    private Optional<Instant> before = Optional.empty();
    private Set<String> shown = new TreeSet<>();

    /** A comparison without a first look. */
    public LookComparison() {}

    /**
     * When calls began or ended.
     *
     * @param since not before this moment, our clock
     * @param until not after this moment, our clock
     */
    public record Happened(Instant since, Instant until) {}

    /**
     * Compares with the look before.
     *
     * @param look the newest look; one that is not complete can be compared with nothing
     * @return when something happened; empty when nothing did, and for a first look
     */
    public Optional<Happened> next(ActiveCallsReport look) {
        if (!look.complete()) {
            before = Optional.empty();
            return Optional.empty();
        }
        Set<String> now = shown(look);
        // The list runs behind: what is new in it may have happened a little before the look before.
        Optional<Happened> happened = before.filter(at -> differs(now))
                .map(at -> new Happened(at.minusMillis(LookJudge.BEHIND_MS), look.requestedAt()));
        before = Optional.of(look.requestedAt());
        shown = now;
        return happened;
    }

    /** Ended calls stay listed for a while and go without anything having happened. */
    private boolean differs(Set<String> now) {
        boolean begun = now.stream().anyMatch(one -> !shown.contains(one));
        boolean ended = shown.stream().anyMatch(one -> isLive(one) && !now.contains(one));
        return begun || ended;
    }

    private static Set<String> shown(ActiveCallsReport look) {
        Set<String> shown = new TreeSet<>();
        for (CallRecord record : look.records()) {
            record.telephonySessionId()
                    .or(record::sessionId)
                    .ifPresent(id -> shown.add((record.live() ? "live " : "over ") + id));
        }
        return shown;
    }

    private static boolean isLive(String shown) {
        return shown.startsWith("live ");
    }
}
