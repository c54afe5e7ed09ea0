package io.switchhook.call.rules;

import io.switchhook.call.CallEvent.Detail;
import io.switchhook.call.CallRecord;
import io.switchhook.call.CallState;
import io.switchhook.call.Certainty;
import io.switchhook.call.Logged;
import io.switchhook.call.Moment;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call and the call log: its records, when to ask for them, and when the call is completed. A call is completed by
 * its records, or without when complete looks lacked them until its time was up.
 */
final class Completion {
    private static final long NEVER = Long.MAX_VALUE;

    private final CallTrack track;
    private final CallLogPatience patience;
    private final Map<String, CallRecord> records = new LinkedHashMap<>(2);
    private final CallFiles files;
    /** A record proves that a person's phone was tried although no report of that was heard. */
    boolean personTried;

    private Optional<Provenance> newest = Optional.empty();
    private boolean news;
    private boolean lacking;
    private long endTold = NEVER;
    private Optional<Instant> completedAt = Optional.empty();
    private boolean unverified;
    private long askDue = NEVER;
    private long endDue = NEVER;
    private int asked;

    Completion(CallTrack track, CallLogPatience patience) {
        this.track = track;
        this.patience = patience;
        this.files = new CallFiles(track);
    }

    /** Takes finished records of the call; nothing is told yet. */
    void learn(List<CallRecord> more, Provenance from) {
        for (CallRecord record : more) {
            CallRecord known = records.put(keyOf(record), record);
            news |= !record.equals(known);
        }
        newest = Optional.of(from);
        endDue = track.aliveAt() + LookJudge.BEHIND_MS;
    }

    /** A call has a record for each extension and session; its id may change (protocol.md 4.4). */
    private static String keyOf(CallRecord record) {
        String session = record.telephonySessionId().or(record::sessionId).orElse("");
        return session + " " + record.extensionId().orElse("") + " " + record.direction();
    }

    List<CallRecord> records() {
        return List.copyOf(records.values());
    }

    boolean hasRecords() {
        return !records.isEmpty();
    }

    List<String> ids() {
        List<String> ids = new ArrayList<>(records.size());
        records.values().stream()
                .map(CallRecord::id)
                .filter(id -> !id.isEmpty() && !ids.contains(id))
                .forEach(ids::add);
        return ids;
    }

    /** A complete look that must have shown the call, had the log had it, did not. */
    void lacked(Instant lookedAt) {
        boolean late = endTold != NEVER
                && lookedAt.toEpochMilli() >= endTold + patience.after().toMillis();
        lacking |= late && !hasRecords();
    }

    /**
     * Ends a call whose own end was lost, once nothing was heard of it for so long that its news cannot be on their way.
     * False when there was nothing to end.
     */
    boolean endsLost(Turn turn) {
        if (!hasRecords() || track.isOver() || endDue > turn.now()) {
            return false;
        }
        boolean quiet = !track.isWaiting(turn.now()) && track.aliveAt() + LookJudge.BEHIND_MS <= turn.now();
        endDue = quiet ? NEVER : Math.max(turn.now(), track.aliveAt()) + LookJudge.BEHIND_MS;
        return quiet && LogEnd.end(track, records(), newest.orElseThrow(), turn);
    }

    /** Goes on after whatever happened to the call, or to time. */
    void follow(Turn turn) {
        if (!track.isOver()) {
            reopen();
            return;
        }
        endDue = NEVER;
        if (endTold == NEVER) {
            begin(turn.now());
        }
        if (hasRecords()) {
            judge(turn);
        } else if (isOutOfTime(turn.now())) {
            completeUnverified(turn);
        }
        ask(turn);
    }

    private void begin(long now) {
        endTold = now;
        if (patience.expected()) {
            long ended = track.story().endedAtMs();
            askDue = Math.max(now, ended + patience.after().toMillis());
        }
    }

    /** What was told as over goes on: its end, when it comes, is another one. */
    private void reopen() {
        endTold = NEVER;
        askDue = NEVER;
        asked = 0;
        lacking = false;
        unverified = false;
        completedAt = Optional.empty();
        news |= hasRecords();
    }

