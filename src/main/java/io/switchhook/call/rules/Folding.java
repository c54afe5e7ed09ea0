package io.switchhook.call.rules;

import io.switchhook.call.CallEvent.NumberGap;
import io.switchhook.call.LegDirection;
import io.switchhook.call.rules.Mark.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The story of one call as the fold of its marks. The newest mark is folded on; one that comes late is put in its
 * place, the story is folded anew, and what is different is told as a correction. So the story depends on the marks
 * alone, not on the order in which they came.
 */
final class Folding {
    private final CallTrack track;
    private final Legs legs;
    private final Teller teller;
    private Story story = new Story(false, false);
    private List<Mark> folded = new ArrayList<>(8);
    private Optional<Instant> endedWith = Optional.empty();

    Folding(CallTrack track, Legs legs, Teller teller) {
        this.track = track;
        this.legs = legs;
        this.teller = teller;
    }

    Story story() {
        return story;
    }

    /** Ends the story, with the calls that it moved into where it did. */
    List<Tale> end() {
        endedWith = track.links().continuedUntil(story);
        return story.end(endedWith);
    }

    /** When the calls that it moved into were over, as it was ended with. */
    Optional<Instant> endedWith() {
        return endedWith;
    }

    /** Folds a mark on that its leg has just taken. */
    void add(Mark mark, Optional<NumberGap> gap, Turn turn) {
        if (legs.weigh()) {
            explain(Rule.QUEUED_IN_HINDSIGHT, mark, turn);
        }
        if (goesOn(mark)) {
            folded.add(mark);
            List<Tale> tales = story.apply(mark);
            if (!story.undone) {
                explain(Rule.IN_PLACE, mark, turn);
                teller.tell(story, tales, gap, turn.decision());
                return;
            }
        }
        fold(mark, turn);
    }

    private void explain(Rule rule, Mark mark, Turn turn) {
        if (turn.decision().isExplained()) {
            Rule why = rule == Rule.IN_PLACE && story.last() == mark && !story.lastBelieved ? Rule.IMPLAUSIBLE : rule;
            turn.decision().because(why, track, mark.leg, mark.toString());
        }
    }

    /** The common case: the newest word of the call's only session about a leg of which only sessions speak. */
    private boolean goesOn(Mark mark) {
        if (mark.source != Source.SESSION || !mark.leg.seen.isEmpty() || !track.hasOneSession() || isSettled()) {
            return false;
        }
        Mark last = story.last();
        if (last != null && last.source == Source.SESSION) {
            if (last.number > mark.number) {
                return false;
            }
            mark.key = Math.max(mark.key, last.key);
        }
        return last == null || Mark.ORDER.compare(last, mark) < 0;
    }

    /** Whether the story so far cannot simply go on: its end was told, or it is known now to be another kind. */
    private boolean isSettled() {
        return story.state.isOver() || legs.retold || isAnotherKind();
    }

    private boolean isAnotherKind() {
        return story.isRingOut() != track.isRingOut() || story.isConference() != track.isConference();
    }

    /** Folds what may be believed by now. */
    void fold(Mark cause, Turn turn) {
        List<Mark> marks = ordered(turn.now());
        boolean begins = !story.undone
                && !legs.retold
                && marks.size() >= folded.size()
                && marks.subList(0, folded.size()).equals(folded);
        if (begins && marks.size() == folded.size() && !isAnotherKind()) {
            if (cause.matureAt <= turn.now()) {
                explain(Rule.SESSION_OUTWEIGHS, cause, turn);
            }
            return;
        }
        if (!begins || isSettled()) {
            foldAnew(marks, cause, turn);
            return;
        }
        for (Mark mark : List.copyOf(marks.subList(folded.size(), marks.size()))) {
            folded.add(mark);
            List<Tale> tales = story.apply(mark);
            if (story.undone) {
                foldAnew(marks, cause, turn);
                return;
            }
            explain(Rule.IN_PLACE, mark, turn);
            teller.tell(story, tales, Optional.empty(), turn.decision());
        }
    }

    private static boolean isCalleeKnown(List<Mark> marks) {
        for (Mark mark : marks) {
            if (mark.leg.direction == LegDirection.INBOUND && !mark.leg.lookedOnly) {
                return true;
            }
        }
        return false;
    }

    private void foldAnew(List<Mark> marks, Mark cause, Turn turn) {
        Story before = story;
        legs.retold = false;
        story = new Story(track.isRingOut(), track.isConference());
        story.answerDenied = track.recorded().isAnswerDenied();
        story.personTried = track.recorded().isPersonTried();
        story.calleeKnown = isCalleeKnown(marks);
        folded = marks;
        List<Tale> tales = new ArrayList<>();
        for (Mark mark : marks) {
            tales.addAll(story.apply(mark));
        }
        if (!before.isEmpty()) {
            explain(Rule.FOLDED_ANEW, cause, turn);
        }
        if (teller.hasToldTheEnd() && track.links().isOver(story) && !track.isGuess()) {
            tales.addAll(end());
        }
        if (!teller.hasTold()) {
            teller.tell(story, tales, Optional.empty(), turn.decision());
        } else if (!tales.isEmpty()) {
            teller.retell(Snapshots.of(track, before, 0), story, tales, cause, turn.decision());
        }
        story.undone = false;
    }

    /** Folds everything anew because the call log denies what seemed to be so. */
    void refold(Mark cause, Turn turn) {
        foldAnew(ordered(turn.now()), cause, turn);
    }

    /** Every mark that counts, in the provider's order. */
    private List<Mark> ordered(long now) {
        List<Mark> marks = new ArrayList<>();
        List<Mark> own = new ArrayList<>();
        boolean onlyLooks = true;
        for (LegTrack leg : legs.all()) {
            onlyLooks &= leg.lookedOnly;
        }
        if (onlyLooks && addLogged(marks)) {
            marks.sort(Mark.ORDER);
            return marks;
        }
        for (LegTrack leg : legs.all()) {
            if (leg.lookedOnly && !onlyLooks && leg.isAt(LookJudge.UNKNOWN)) {
                continue;
            }
            own.addAll(leg.own);
            long key = Long.MIN_VALUE;
            for (Mark mark : leg.seen) {
                key = Math.max(key, mark.at);
                mark.key = key;
            }
            marks.addAll(new LegMerge(leg, track.isRingOut(), legs.isSucceeded(leg)).at(now));
        }
        marks.removeIf(mark -> mark.stream.equals(RecordStory.STREAM));
        place(own);
        marks.sort(Mark.ORDER);
        return marks;
    }

    /** Of what only looks saw the call log tells all. False where it has not told. */
    private boolean addLogged(List<Mark> marks) {
        for (LegTrack leg : legs.all()) {
            for (Mark mark : leg.seen) {
                if (mark.stream.equals(RecordStory.STREAM)) {
                    mark.key = mark.at;
                    marks.add(mark);
                }
            }
        }
        return !marks.isEmpty();
    }

    /** Within a session the number decides, whatever the times say; a missing number is noticed. */
    private static void place(List<Mark> own) {
        own.sort((one, other) -> one.stream.equals(other.stream)
                ? Long.compare(one.number, other.number)
                : one.stream.compareTo(other.stream));
        Mark previous = null;
        for (Mark mark : own) {
            boolean first = previous == null || !previous.stream.equals(mark.stream);
            mark.key = first ? mark.at : Math.max(mark.at, previous.key);
            mark.afterGap = mark.number > (first ? 1 : previous.number) + 1;
            previous = mark;
        }
    }
}
