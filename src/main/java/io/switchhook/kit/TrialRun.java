package io.switchhook.kit;

import io.switchhook.connector.Guarantee;
import io.switchhook.journal.Deliveries;
import io.switchhook.journal.Deliveries.CallDelivery;
import io.switchhook.journal.Deliveries.DeadLetter;
import io.switchhook.kit.Records.Kept;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One trial as it went. Confined to one context. */
final class TrialRun {
    private final Trial trial;
    private final List<Play> plays;
    private final Map<String, Set<Long>> dead = new LinkedHashMap<>();
    private int deadLetters;
    private int requests;
    private int harmed;
    private boolean stuck;

    TrialRun(Trial trial, List<Play> plays) {
        this.trial = trial;
        this.plays = List.copyOf(plays);
    }

    /** Something was still owed when the time was over. */
    void stuck() {
        stuck = true;
    }

    /** A write was put aside; it comes again, out of order. */
    void died(DeadLetter letter) {
        deadLetters++;
        dead.computeIfAbsent(letter.callId(), none -> new LinkedHashSet<>()).add(letter.sequence());
    }

    void counted(int requestsMade, int requestsHarmed) {
        requests = requestsMade;
        harmed = requestsHarmed;
    }

    /** Compares what the CRM has with what was told. */
    Future<Finding> judge(Deliveries deliveries, String connector, Evidence evidence) {
        List<Future<List<CallDelivery>>> states = new ArrayList<>();
        List<String> calls =
                plays.stream().flatMap(play -> play.calls().stream()).toList();
        calls.forEach(call -> states.add(deliveries.ofCall(call)));
        return Future.all(states).map(all -> {
            Map<String, CallDelivery> known = new LinkedHashMap<>();
            states.stream()
                    .flatMap(state -> state.result().stream())
                    .filter(state -> state.connector().equals(connector))
                    .forEach(state -> known.put(state.callId(), state));
            return judge(known, evidence);
        });
    }

    private Finding judge(Map<String, CallDelivery> known, Evidence evidence) {
        List<String> lost = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        List<String> disordered = new ArrayList<>();
        int most = 0;
        int calls = 0;
        for (Play play : plays) {
            for (String call : play.calls()) {
                calls++;
                List<Kept> records = evidence.of(call);
                int count = most(records);
                most = Math.max(most, count);
                Optional<String> missing = missing(play, call, Optional.ofNullable(known.get(call)), evidence);
                missing.ifPresent(why -> lost.add(play.kind() + " " + call + ": " + why));
                if (count > 1) {
                    boolean excused = evidence.declared() == Guarantee.AT_LEAST_ONE
                            && count <= 1 + evidence.witness().doubts(call);
                    doubled.add(
                            (excused ? "(nobody knew) " : "") + play.kind() + " " + call + ": " + count + " records");
                }
                records.stream()
                        .filter(record -> !isSorted(record.writes(), dead.getOrDefault(call, Set.of())))
                        .forEach(record ->
                                disordered.add(play.kind() + " " + call + ": events came as " + record.writes()));
            }
        }
        return new Finding(trial, calls, requests, harmed, deadLetters, most, lost, doubled, disordered);
    }

    /** The most records of one kind. */
    private static int most(List<Kept> records) {
        return records.stream().collect(Collectors.groupingBy(Kept::kind, Collectors.counting())).values().stream()
                .mapToInt(Long::intValue)
                .max()
                .orElse(0);
    }

    private Optional<String> missing(Play play, String call, Optional<CallDelivery> state, Evidence evidence) {
        String delivery = state.map(CallDelivery::state).orElse("unknown");
        if (!delivery.equals("done")) {
            return Optional.of((stuck ? "still owed when time was over, " : "") + "the delivery is " + delivery + " "
                    + state.map(CallDelivery::reason).orElse(""));
        }
        List<Kept> records = evidence.of(call);
        if (records.isEmpty()) {
            return Optional.of("delivered, but the CRM has no record of it");
        }
        Kept first = records.get(0);
        if (first.kind().equals(StubCrm.EVENTS)) {
            Set<Long> told = play.events().stream()
                    .filter(event -> event.call().id().equals(call))
                    .map(event -> event.sequence())
                    .collect(Collectors.toCollection(TreeSet::new));
            told.removeAll(first.writes());
            return told.isEmpty() ? Optional.empty() : Optional.of("events " + told + " never came");
        }
        long last = records.stream()
                .flatMap(record -> record.writes().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        long end = play.ends().getOrDefault(call, 0L);
        return last >= end || !evidence.seesWrites()
                ? Optional.empty()
                : Optional.of("the CRM was never told that it is over: " + last + " of " + end);
    }

    private static boolean isSorted(List<Long> writes, Set<Long> late) {
        long last = 0;
        for (long write : writes) {
            if (!late.contains(write)) {
                if (write < last) {
                    return false;
                }
                last = write;
            }
        }
        return true;
    }
}