    private void judge(Turn turn) {
        if (!news) {
            return;
        }
        news = false;
        Provenance from = newest.orElseThrow();
        boolean first = completedAt.isEmpty();
        boolean late = unverified;
        List<Detail> settled = LogVerdict.of(track, records()).apply(from, turn);
        files.learn(records());
        unverified = false;
        if (first) {
            complete(from.heardAt(), Optional.of(from), settled, turn);
            restart(turn.now());
        } else if (late) {
            Detail verified = new Detail("unverified", "true", "false");
            track.teller().correct(track.story(), List.of(verified), from, turn.decision());
        }
        files.tell(from, turn);
    }

    private void completeUnverified(Turn turn) {
        unverified = true;
        complete(Instant.ofEpochMilli(turn.now()), Optional.empty(), List.of(), turn);
        restart(turn.now());
    }

    private void complete(Instant at, Optional<Provenance> from, List<Detail> settled, Turn turn) {
        completedAt = Optional.of(at);
        track.teller().complete(track.story(), at, from, settled, turn.decision());
    }

    /** From now on only files may be awaited. */
    private void restart(long now) {
        asked = 0;
        askDue = patience.expected() && files.isAwaiting() ? now + CallLogSchedule.filePause(0) : NEVER;
    }

    private boolean isOutOfTime(long now) {
        if (completedAt.isPresent() || !patience.expected()) {
            return false;
        }
        return now >= endTold + CallLogSchedule.LIMIT_MS
                || (lacking && now >= endTold + patience.deadline().toMillis());
    }

    private void ask(Turn turn) {
        if (askDue > turn.now()) {
            return;
        }
        boolean awaited = completedAt.isEmpty() || isAwaitingFiles(turn.now());
        askDue = NEVER;
        if (awaited) {
            turn.decision().ask(wish());
            asked++;
            askDue = turn.now()
                    + (completedAt.isEmpty() ? CallLogSchedule.recordPause(asked) : CallLogSchedule.filePause(asked));
        }
    }

    private boolean isAwaitingFiles(long now) {
        return files.isAwaiting() && now < endTold + CallLogSchedule.FILES_MS;
    }

    /** Where in the call log the call must stand. */
    Ask.CallLog wish() {
        long from = track.story().startedAt;
        long to = Math.min(track.story().endedAtMs(), from + CallLogSchedule.RECORD_BEGINS_WITHIN_MS);
        return new Ask.CallLog(
                Instant.ofEpochMilli(from - CallLogSchedule.MARGIN_MS),
                Instant.ofEpochMilli(to + CallLogSchedule.MARGIN_MS),
                false);
    }

    /** Whether the call log has been asked for the call and has not answered yet. */
    boolean isAsked() {
        return asked > 0 && isPending();
    }

    /** Whether more is expected of the call log. */
    boolean isPending() {
        return patience.expected() && endTold != NEVER && (completedAt.isEmpty() || askDue != NEVER);
    }

    /** When {@link #follow} has something to do; {@code Long.MAX_VALUE} for never. */
    long due() {
        if (!track.isOver()) {
            return endDue;
        }
        if (!isPending() || completedAt.isPresent()) {
            return askDue;
        }
        long limit = endTold + (lacking ? patience.deadline().toMillis() : CallLogSchedule.LIMIT_MS);
        return Math.min(askDue, limit);
    }

    /** Where the call stands, given that it is over. */
    CallState state(CallState told) {
        return told == CallState.ENDED && completedAt.isPresent() ? CallState.COMPLETED : told;
    }

    /** The call's states, with the one that only the call log can give. */
    List<Moment<CallState>> history(Story story) {
        if (state(story.state) != CallState.COMPLETED) {
            return story.history;
        }
        List<Moment<CallState>> whole = new ArrayList<>(story.history);
        Instant ended = Instant.ofEpochMilli(story.endedAtMs());
        Instant at = completedAt.get().isBefore(ended) ? ended : completedAt.get();
        whole.add(new Moment<>(CallState.COMPLETED, at, unverified ? Certainty.INFERRED : Certainty.RECONCILED));
        return whole;
    }

    Logged logged() {
        return new Logged(unverified, isPending(), files.recordings(), files.voicemail());
    }
}
