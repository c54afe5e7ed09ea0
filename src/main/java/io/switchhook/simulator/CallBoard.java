package io.switchhook.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** All calls that were placed, readable from any thread; older ones are forgotten at the limit. */
final class CallBoard {
    /** Most calls kept: at six a minute more than a day. */
    private static final int CALLS_MAX = 10_000;

    /** Longest that any list shows an ended call: two minutes, and ten seconds late (protocol.md 6.1). */
    private static final Duration TAIL = Duration.ofSeconds(131);

    private final CopyOnWriteArrayList<PlacedCall> calls = new CopyOnWriteArrayList<>();
    private final Agenda agenda;

    CallBoard(Agenda agenda) {
        this.agenda = agenda;
    }

    void add(PlacedCall call) {
        calls.add(call);
        if (calls.size() > CALLS_MAX) {
            calls.remove(0);
        }
    }

    List<PlacedCall> all() {
        return List.copyOf(calls);
    }

    /** The calls that any list of now may show. */
    List<PlacedCall> recent(Instant at) {
        Instant oldest = at.minus(agenda.real(TAIL));
        return calls.stream()
                .filter(call ->
                        call.endedAt().isAfter(oldest) && !call.startedAt().isAfter(at))
                .toList();
    }

    Optional<PlacedCall> withSession(String telephonySessionId) {
        return calls.stream()
                .filter(call -> call.sessions().stream()
                        .anyMatch(session -> session.telephonySessionId().equals(telephonySessionId)))
                .findFirst();
    }
}
