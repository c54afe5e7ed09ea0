package io.switchhook.proof;

import io.switchhook.call.CallState;
import io.switchhook.call.Certainty;
import io.switchhook.call.LegState;
import io.switchhook.call.Moment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Compares a history that was told with the facts. Where everything arrives it must be the same. Where reports are lost
 * it must have each fact of which a report arrived, at a time that a report gives, and nothing else that it claims to have
 * been observed; what it says it inferred must at least have been so at some time.
 */
final class Histories {
    private static final long NEAR_MS = 1;

    private final BitSet arrived;
    private final boolean whole;

    Histories(BitSet arrived, boolean whole) {
        this.arrived = arrived;
        this.whole = whole;
    }

    <S> Optional<String> difference(List<Fact<S>> facts, List<Fact<S>> alsoShown, List<Moment<S>> told) {
        List<Fact<S>> known = known(facts);
        boolean same = whole ? isSame(known, told) : isFair(known, facts, alsoShown, told);
        return same
                ? Optional.empty()
                : Optional.of("expected " + text(known) + ", but it is "
                        + told.stream()
                                .map(moment -> moment.state() + "@" + since(moment)
                                        + (moment.certainty() == Certainty.OBSERVED ? "" : "?"))
                                .toList());
    }

    /** The facts of which a report arrived; a state that is entered twice running is entered once. */
    private <S> List<Fact<S>> known(List<Fact<S>> facts) {
        List<Fact<S>> known = new ArrayList<>();
        for (Fact<S> fact : facts) {
            boolean again = !known.isEmpty() && known.get(known.size() - 1).state.equals(fact.state);
            if (!fact.times(arrived).isEmpty() && !again) {
                known.add(fact);
            }
        }
        return known;
    }

    private <S> boolean isSame(List<Fact<S>> known, List<Moment<S>> told) {
        if (known.size() != told.size()) {
            return false;
        }
        for (int i = 0; i < told.size(); i++) {
            boolean same = known.get(i).state.equals(told.get(i).state())
                    && isNear(known.get(i).times(arrived).get(0), told.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private <S> boolean isFair(List<Fact<S>> known, List<Fact<S>> facts, List<Fact<S>> shown, List<Moment<S>> told) {
        for (Fact<S> fact : known) {
            boolean there = told.stream()
                    .anyMatch(moment -> moment.state().equals(fact.state)
                            && (fact.times(arrived).stream().anyMatch(time -> isNear(time, moment))
                                    || (isEnd(fact.state) && moment.certainty() != Certainty.OBSERVED)));
            if (!there) {
                return false;
            }
        }
        for (Moment<S> moment : told) {
            boolean so = moment.certainty() != Certainty.OBSERVED
                    ? isEnd(moment.state())
                            || facts.stream().anyMatch(fact -> fact.state.equals(moment.state()))
                            || shown.stream().anyMatch(fact -> fact.state.equals(moment.state()))
                    : isFact(facts, moment) || isFact(shown, moment);
            if (!so) {
                return false;
            }
        }
        return true;
    }

    private static <S> boolean isFact(List<Fact<S>> facts, Moment<S> moment) {
        return facts.stream()
                .anyMatch(fact -> fact.state.equals(moment.state())
                        && fact.isSeenAt(moment.at().toEpochMilli()));
    }

    private static <S> boolean isEnd(S state) {
        return state == LegState.ENDED || state == LegState.REPLACED || state == CallState.ENDED;
    }

    private static boolean isNear(long time, Moment<?> moment) {
        return Math.abs(time - moment.at().toEpochMilli()) <= NEAR_MS;
    }

    private <S> String text(List<Fact<S>> known) {
        return known.stream()
                .map(fact -> fact.state + "@" + (fact.times(arrived).get(0) - World.T0))
                .toList()
                .toString();
    }

    private static long since(Moment<?> moment) {
        return moment.at().toEpochMilli() - World.T0;
    }
}
