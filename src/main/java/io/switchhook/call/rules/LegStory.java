package io.switchhook.call.rules;

import io.switchhook.call.Certainty;
import io.switchhook.call.Endpoint;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One leg as the marks so far tell it. */
final class LegStory {
    final LegTrack leg;
    final List<Moment<LegState>> history = new ArrayList<>(6);
    Optional<LegState> state = Optional.empty();
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
    /** Up by the session's own word, which for a RingOut is the only one that counts. */
    boolean upBySession;

    /** The report that it is up follows one that is missing. */
    boolean upAfterGap;

    LegStory(LegTrack leg) {
        this.leg = leg;
    }

    void enter(LegState into, Mark mark) {
        begun |= into == LegState.INITIATED;
        alerted |= into == LegState.ALERTING;
        state = Optional.of(into);
        history.add(new Moment<>(into, Instant.ofEpochMilli(mark.at), mark.certainty));
    }

    /** Where a report says that the leg stands. A queue that answers makes the caller wait. */
    LegState stateBy(Mark mark) {
        boolean itself = leg.agent && !leg.member && begun && mark.source == Mark.Source.SESSION;
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
        if (mark.kind.isEmpty() && kind.isPresent() && !mark.state.isOver()) {
            // Who screened the message takes the call after all.
            kind = Optional.empty();
            alerted = true;
        }
        kind = mark.kind.or(() -> kind);
        reason = mark.reason.or(() -> reason);
        peer = mark.peer.or(() -> peer);
        parkedAt = mark.more.parkedAt().or(() -> parkedAt);
        newest = mark;
        upAfterGap |= mark.afterGap && mark.state == LegState.CONNECTED;
        upBySession |= mark.source == Mark.Source.SESSION && mark.state == LegState.CONNECTED;
    }

    boolean isOver() {
        return state.isPresent() && state.get().isOver();
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
        for (Moment<LegState> moment : history) {
            if (moment.state() == LegState.CONNECTED) {
                return true;
            }
        }
        return false;
    }

    /** Media began to flow after a moment. */
    boolean wasUpAfter(Instant at) {
        for (Moment<LegState> moment : history) {
            if (moment.state() == LegState.CONNECTED && moment.at().isAfter(at)) {
                return true;
            }
        }
        return false;
    }

    Instant since() {
        return history.get(0).at();
    }

    Instant until() {
        return history.get(history.size() - 1).at();
    }

    /** The call is over, so this leg is, although nobody reported its own end. */
    void closeAt(Instant at) {
        state = Optional.of(LegState.ENDED);
        history.add(new Moment<>(LegState.ENDED, at, Certainty.INFERRED));
    }

    boolean is(LegState wanted) {
        return state.isPresent() && state.get() == wanted;
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
        boolean waits = is(LegState.QUEUED) || (leg.queue && !alerted);
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
