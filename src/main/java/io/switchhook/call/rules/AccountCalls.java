package io.switchhook.call.rules;

import io.switchhook.call.Evidence;
import io.switchhook.call.Evidence.ActiveCallsReport;
import io.switchhook.call.Evidence.CallLogReport;
import io.switchhook.call.Evidence.ExtensionReport;
import io.switchhook.call.Evidence.SessionLook;
import io.switchhook.call.Evidence.SessionReport;
import io.switchhook.call.Evidence.SourceGap;
import io.switchhook.call.Health;
import io.switchhook.call.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * All calls of one account: evidence and time in, decisions out. Deterministic: the same evidence at the same times
 * gives the same decisions, in the daemon, in a replay and after a restart.
 *
 * <p>Not thread-safe; one owner calls it.
 */
public final class AccountCalls {
    /**
     * How long evidence may matter that is linked with no call ({@link Decision#touched}): a look that only agreed tells
     * when a call was last alive, and nothing asks for a time longer ago than the longest silence that is waited for.
     */
    public static final Duration UNLINKED_FOR = Duration.ofMillis(Absences.ROUTING_SILENCE_MS + LookJudge.BEHIND_MS);

    /** Most extensions asked after one gap: half of what the light group allows in a minute (protocol.md 2.6). */
    private static final int ASKED_MAX = 25;

    private final RulesConfig config;
    private final Registry registry;
    private final SessionJudge sessions;
    private final PresenceJudge presence;
    private final LookJudge looks;
    private final CompletionJudge completions;
    private final SourceGaps gaps = new SourceGaps();
    private final PriorityQueue<Deadline> deadlines =
            new PriorityQueue<>(Comparator.comparingLong(Deadline::at).thenComparingLong(Deadline::order));
    private long order;
    private long now = Long.MIN_VALUE;
    private final boolean explained;

    /**
     * An account without calls.
     *
     * @param account the account's label, carried by every event
     * @param config how patient to be
     */
    public AccountCalls(String account, RulesConfig config) {
        this(account, config, false);
    }

    /**
     * An account without calls, which can say why.
     *
     * @param account the account's label, carried by every event
     * @param config how patient to be
     * @param explained whether decisions carry their reasonings
     */
    public AccountCalls(String account, RulesConfig config, boolean explained) {
        this.explained = explained;
        this.config = config;
        registry = new Registry(account, config);
        sessions = new SessionJudge(registry);
        presence = new PresenceJudge(registry, config);
        looks = new LookJudge(registry, config);
        completions = new CompletionJudge(registry, gaps);
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
        gaps.heard(from.heardAt());
        List<CallTrack> touched = evidence.judgedBy(new Judges(decision));
        for (CallTrack track : touched) {
            decision.touch(track.id());
            track.takeLearnt();
            if (explained) {
                track.noteJoining(decision);
            }
            track.heard(now);
        }
        for (CallTrack track : touched) {
            settle(track, decision);
        }
        for (CallTrack track : touched) {
            track.teller().tellHealth(track.story(), from.heardAt(), from, decision);
        }
        return decision;
    }

