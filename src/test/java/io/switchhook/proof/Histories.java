package io.switchhook.proof;

import io.switchhook.call.CallState;
import io.switchhook.call.Certainty;
import io.switchhook.call.LegState;
import io.switchhook.call.Moment;
import io.switchhook.proof.Truth.Blind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Compares a history that was told with the facts. Where everything arrives it must be the same. Where reports are lost
 * it must stand where the truth stood at the moment of each report that arrived, and each of its own steps must be true at
 * its moment; what it says it inferred must at least have been so at some time.
 */
final class Histories {
    private static final long NEAR_MS = 1;

    /** Both ends leave within this (protocol.md 4.3.2); who left last may be what was lost. */
    private static final long LEAVING_MS = 1_000;

    private final BitSet arrived;
    private final boolean whole;

    Histories(BitSet arrived, boolean whole) {
        this.arrived = arrived;
        this.whole = whole;
    }

    <S> Optional<String> difference(
            List<Fact<S>> facts, List<Fact<S>> alsoShown, List<Moment<S>> told, List<Blind> blind) {
        List<Fact<S>> known = known(facts);
        boolean same = whole
                ? isSame(known, withoutGuess(facts, told))
                : isFair(known, new Sight<>(facts, alsoShown, blind), told);
        return same
                ? Optional.empty()
                : Optional.of("expected " + text(known) + ", but it is "
                        + told.stream()
                                .map(moment -> moment.state() + "@" + since(moment)
                                        + (moment.certainty() == Certainty.OBSERVED ? "" : "?"))
                                .toList());
    }

    /** An end that nothing can show may be concluded. */
    private <S> List<Moment<S>> withoutGuess(List<Fact<S>> facts, List<Moment<S>> told) {
        int last = told.size() - 1;
        boolean unseen = facts.stream()
                .anyMatch(fact -> isEnd(fact.state) && fact.times(arrived).isEmpty());
        boolean guessed = unseen
                && last >= 0
                && isEnd(told.get(last).state())
                && told.get(last).certainty() != Certainty.OBSERVED;
        return guessed ? told.subList(0, last) : told;
    }

    /** The facts of which a report arrived; a state that is entered twice running is entered once. */
    private <S> List<Fact<S>> known(List<Fact<S>> facts) {
        List<Fact<S>> known = new ArrayList<>();
        for (Fact<S> fact : facts) {
            boolean again =
                    !known.isEmpty() && known.get(known.size() - 1).state.equals(fact.state);
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

    /** What there is to be seen, and when nothing can be. */
    private record Sight<S>(List<Fact<S>> facts, List<Fact<S>> shown, List<Blind> blind) {
        boolean isBlind(long at) {
            return blind.stream().anyMatch(span -> span.covers(at));
        }
    }

    /** Wherever a report arrived, the story stands where the truth stood; wherever the story changes, the truth agrees. */
    private <S> boolean isFair(List<Fact<S>> known, Sight<S> sight, List<Moment<S>> told) {
        for (Fact<S> fact : known) {
            boolean there =
                    fact.times(arrived).stream().anyMatch(time -> sight.isBlind(time) || stands(told, time, fact));
            boolean concluded = isEnd(fact.state)
                    && !told.isEmpty()
                    && isEnd(told.get(told.size() - 1).state());
            if (!there && !concluded) {
                return false;
            }
        }
        for (int i = 0; i < told.size(); i++) {
            Moment<S> moment = told.get(i);
            boolean passing = i + 1 < told.size() && told.get(i + 1).at().equals(moment.at());
            boolean begins = i == 0 && moment.state() == CallState.NEW;
            boolean judged = !passing && !begins && !sight.isBlind(moment.at().toEpochMilli());
            if (judged && !isTrue(moment, sight.facts()) && !isTrue(moment, sight.shown())) {
                return false;
            }
        }
        return true;
    }

    private static <S> boolean stands(List<Moment<S>> told, long time, Fact<S> fact) {
        return stateAt(told, time + NEAR_MS).filter(fact.state::equals).isPresent()
                || told.stream().anyMatch(moment -> moment.state().equals(fact.state) && isNear(time, moment));
    }

    private static <S> boolean isTrue(Moment<S> moment, List<Fact<S>> facts) {
        boolean ever = isEnd(moment.state()) || facts.stream().anyMatch(fact -> fact.state.equals(moment.state()));
        if (moment.certainty() != Certainty.OBSERVED) {
            return ever;
        }
        long at = moment.at().toEpochMilli();
        long slack = isEnd(moment.state()) ? LEAVING_MS : NEAR_MS;
        return isAt(facts, at + slack, moment.state())
                || isAt(facts, at, moment.state())
                || isAt(facts, at - NEAR_MS, moment.state());
    }

    private static <S> boolean isAt(List<Fact<S>> facts, long at, S state) {
        Optional<S> then = Optional.empty();
        for (Fact<S> fact : facts) {
            if (fact.time().filter(time -> time <= at).isPresent()) {
                then = Optional.of(fact.state);
            }
        }
        return then.filter(state::equals).isPresent();
    }

    private static <S> Optional<S> stateAt(List<Moment<S>> told, long at) {
        Optional<S> state = Optional.empty();
        for (Moment<S> moment : told) {
            state = moment.at().toEpochMilli() <= at ? Optional.of(moment.state()) : state;
        }
        return state;
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
