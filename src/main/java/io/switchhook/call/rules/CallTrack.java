package io.switchhook.call.rules;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent.NumberGap;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Evidence.SessionReport;
import io.switchhook.call.Health;
import io.switchhook.call.Party;
import io.switchhook.call.rules.Mark.Source;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One call while it is remembered: its ids, its sessions, its legs, and when it has something to do. */
final class CallTrack {
    private static final long NEVER = Long.MAX_VALUE;

    private final String id;
    private final String account;
    private final RulesConfig config;
    private List<String> sessionIds = List.of();
    private final Queues queues;
    private final Legs legs;
    final Links links = new Links(this);
    private final Teller teller = new Teller(this);
    private final Folding folding;
    private final Sessions sessions;
    private Optional<String> accountId = Optional.empty();
    private String origin = "Call";
    private Endpoint caller = Endpoint.UNKNOWN;
    private Endpoint called = Endpoint.UNKNOWN;
    private boolean ringOut;
    private final Recorded recorded;
    /** Made when it is needed: most of its life a call has nothing to do with the call log. */
    private Completion completion;

    private Health health = Health.LIVE;
    private Optional<String> doubt = Optional.empty();
    /** Those of its sessions that the platform no longer knew when it was asked. */
    private List<String> unknown = List.of();

    private long heardAt;
    private long aliveAt;
    private long endDue = NEVER;
    /** For the owner's list of deadlines. */
    long scheduled = NEVER;
    /** Complete looks in a row that did not show the call. */
    int absences;
    /** When the first of them was asked for, milliseconds of the epoch. */
    long absentSince;
    /** Something was learnt about who it is since evidence was last linked with it. */
    private boolean learnt;

    private boolean joiningNoted;

    CallTrack(String id, String account, RulesConfig config, Queues queues) {
        this.id = id;
        this.account = account;
        this.config = config;
        this.queues = queues;
        this.legs = new Legs(queues);
        this.folding = new Folding(this, legs, teller);
        this.recorded = new Recorded(this, folding);
        this.sessions = new Sessions(this, config);
    }

    String id() {
        return id;
    }

    String account() {
        return account;
    }

    Optional<String> accountId() {
        return accountId;
    }

    String origin() {
        return origin;
    }

    Recorded recorded() {
        return recorded;
    }

    Health health() {
        return health;
    }

    /** Doubts it, for a reason that a person understands. */
    void doubt(Health doubtful, String why) {
        health = doubtful;
        doubt = Optional.of(why);
    }

    /** Why it is doubted; what stands here means nothing while it is not. */
    Optional<String> doubt() {
        return doubt;
    }

    /** It was over and nobody had told us. */
    void lose() {
        health = Health.LOST;
    }

    Story story() {
        return folding.story();
    }

    Teller teller() {
        return teller;
    }

    Legs legs() {
        return legs;
    }

    boolean isOver() {
        return story().state.isOver();
    }

    Links links() {
        return links;
    }

    boolean isConference() {
        return origin.equals("Conference");
    }

    boolean isRingOut() {
        return ringOut;
    }

    boolean hasOneSession() {
        return sessions.size() == 1;
    }

    /** Whether one of its sessions is known by its older id only. */
    boolean hasKeylessSession() {
        return sessions.size() < sessionIds.size();
    }

    Optional<String> telephonySessionId() {
        return sessions.first();
    }

    List<String> telephonySessionIds() {
        return sessions.keys();
    }

    List<String> sessionIds() {
        return sessionIds;
    }

    Call.Ids ids() {
        return new Call.Ids(sessions.keys(), sessionIds, completion == null ? List.of() : completion.ids());
    }

    /** Something spoke of the call; it is remembered for so much longer. */
    void heard(long now) {
        heardAt = Math.max(heardAt, now);
    }

    /** Something showed that the call goes on, or just how it stands; doubts are over. */
    void alive(long now) {
        aliveAt = Math.max(aliveAt, now);
        absences = 0;
        forgetUnknown();
        health = Health.LIVE;
    }

    void forgetUnknown() {
        unknown = List.of();
    }

    /** The platform does not know one of its sessions. True when it knows none of them any more. */
    boolean isUnknown(String session) {
        unknown = Stream.concat(unknown.stream(), Stream.of(session)).toList();
        return unknown.containsAll(sessions.keys());
    }