    /** A call may end with, or be joined to, the others of its conversation, so they are settled together. */
    private void settle(CallTrack track, Decision decision) {
        Turn turn = new Turn(now, decision);
        if (!track.links().any()) {
            track.settleEnd(turn);
            schedule(track);
            return;
        }
        for (CallTrack member : track.links().conversation()) {
            member.followLinks(turn);
            member.settleEnd(turn);
            member.tellLinks(turn);
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
        Decision decision = new Decision(explained);
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
            if (track.isWaiting(now) || track.isAwaiting()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Before a restart's evidence is judged again: these calls were told, so that their records are no strangers'.
     *
     * @param calls their ids
     */
    public void told(Collection<String> calls) {
        completions.told(calls);
    }

    /**
     * What the call log was asked for and has not answered: after a restart it has to be asked again.
     *
     * @return the questions, in order of the calls
     */
    public List<Ask> unanswered() {
        return registry.calls().stream()
                .flatMap(track -> track.completionIfAny().stream())
                .filter(Completion::isAsked)
                .<Ask>map(Completion::wish)
                .toList();
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
     * From now on no calls are begun but these, until {@link #resume}: evidence that is read again may also speak of
     * calls long forgotten.
     *
     * @param callIds the calls to bring back
     */
    public void beginOnly(Collection<String> callIds) {
        registry.beginOnly(callIds);
    }

    /**
     * Goes on after a restart: numbers already used are not used again, and every call may be begun again.
     *
     * @param told the newest sequence told of each call, by call id
     */
    public void resume(Map<String, Long> told) {
        registry.beginAny();
        told.forEach((id, sequence) ->
                registry.byId(id).ifPresent(track -> track.teller().resumeAfter(sequence)));
    }

    /**
     * The extensions that are known to be queues, in the order in which they were learnt.
     *
     * @return their ids
     */
    public List<String> queues() {
        return registry.queues.all();
    }

    /**
     * How many extensions are known to be queues.
     *
     * @return the number
     */
    public int queueCount() {
        return registry.queues.count();
    }

    /**
     * Before a restart's evidence is judged again: an extension was known as a queue from a time on, although the call
     * that said so is forgotten.
     *
     * @param extension its id
     * @param at when it was learnt
     * @return what follows, including what fell due before
     */
    public Decision learnQueue(String extension, Instant at) {
        Decision decision = advance(at);
        if (registry.queues.learn(extension)) {
            registry.calls().forEach(track -> track.learnQueue(extension, new Turn(now, decision)));
        }
        return decision;
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
     * Of which calls something speaks that cannot be understood: so that it can be shown beside them.
     *
     * @param text whatever came
     * @return the ids of the calls that are remembered and whose platform ids stand in it
     */
    public List<String> namedIn(String text) {
        return List.copyOf(registry.namedIn(text));
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
            SessionReport judged = gaps.judge(report);
            return noted(isKept(report, judged), sessions.judge(judged, new Turn(now, decision)));
        }

        @Override
        public List<CallTrack> extension(ExtensionReport report) {
            ExtensionReport judged = gaps.judge(report);
            return noted(isKept(report, judged), presence.judge(judged, new Turn(now, decision)));
        }

        private boolean isKept(Evidence heard, Evidence judged) {
            return judged.provenance().origin() != heard.provenance().origin();
        }

        private List<CallTrack> noted(boolean kept, List<CallTrack> tracks) {
            if (kept && explained) {
                tracks.forEach(track -> decision.because(Rule.SENT_DURING_GAP, track, ""));
            }
            return tracks;
        }

        @Override
        public List<CallTrack> activeCalls(ActiveCallsReport report) {
            return looks.judge(gaps.judge(report), new Turn(now, decision));
        }

        @Override
        public List<CallTrack> callLog(CallLogReport report) {
            return completions.judge(report, new Turn(now, decision));
        }

        @Override
        public List<CallTrack> sessionLook(SessionLook report) {
            return looks.judge(report, new Turn(now, decision));
        }

        @Override
        public List<CallTrack> gap(SourceGap gap) {
            gaps.add(gap);
            if (explained) {
                decision.because(Rule.SOURCE_GAP);
            }
            decision.ask(new Ask.ActiveCalls(gap.reason()));
            if (config.callLog().expected()) {
                decision.ask(new Ask.CallLog(gap.from().minusMillis(CallLogSchedule.MARGIN_MS), gap.to(), true));
            }
            openExtensions().forEach(extension -> decision.ask(new Ask.Presence(extension)));
            return suspects(gap);
        }
    }

    /** Doubts the open calls of which nothing was heard since before the gap's end, and gives them. */
    private List<CallTrack> suspects(SourceGap gap) {
        boolean brief = Duration.between(gap.from(), gap.to()).toMillis() < LookJudge.BEHIND_MS;
        List<CallTrack> suspects = new ArrayList<>();
        for (CallTrack track : registry.calls()) {
            boolean open = !track.isOver() && !track.story().isEmpty();
            if (!brief && open && track.aliveAt() < gap.to().toEpochMilli()) {
                track.doubt(Health.SUSPECT, "a source was away: " + gap.reason());
                suspects.add(track);
            }
        }
        return suspects;
    }

    /** The extensions of open calls, the cheapest to ask how they stand; a few, since the limit is fifty a minute. */
    private Set<String> openExtensions() {
        Set<String> extensions = new LinkedHashSet<>();
        for (CallTrack track : registry.calls()) {
            if (extensions.size() >= ASKED_MAX) {
                return extensions;
            }
            if (!track.isOver()) {
                extensions.addAll(track.openExtensions());
            }
        }
        return extensions;
    }

    private record Deadline(long at, long order, CallTrack track) {
        boolean isCurrent() {
            return track.scheduled == at;
        }
    }
}
