package io.switchhook.call.rules;

import io.switchhook.call.Certainty;
import io.switchhook.call.Endpoint;
import io.switchhook.call.History;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import java.util.Map;
import java.util.Optional;

/** One leg as the marks so far tell it. */
final class LegStory {
    final LegTrack leg;
    History<LegState> history = History.ofLeg();
    /** Null before its first report. */
    LegState state;

    Endpoint caller = Endpoint.UNKNOWN;
    Endpoint called = Endpoint.UNKNOWN;
    Optional<LegKind> kind = Optional.empty();
    Optional<String> reason = Optional.empty();
    /** The session that goes on instead. */
    Optional<String> peer = Optional.empty();
    /** Where it was parked. */
    Optional<String> parkedAt = Optional.empty();
    /** It began after another leg had left for another device or hand, whose media need not ring again. */
    boolean takesOver;
    /** Its recordings and how they stand; empty for nearly every leg. */
    Map<String, String> recordings = Map.of();

    Mark newest;
    /** Somebody was rung there, so that an answer is a person's. */
    boolean alerted;
    /** It began at the very beginning, so that a ring, had there been one, would have been told. */
    boolean begun;
    /** Something was missing before one of its reports, which may have been its ring. */
    boolean gapped;
    /** Up by the session's own word or the call log's, which for a RingOut are the only ones that count. */
    boolean upBySession;

    /** The report that it is up follows one that is missing. */
    boolean upAfterGap;

    /** It was on hold, and the report that it took the call back is missing. */
    boolean takenBack;

    LegStory(LegTrack leg) {
        this.leg = leg;
    }

    void enter(LegState into, Mark mark) {
        begun |= into == LegState.INITIATED;
        alerted |= into == LegState.ALERTING;
        takenBack = false;
        state = into;
        history = history.with(into, mark.at, mark.certainty);
    }

    /** Where a report says that the leg stands. A queue that answers makes the caller wait. */
    LegState stateBy(Mark mark) {
        boolean itself = leg.agent && !leg.member && (begun || leg.itself) && mark.source == Mark.Source.SESSION;
        boolean queue = (leg.queue || itself) && !alerted && mark.kind.isEmpty();
        return queue && mark.state == LegState.CONNECTED ? LegState.QUEUED : mark.state;
    }

    /** A report is missing that may have been this leg's ring. */
    void missed() {
        gapped |= !history.isEmpty() && !isUp() && !isOver();
    }

    /** What every report adds, also one that moves nothing: names come late. */
    void learn(Mark mark) {
        caller = mark.caller.or(caller);
        called = mark.called.or(called);
        boolean up = mark.state == LegState.CONNECTED || mark.state == LegState.HELD;
        if (mark.kind.isEmpty() && kind.isPresent() && up) {
            // Who screened the message takes the call after all.
            kind = Optional.empty();
            alerted = true;
        }
        kind = mark.kind.isPresent() ? mark.kind : kind;
        reason = mark.reason.isPresent() ? mark.reason : reason;
        peer = mark.peer.isPresent() ? mark.peer : peer;
        parkedAt = mark.more.parkedAt().isPresent() ? mark.more.parkedAt() : parkedAt;
        newest = mark;
        upAfterGap |= mark.afterGap && mark.state == LegState.CONNECTED;
        upBySession |= (mark.source == Mark.Source.SESSION || mark.certified) && mark.state == LegState.CONNECTED;
    }

    boolean isOver() {
        return state != null && state.isOver();
    }

    /** It is over, and that was told of it, not concluded from the end of the call. */
    boolean isEndReported() {
        return isOver() && history.certainty(history.size() - 1) == Certainty.OBSERVED;
    }

    /** Its last word was that the call goes on elsewhere, or a word that is not known. */
    boolean mayContinue() {
        return reason.isPresent()
                && ReasonTable.of(reason.get())
                        .map(ReasonTable.Reason::continues)
                        .orElse(true);
    }

    /** What kind of move its last word was, where it was one: {@code blind}, {@code attended}, {@code flip}, … */
    Optional<String> move() {
        return reason.flatMap(ReasonTable::of).flatMap(ReasonTable.Reason::move);
    }

    /** Another device or hand took it, which is an answer. */
    boolean isTaken() {
        return move().filter(kind -> kind.equals("park") || kind.equals("flip")).isPresent();
    }

    /** Its last word was that the call goes on elsewhere. */
    boolean continues() {
        return reason.isPresent()
                && ReasonTable.of(reason.get())
                        .map(ReasonTable.Reason::continues)
                        .orElse(false);
    }

    /** Media flowed at some time. */
    boolean wasUp() {
        return wasUpAfter(Long.MIN_VALUE);
    }

    /** Media began to flow after a moment, milliseconds of the epoch. */
    boolean wasUpAfter(long atMs) {
        for (int i = 0; i < history.size(); i++) {
            if (history.state(i) == LegState.CONNECTED && history.atMs(i) > atMs) {
                return true;
            }
        }
        return false;
    }

    /** When the first was heard of it, milliseconds of the epoch. */
    long since() {
        return history.atMs(0);
    }

    /** When it last entered a state, milliseconds of the epoch. */
    long until() {
        return history.lastAtMs();
    }

    /** The call is over, so this leg is, although nobody reported its own end. */
    void closeAt(long atMs) {
        state = LegState.ENDED;
        history = history.with(LegState.ENDED, atMs, Certainty.INFERRED);
    }

    boolean is(LegState wanted) {
        return state == wanted;
    }

    /** Media flows, whether or not this end listens. */
    boolean isUp() {
        return is(LegState.CONNECTED) || is(LegState.HELD);
    }

    boolean isInbound() {
        return leg.direction == LegDirection.INBOUND;
    }

    LegKind kind() {
        if (kind.isPresent()) {
            return kind.get();
        }
        if (leg.extensionId.isEmpty()) {
            return LegKind.EXTERNAL;
        }
        boolean machine = isMachine();
        boolean itself = leg.itself && !leg.member;
        boolean waits = is(LegState.QUEUED) || ((leg.queue || itself) && !alerted);
        if (waits || (machine && leg.agent)) {
            return LegKind.QUEUE;
        }
        return machine ? LegKind.IVR : LegKind.PERSON;
    }

    /** A called extension that was up, or gone again, without ever having rung: a menu (protocol.md 4.3.2, A). */
    private boolean isMachine() {
        return isInbound()
                && begun
                && !alerted
                && !gapped
                && !takesOver
                && !leg.member
                && (isUp() || isOver())
                && newest.source == Mark.Source.SESSION;
    }

    /** Somebody is there whose answer counts. */
    boolean isSomebody() {
        if (leg.monitor) {
            return false;
        }
        LegKind is = kind();
        return is == LegKind.PERSON || is == LegKind.EXTERNAL;
    }

    /**
     * The end of the call at which this leg stands. A member of a queue is told the queue's own number and name; those
     * are not the member's.
     */
    Endpoint self() {
        Endpoint told = isInbound() ? called : caller;
        boolean another = leg.extensionId.isPresent()
                && told.extensionId().isPresent()
                && !told.extensionId().equals(leg.extensionId);
        return another ? new Endpoint(Optional.empty(), Optional.empty(), leg.extensionId) : told;
    }
}
