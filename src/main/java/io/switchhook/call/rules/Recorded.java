package io.switchhook.call.rules;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent.Detail;
import io.switchhook.call.Certainty;
import io.switchhook.call.Provenance;
import io.switchhook.call.rules.Mark.Source;
import io.switchhook.call.rules.Mark.Stamp;
import java.util.List;
import java.util.Optional;

/** What finished records of active calls and the call log say a call came to, beside what was heard of it. */
final class Recorded {
    private final CallTrack track;
    private final Folding folding;
    private Optional<String> result = Optional.empty();
    private boolean answerDenied;

    Recorded(CallTrack track, Folding folding) {
        this.track = track;
        this.folding = folding;
    }

    /** The result, in the platform's word. */
    Optional<String> result() {
        return result;
    }

    boolean isAnswerDenied() {
        return answerDenied;
    }

    /** Learns the result that a finished record gives. True when that changes what was told. */
    boolean finishedWith(Optional<String> word, Provenance from, Turn turn) {
        if (word.isEmpty() || word.equals(result)) {
            return false;
        }
        turn.decision().meet(word.get());
        if (!track.isOver()) {
            result = word;
            return false;
        }
        Call before = Snapshots.of(track, track.story(), 0);
        result = word;
        turn.decision().touch(track.id());
        return track.teller().amend(before, track.story(), from, turn.decision());
    }

    /** The same of a record which proves that a person's phone was tried although no report of that was heard. */
    boolean finishedTrying(Optional<String> word, Provenance from, Turn turn) {
        boolean over = track.isOver();
        Call before = Snapshots.of(track, track.story(), 0);
        track.completion().personTried = true;
        track.story().personTried = true;
        result = word;
        turn.decision().touch(track.id());
        return over && track.teller().amend(before, track.story(), from, turn.decision());
    }

    boolean isPersonTried() {
        return track.completionIfAny().filter(log -> log.personTried).isPresent();
    }

    /** Takes the result of a finished record as the better explanation. Gives what that changes. */
    List<Detail> settledWith(Optional<String> word, Call before) {
        result = word.isPresent() ? word : result;
        return Differences.between(before, Snapshots.of(track, track.story(), 0));
    }

    /** The call log says that nobody answered: nothing may claim it any longer. */
    void denyAnswer(Optional<String> word, Provenance from, Turn turn) {
        answerDenied = true;
        result = word.isPresent() ? word : result;
        Mark last = track.story().last();
        Stamp stamp = new Stamp(Source.LOOK, "look", 0, last.at, Certainty.RECONCILED, from);
        folding.refold(new Mark(last.leg, stamp, last.state, true), turn);
    }
}