    /** The extensions at which a leg of it is not over, as far as they are known. */
    Set<String> openExtensions() {
        Set<String> extensions = new LinkedHashSet<>(2);
        for (LegStory leg : story().legs()) {
            if (!leg.isOver()) {
                leg.leg.extensionId.filter(id -> !id.equals(LookJudge.UNKNOWN)).ifPresent(extensions::add);
            }
        }
        return extensions;
    }

    /** When the newest proof of it was heard, milliseconds of the epoch. */
    long aliveAt() {
        return aliveAt;
    }

    /** Learns who it is. True when one of the ids is new. */
    boolean know(Optional<String> telephonySessionId, Optional<String> sessionId, Optional<String> provider) {
        boolean news = telephonySessionId.isPresent() && sessions.know(telephonySessionId.get());
        if (sessionId.isPresent() && !sessionIds.contains(sessionId.get())) {
            sessionIds = Stream.concat(sessionIds.stream(), sessionId.stream()).toList();
            news = true;
        }
        learnt |= news;
        // It is part of an event's source, which must not change within a call.
        if (accountId.isEmpty() && !teller.hasTold()) {
            accountId = provider;
            learnt |= provider.isPresent();
        }
        return news;
    }

    /** Whether something was learnt of who it is since this was last asked: then the evidence must be kept for it. */
    boolean takeLearnt() {
        boolean news = learnt;
        learnt = false;
        return news;
    }

    /** The ends as first told, before anything is judged: what tells the halves of a RingOut. */
    void between(Endpoint from, Endpoint to) {
        learnt |= (caller.number().isEmpty() && from.number().isPresent())
                || (called.number().isEmpty() && to.number().isPresent());
        caller = caller.number().isPresent() ? caller : from;
        called = called.number().isPresent() ? called : to;
    }

    /** Says once, of a call of two sessions, why they are one call. */
    void noteJoining(Decision decision) {
        if (ringOut && sessionIds.size() > 1 && !joiningNoted) {
            joiningNoted = true;
            decision.because(Rule.RINGOUT_HALVES, this, "sessions " + String.join(" and ", sessionIds));
        }
    }

    Endpoint caller() {
        return caller;
    }

    Endpoint called() {
        return called;
    }

    void becomeRingOut() {
        learnt |= !ringOut;
        ringOut = true;
        if (origin.equals("Call")) {
            origin = "RingOut";
        }
    }

    /** Where the call stands with the call log. */
    Completion completion() {
        if (completion == null) {
            completion = new Completion(this, config.callLog());
        }
        return completion;
    }

    /** The same; empty while it has nothing to do with the call log. */
    Optional<Completion> completionIfAny() {
        return Optional.ofNullable(completion);
    }

    /** Takes a session's report: at once if it is in its place, else when its time has come. */
    boolean take(SessionReport report, Turn turn) {
        if (!report.origin().isEmpty() && !report.origin().equals("Call")) {
            origin = report.origin();
        }
        return sessions.take(report, turn);
    }

    /** Learns which extension is a queue, where a report says so, for all the account's calls. */
    void noticeQueue(Party party, Turn turn) {
        Optional<String> queue = queues.learn(party);
        if (queue.isPresent()) {
            links.everyCall().forEach(call -> call.learnQueue(queue.get(), turn));
        }
    }

    void learnQueue(String extension, Turn turn) {
        boolean news = legs.learnQueue(extension);
        if (news && turn.decision().isExplained()) {
            turn.decision().because(Rule.QUEUE_KNOWN, this, "extension " + extension);
        }
        if (news && !story().isEmpty()) {
            folding.fold(story().last(), turn);
        }
    }

    /** Adds a mark and folds it on, or the whole story anew when it comes late. False when it was known. */
    boolean add(Mark mark, Optional<NumberGap> gap, Turn turn) {
        if (!mark.leg.add(mark)) {
            return false;
        }
        turn.decision().touch(id);
        mark.ripe = mark.matureAt <= turn.now();
        if (mark.source != Source.LOOK) {
            alive(turn.now());
        }
        folding.add(mark, gap, turn);
        return true;
    }

    /** Adds marks of one source that tell the whole call, then folds them at once: no half of it is ever told. */
    void addAll(List<Mark> marks, Turn turn) {
        boolean news = false;
        for (Mark mark : marks) {
            news |= mark.leg.add(mark);
            mark.ripe = true;
        }
        if (news) {
            turn.decision().touch(id);
            folding.refold(marks.get(marks.size() - 1), turn);
        }
    }

