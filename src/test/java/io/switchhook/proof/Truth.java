package io.switchhook.proof;

import io.switchhook.call.CallState;
import io.switchhook.call.LegState;
import java.util.ArrayList;
import java.util.BitSet;
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

    /**
     * When nobody can know where the call stands: from a step of one leg whose report is lost until the next report of that
     * leg that arrives.
     */
    List<Blind> blind(BitSet arrived) {
        List<Blind> blind = new ArrayList<>();
        for (List<Fact<LegState>> facts : legs.values()) {
            long from = Long.MAX_VALUE;
            for (Fact<LegState> fact : facts) {
                boolean heard = !fact.times(arrived).isEmpty();
                long at = heard ? fact.times(arrived).get(0) : fact.time().orElse(Long.MAX_VALUE);
                if (heard && from < at) {
                    blind.add(new Blind(from, at));
                }
                from = heard ? Long.MAX_VALUE : Math.min(from, fact.isWeighty() ? at : Long.MAX_VALUE);
            }
            if (from < Long.MAX_VALUE) {
                blind.add(new Blind(from, Long.MAX_VALUE));
            }
        }
        return blind;
    }

    /** A span of time, both ends included. */
    record Blind(long fromMs, long toMs) {
        boolean covers(long ms) {
            return ms >= fromMs && ms <= toMs;
        }
    }

    Fact<CallState> call(String call, CallState state) {
        Fact<CallState> fact = new Fact<>(state);
        calls.computeIfAbsent(call, key -> new ArrayList<>()).add(fact);
        return fact;
    }
}
