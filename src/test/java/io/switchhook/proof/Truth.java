package io.switchhook.proof;

import io.switchhook.call.CallState;
import io.switchhook.call.LegState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What truly happened in one play, as far as reports of one kind say it: histories of its legs and of its calls. */
final class Truth {
    final Map<String, List<Fact<LegState>>> legs = new LinkedHashMap<>();
    final Map<String, List<Fact<CallState>>> calls = new LinkedHashMap<>();

    Fact<LegState> leg(String seat, LegState state) {
        Fact<LegState> fact = new Fact<>(state);
        legs.computeIfAbsent(seat, key -> new ArrayList<>()).add(fact);
        return fact;
    }

    /** By time: what only presence shows is known last. */
    void sort() {
        legs.values().forEach(Truth::sort);
        calls.values().forEach(Truth::sort);
    }

    private static <S> void sort(List<Fact<S>> facts) {
        facts.sort(Comparator.comparingLong(fact -> fact.time().orElse(Long.MAX_VALUE)));
    }

    Fact<CallState> call(String call, CallState state) {
        Fact<CallState> fact = new Fact<>(state);
        calls.computeIfAbsent(call, key -> new ArrayList<>()).add(fact);
        return fact;
    }
}
