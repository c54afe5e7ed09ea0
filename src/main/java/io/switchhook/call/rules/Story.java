package io.switchhook.call.rules;

import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.call.Certainty;
import io.switchhook.call.History;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call as the marks so far tell it. Marks come in order; each yields the tales that it is worth. */
final class Story {
    private final boolean ringOut;
    private final boolean conference;
    private final Transfers transfers = new Transfers(this);
    private final List<LegStory> order = new ArrayList<>(3);
    /** Without those that only listen in. */
    private List<LegStory> parties = order;

    History<CallState> history = History.ofCall();
    CallState state = CallState.NEW;
    Optional<LegStory> answeredBy = Optional.empty();
    Optional<LegStory> firstToLeave = Optional.empty();
    long startedAt;
    Optional<Instant> ringingAt = Optional.empty();
    Optional<Instant> answeredAt = Optional.empty();
    boolean voicemail;
    boolean fax;
    /** The call log says that nobody answered, whatever seemed so. */
    boolean answerDenied;

    /** The call log says that a person's phone was tried, of which no report was heard. */
    boolean personTried;

    boolean conferenced;
    /** A called end is known, from the first or only later. */
    boolean calleeKnown;
    /** Talk was taken from the caller's leg alone. */
    boolean callerAlone;
    /** An end that was told turned out to be none: the marks must be folded anew, without it. */
    boolean undone;

    /** Whether the state that the last mark told was believed. */
    boolean lastBelieved = true;

    private Mark last;

    Story(boolean ringOut, boolean conference) {
        this.ringOut = ringOut;
        this.conference = conference;
    }

    boolean isEmpty() {
        return last == null;
    }

    Mark last() {
        return last;
    }

    List<LegStory> legs() {
        return order;
    }

    /** The legs whose talk counts: not those that listen in. */
    List<LegStory> parties() {
        return parties;
    }

    boolean isRingOut() {
        return ringOut;
    }

    boolean isConference() {
        return conference;
    }

    /** Folds one mark on, and gives what it is worth telling. */
    List<Tale> apply(Mark mark) {
        List<Tale> tales = new ArrayList<>(3);
        if (isEmpty()) {
            startedAt = mark.at;
            tales.add(Tale.ofCall(CallEventType.STARTED, mark));
            if (conference) {
                tales.add(Tale.ofCall(CallEventType.CONFERENCED, mark));
            }
        }
        last = mark;
        LegStory known = find(mark.leg);
        LegStory leg = known == null ? add(mark.leg) : known;
        LegState into = leg.stateBy(mark);
        LegTable.Cell cell = LegTable.cell(leg.state, into);
        undone |= cell.undoes();
        if (mark.afterGap) {
            order.forEach(LegStory::missed);
            noticeRetrieval(leg, into);
        }
        boolean was = leg.isUp() || leg.is(LegState.PARKED);
        leg.learn(mark);
        lastBelieved = cell.believed();
        if (cell.believed()) {
            move(leg, into, mark, cell, tales);
        }
        if (mark.reason.isPresent() && leg.isTaken()) {
            takenFrom(leg);
        }
        noticeMachines(leg, mark, tales);
        Passages.notice(this, leg, was, mark, tales);
        RecordingTales.notice(leg, mark, tales);
        settle(leg, mark, tales);
        transfers.notice(leg, was, mark, tales);
        return tales;
    }

    /** Both sides held: when one takes the call back, the report that is missing before it was the other's doing so. */
    private void noticeRetrieval(LegStory leg, LegState into) {
        for (LegStory other : order) {
            other.takenBack |= other != leg && leg.is(LegState.HELD) && into == LegState.CONNECTED;
        }
    }

