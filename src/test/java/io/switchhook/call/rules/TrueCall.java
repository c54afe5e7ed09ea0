package io.switchhook.call.rules;

import io.switchhook.call.LegState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A call as it truly was: its parties, the steps that they took, and what a good story of it says. */
final class TrueCall {
    final String name;
    final String key;
    final long numeric;
    final Map<Integer, Who> parties = new LinkedHashMap<>();
    final List<Step> steps = new ArrayList<>();
    String from = "";
    String to = "";
    String origin = "Call";
    /** Direction, outcome, who answered: as sessions tell it. */
    String expected = "";
    /** The same as presence alone can tell it. */
    String expectedOfPresence = "";

    private final Random random;
    private long clock;

    TrueCall(String name, int id, long start, Random random) {
        this.name = name;
        this.key = "s-" + id;
        this.numeric = 400_000_016L + id * 100_000L;
        this.clock = start;
        this.random = random;
    }

    TrueCall ends(String caller, String called) {
        from = caller;
        to = called;
        return this;
    }

    TrueCall party(int number, String way, String extension) {
        parties.put(number, new Who(way, extension, 0, ""));
        return this;
    }

    TrueCall party(int number, String way, String extension, int session, String role) {
        parties.put(number, new Who(way, extension, session, " role " + role));
        return this;
    }

    TrueCall after(int leastMs, int mostMs) {
        clock += leastMs + random.nextInt(mostMs - leastMs + 1);
        return this;
    }

    TrueCall say(int party, LegState state) {
        return say(party, state, "", usual(party, state));
    }

    TrueCall say(int party, LegState state, String more) {
        return say(party, state, more, usual(party, state));
    }

    /** A step that presence does not show, or shows as something else. */
    TrueCall say(int party, LegState state, String more, Optional<String> presence) {
        steps.add(new Step(clock, party, Optional.of(state), more, presence));
        return this;
    }

    /** What only presence shows. */
    TrueCall device(int party, String presence) {
        steps.add(new Step(clock, party, Optional.empty(), "", Optional.of(presence)));
        return this;
    }

    TrueCall tells(String sessions, String presence) {
        expected = sessions;
        expectedOfPresence = presence;
        return this;
    }

    private Optional<String> usual(int party, LegState state) {
        boolean called = parties.get(party).way.equals("in");
        return switch (state) {
            case INITIATED -> called ? Optional.empty() : Optional.of("ALERTING");
            case ALERTING -> called ? Optional.of("ALERTING") : Optional.empty();
            case CONNECTED, HELD, PARKED -> Optional.of(state.name());
            case ENDED, REPLACED -> Optional.of("ENDED last");
            case QUEUED -> Optional.empty();
        };
    }

    long start() {
        return steps.get(0).at;
    }

    long end() {
        return steps.get(steps.size() - 1).at;
    }

    boolean hasTwoSessions() {
        return parties.values().stream().anyMatch(who -> who.session() > 0);
    }

    boolean isAnswered() {
        return expected.contains("ANSWERED");
    }

    /** One party; {@code session} counts those of a RingOut. */
    record Who(String way, String extension, int session, String role) {
        boolean isInside() {
            return !extension.equals("outside");
        }
    }

    /** One step of one party, and what its extension's presence shows of it. */
    record Step(long at, int party, Optional<LegState> state, String more, Optional<String> presence) {}
}
