package io.switchhook.call.rules;

import io.switchhook.call.Evidence;
import io.switchhook.call.Evidence.ActiveCallsReport;
import io.switchhook.call.Evidence.CallLogReport;
import io.switchhook.call.Evidence.ExtensionReport;
import io.switchhook.call.Evidence.SessionLook;
import io.switchhook.call.Evidence.SessionReport;
import io.switchhook.call.Evidence.SourceGap;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * All calls of one account: evidence and time in, decisions out. Deterministic: the same evidence at the same times
 * gives the same decisions, in the daemon, in a replay and after a restart.
 *
 * <p>Not thread-safe; one owner calls it.
 */
public final class AccountCalls {
    private final Registry registry;
    private final SessionJudge sessions;
    private final PresenceJudge presence;
    private final LookJudge looks;
    private final SourceGaps gaps = new SourceGaps();
    private final PriorityQueue<Deadline> deadlines =
            new PriorityQueue<>(Comparator.comparingLong(Deadline::at).thenComparingLong(Deadline::order));
    private long order;
    private long now = Long.MIN_VALUE;

    /**
     * An account without calls.
     *
     * @param account the account's label, carried by every event
     * @param config how patient to be
     */
    public AccountCalls(String account, RulesConfig config) {
        registry = new Registry(account, config);
        sessions = new SessionJudge(registry);
        presence = new PresenceJudge(registry, config);
        looks = new LookJudge(registry, config);
    }

    /**
     * Takes a piece of evidence, after letting the time pass until it was heard.
     *
     * @param evidence what was heard or seen
     * @return what follows, including what fell due before
     */
    public Decision accept(Evidence evidence) {
        Provenance from = evidence.provenance();
        Decision decision = advance(from.heardAt());
        List<CallTrack> touched = evidence.judgedBy(new Judges(decision));
        for (CallTrack track : touched) {
            decision.touch(track.id());
            track.heard(now);
        }
        touched.forEach(track -> settle(track, decision));
        return decision;
    }

    /** A call may end with, or be joined to, the others of its conversation, so they are settled together. */
    private void settle(CallTrack track, Decision decision) {
        for (CallTrack member : track.links().conversation()) {
            member.settleEnd(new Turn(now, decision));
            member.tellLinks(new Turn(now, decision));
            schedule(member);
        }
    }

    /**
     * Lets time pass. Everything that falls due is decided at its own moment, in order.
     *
     * @param time the time now, our clock; a time before one already seen changes nothing
     * @return what follows
     */
    public Decision advance(Instant time) {
        Decision decision = new Decision();
        long until = Math.max(now, time.toEpochMilli());
        while (!deadlines.isEmpty() && deadlines.peek().at() <= until) {
            Deadline deadline = deadlines.poll();
            if (deadline.isCurrent()) {
                deadline.track().scheduled = Long.MAX_VALUE;
                now = Math.max(now, deadline.at());
                pass(deadline.track(), decision);
            }
        }
        now = until;
        return decision;
    }

    private void pass(CallTrack track, Decision decision) {
        if (track.isForgotten(now)) {
            registry.forget(track);
            presence.forget(track);
            return;
        }
        track.advance(new Turn(now, decision));
        settle(track, decision);
    }

    private void schedule(CallTrack track) {
        long due = track.due(now);
        if (due != Long.MAX_VALUE && due != track.scheduled) {
            track.scheduled = due;
            deadlines.add(new Deadline(due, order++, track));
        }
    }

    /**
     * When {@link #advance} has something to do that may be told.
     *
     * @return the next deadline, calls to be forgotten included; empty when there is none
     */
    public Optional<Instant> nextDeadline() {
        while (!deadlines.isEmpty() && !deadlines.peek().isCurrent()) {
            deadlines.poll();
        }
        return deadlines.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(deadlines.peek().at()));
    }

    /**
     * Whether anything may still be told without further evidence.
     *
     * @return true while a report or an end waits
     */
    public boolean isPending() {
        for (CallTrack track : registry.calls()) {
            if (track.isWaiting(now)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Recognises calls of long ago, so that a very late repeat does not make a second call of one of them.
     *
     * @param past their ids and the platform's ids of them
     */
    public void forgotten(List<String> past) {
        past.forEach(registry::remember);
    }

    /**
     * Goes on after a restart: numbers already used are not used again.
     *
     * @param told the newest sequence told of each call, by call id
     */
    public void resume(Map<String, Long> told) {
        told.forEach((id, sequence) ->
                registry.byId(id).ifPresent(track -> track.teller().resumeAfter(sequence)));
    }

    /**
     * The platform accepted, or refused, telephony session reports: without them presence need not wait for any.
     *
     * @param expected whether session reports are subscribed to
     */
    public void expectSessions(boolean expected) {
        presence.expectSessions(expected);
    }

    /**
     * How many calls are remembered, those over included.
     *
     * @return the number
     */
    public int size() {
        return registry.calls().size();
    }

    /** Judges by kind; each gives the calls that the evidence spoke of. */
    private final class Judges implements Evidence.Judge<List<CallTrack>> {
        private final Decision decision;

        Judges(Decision decision) {
            this.decision = decision;
        }

        @Override
        public List<CallTrack> session(SessionReport report) {
            return sessions.judge(gaps.judge(report), new Turn(now, decision));
        }

        @Override
        public List<CallTrack> extension(ExtensionReport report) {
            return presence.judge(gaps.judge(report), new Turn(now, decision));
        }

        @Override
        public List<CallTrack> activeCalls(ActiveCallsReport report) {
            return looks.judge(report, new Turn(now, decision));
        }

        @Override
        public List<CallTrack> callLog(CallLogReport report) {
            return looks.judge(report, new Turn(now, decision));
        }

        @Override
        public List<CallTrack> sessionLook(SessionLook report) {
            return looks.judge(report, new Turn(now, decision));
        }

        @Override
        public List<CallTrack> gap(SourceGap gap) {
            gaps.add(gap);
            decision.ask(new Ask.ActiveCalls(gap.reason()));
            return List.of();
        }
    }

    private record Deadline(long at, long order, CallTrack track) {
        boolean isCurrent() {
            return track.scheduled == at;
        }
    }
}