    /** Null for a leg that the story has not come to: this is asked for every report. */
    private LegStory find(LegTrack track) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).leg == track) {
                return order.get(i);
            }
        }
        return null;
    }

    private LegStory add(LegTrack track) {
        LegStory leg = new LegStory(track);
        if (leg.isInbound() && !track.lookedOnly && !calleeKnown) {
            calleeKnown = true;
            undone |= callerAlone;
        }
        for (LegStory other : order) {
            boolean again = other.wasUp() && track.extensionId.isPresent() && other.leg.isAt(track.extensionId.get());
            leg.takesOver |= again || other.isTaken() || other.is(LegState.PARKED);
        }
        if (track.monitor && parties == order) {
            parties = new ArrayList<>(order);
        }
        order.add(leg);
        if (parties != order && !track.monitor) {
            parties.add(leg);
        }
        return leg;
    }

    /** Whatever began after this leg may have taken the call from it, and then need not have rung. */
    private void takenFrom(LegStory leg) {
        for (int i = order.indexOf(leg) + 1; i < order.size(); i++) {
            order.get(i).takesOver = true;
        }
    }

    private void move(LegStory leg, LegState into, Mark mark, LegTable.Cell cell, List<Tale> tales) {
        if (!leg.is(into)) {
            boolean wasUp = leg.isUp();
            leg.enter(into, mark);
            boolean bySession = mark.source == Mark.Source.SESSION;
            if (wasUp && bySession && leg.isOver() && firstToLeave.isEmpty()) {
                firstToLeave = Optional.of(leg);
            }
        }
        for (CallEventType type : cell.tells()) {
            tales.add(Tale.ofLeg(type, leg.leg, mark));
        }
    }

    private boolean isTalked() {
        return state == CallState.TALKING || state == CallState.HELD;
    }

    private void noticeMachines(LegStory leg, Mark mark, List<Tale> tales) {
        Optional<LegKind> kind = mark.kind;
        if (kind.filter(LegKind.VOICEMAIL::equals).isPresent() && !voicemail) {
            voicemail = true;
            tales.add(Tale.ofLeg(CallEventType.VOICEMAIL, leg.leg, mark));
        }
        if (kind.filter(LegKind.FAX::equals).isPresent() && !fax) {
            fax = true;
            tales.add(Tale.ofLeg(CallEventType.FAX, leg.leg, mark));
        }
    }

    private void settle(LegStory moved, Mark mark, List<Tale> tales) {
        if (CallStates.isPaired(this)) {
            firstToLeave = Optional.empty();
        }
        CallState next = CallStates.of(this);
        if (next == state && !history.isEmpty()) {
            return;
        }
        Optional<CallState> was = history.isEmpty() ? Optional.empty() : Optional.of(state);
        CallEventType type =
                answeredAt.isPresent() && next == CallState.TALKING ? talkingAgainAfter(was) : typeOf(next);
        state = next;
        boolean inferred = next == CallState.QUEUED && CallStates.isQueuedInHindsight(this);
        history = history.with(next, mark.at, inferred ? Certainty.INFERRED : mark.certainty);
        if (next == CallState.RINGING && ringingAt.isEmpty()) {
            ringingAt = Optional.of(Instant.ofEpochMilli(mark.at));
        }
        if (isTalked() && answeredAt.isEmpty()) {
            answeredAt = Optional.of(Instant.ofEpochMilli(mark.at));
            answeredBy = CallStates.answerer(this, moved);
            tell(CallEventType.ANSWERED, was, moved, mark, tales);
        }
        if (type == CallEventType.TRANSFERRED) {
            tales.add(
                    new Tale(type, moved.leg, was, Optional.of(state), mark, mark.at).with(transfers.handedTo(moved)));
        } else if (type != CallEventType.STARTED && type != CallEventType.ANSWERED) {
            tell(type, was, moved, mark, tales);
        }
    }

    private void tell(CallEventType type, Optional<CallState> was, LegStory moved, Mark mark, List<Tale> tales) {
        tales.add(new Tale(type, moved.leg, was, Optional.of(state), mark, mark.at));
    }

    private static CallEventType typeOf(CallState next) {
        return switch (next) {
            case NEW -> CallEventType.STARTED;
            case ROUTING -> CallEventType.ROUTED;
            case QUEUED -> CallEventType.QUEUED;
            case RINGING -> CallEventType.RINGING;
            case TALKING -> CallEventType.ANSWERED;
            case HELD -> CallEventType.HELD;
            case PARKED -> CallEventType.PARKED;
            case ENDED -> CallEventType.ENDED;
            case COMPLETED -> CallEventType.COMPLETED;
        };
    }

    private static CallEventType talkingAgainAfter(Optional<CallState> was) {
        return switch (was.orElse(CallState.NEW)) {
            case HELD -> CallEventType.RETRIEVED;
            case PARKED -> CallEventType.UNPARKED;
            default -> CallEventType.TRANSFERRED;
        };
    }

    /** Whether a moment, milliseconds of the epoch, is later than the answer, or there is none. */
    boolean isAfterAnswer(long atMs) {
        return answeredAt.isEmpty() || atMs > answeredAt.get().toEpochMilli();
    }

    /** Whether it has been in a state. */
    boolean has(CallState wanted) {
        for (int i = 0; i < history.size(); i++) {
            if (history.state(i) == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Nothing goes on; whether the call is over is for the patience of {@link CallTrack} to say. */
    boolean isAllOver() {
        return Endings.isAllOver(this);
    }

    /**
     * Ends the call at the moment its last leg ended, and with it the legs whose own end nobody reported.
     *
     * @param until when the call that it moved into was over; empty when it ended by itself
     */
    List<Tale> end(Optional<Instant> until) {
        Moment<LegState> latest = Endings.latest(this, until);
        List<Tale> tales = new ArrayList<>(1);
        long at = latest.at().toEpochMilli();
        transfers.unanswered(at).ifPresent(tales::add);
        for (LegStory leg : order) {
            if (!leg.isOver()) {
                leg.closeAt(at);
                tales.add(new Tale(CallEventType.LEG_ENDED, leg.leg, Optional.empty(), Optional.empty(), last, at));
            }
        }
        Optional<CallState> was = Optional.of(state);
        state = CallState.ENDED;
        history = history.with(CallState.ENDED, at, latest.certainty());
        tales.add(new Tale(CallEventType.ENDED, null, was, Optional.of(state), last, at));
        return tales;
    }

    /** When the call ended, milliseconds of the epoch; that of the newest mark while it is not over. */
    long endedAtMs() {
        return state.isOver() ? history.lastAtMs() : last.at;
    }

    /**
     * When a leg can have been answered whose answer nobody reported: when the last is known of it before its end, and
     * not before the other side was up. Empty for a leg of which nothing else is known.
     */
    Optional<Instant> lastBeforeEndOf(LegTrack track) {
        LegStory leg = find(track);
        for (int i = leg == null ? -1 : leg.history.size() - 1; i >= 0; i--) {
            if (!leg.history.state(i).isOver()) {
                return Optional.of(Instant.ofEpochMilli(Math.max(leg.history.atMs(i), otherSideUpAt(leg))));
            }
        }
        return Optional.empty();
    }

    private long otherSideUpAt(LegStory leg) {
        long upAt = Long.MIN_VALUE;
        for (LegStory other : parties) {
            for (int i = 0; other.isInbound() != leg.isInbound() && i < other.history.size(); i++) {
                boolean within = !leg.isOver() || other.history.atMs(i) <= leg.until();
                if (other.history.state(i) == LegState.CONNECTED && within) {
                    upAt = Math.max(upAt, other.history.atMs(i));
                }
            }
        }
        return upAt;
    }

    /** Whether nobody reported the end: only looks, or their absence, showed it. */
    boolean isEndReconciled() {
        for (LegStory leg : order) {
            if (leg.isOver() && leg.history.certainty(leg.history.size() - 1) == Certainty.RECONCILED) {
                return true;
            }
        }
        return false;
    }
}