    /** Whether nobody but looks has told of it. */
    boolean isLookedOnly() {
        for (LegTrack leg : legs.all()) {
            if (!leg.lookedOnly) {
                return false;
            }
        }
        return true;
    }

    /** Lets time pass: what has waited long enough is believed, and an end that nothing continued is told. */
    void advance(Turn turn) {
        sessions.advance(turn);
        for (LegTrack leg : legs.all()) {
            Optional<Mark> ripe = leg.ripened(turn.now());
            if (ripe.isPresent()) {
                if (turn.decision().isExplained()) {
                    turn.decision()
                            .because(
                                    Rule.WAITED_LONG_ENOUGH,
                                    this,
                                    leg,
                                    ripe.get().toString());
                }
                folding.fold(ripe.get(), turn);
            }
        }
        settleEnd(turn);
    }

    /** Tells the end when its time has come, and goes on with the call log. */
    void settleEnd(Turn turn) {
        settleStory(turn);
        if (completion != null && completion.endsLost(turn)) {
            settleStory(turn);
        }
        if (completion != null || isOver()) {
            completion().follow(turn);
        }
    }

    /** Tells the end when nothing can continue the call any more; what is held back may, so it is awaited. */
    private void settleStory(Turn turn) {
        endDue = NEVER;
        Story story = story();
        if (story.isEmpty() || story.state.isOver() || sessions.isHolding() || !links.isOver(story)) {
            return;
        }
        long due = EndPatience.due(this, config, turn.now());
        for (LegTrack leg : legs.all()) {
            due = Math.max(due, leg.mayLiveUntil(turn.now()));
        }
        if (turn.decision().isExplained()) {
            EndPatience.explain(this, config, due, turn);
        }
        if (due > turn.now()) {
            endDue = due;
            return;
        }
        if (isGuess()) {
            suspect(turn);
            return;
        }
        teller.tell(story, folding.end(), Optional.empty(), turn.decision());
    }

    /** Whether nothing but silence tells that it is over. */
    boolean isGuess() {
        return EndPatience.isGuess(this, config);
    }

    /** Only one side is left, and nobody says whether it went on with somebody else: that is asked, never guessed. */
    private void suspect(Turn turn) {
        if (health == Health.LIVE) {
            doubt(Health.SUSPECT, "the other side left and nothing came after it");
            turn.decision().touch(id);
            Absences.question(this).forEach(turn.decision()::ask);
            turn.decision().ask(new Ask.ActiveCalls("a call may be over"));
            teller.tellHealth(story(), Instant.ofEpochMilli(turn.now()), story().last().from, turn.decision());
        }
    }

    /** The end of the calls that it moved into was corrected, so its own is. */
    void followLinks(Turn turn) {
        if (links.any()
                && story().state.isOver()
                && !links.continuedUntil(story()).equals(folding.endedWith())) {
            legs.retold = true;
            folding.fold(story().last(), turn);
        }
    }

    /** Tells that other calls belong with this one, unless an event has shown it. */
    void tellLinks(Turn turn) {
        if (links.any()) {
            teller.tellLinks(story(), turn.decision());
        }
    }

    /** Whether no number of any of its sessions is missing. */
    boolean isWhole() {
        return sessions.isWhole();
    }

    /** When {@link #advance} has something to do; {@code Long.MAX_VALUE} for never. */
    long due(long now) {
        long due = Math.min(endDue, sessions.due());
        due = completion == null ? due : Math.min(due, completion.due());
        for (LegTrack leg : legs.all()) {
            due = Math.min(due, leg.nextMature(now));
        }
        return due == NEVER && (isOver() || story().isEmpty())
                ? heardAt + config.linger().toMillis()
                : due;
    }

    /** Whether something may still be told without further evidence. */
    boolean isWaiting(long now) {
        if (endDue != NEVER || sessions.isHolding()) {
            return true;
        }
        for (LegTrack leg : legs.all()) {
            if (leg.nextMature(now) != NEVER) {
                return true;
            }
        }
        return false;
    }

    /** Whether the call log is expected to say more of it. */
    boolean isAwaiting() {
        return completion != null && completion.isPending();
    }

    boolean isForgotten(long now) {
        boolean idle = isOver() || (story().isEmpty() && !sessions.isHolding());
        return idle && !isAwaiting() && now >= heardAt + config.linger().toMillis();
    }
}
