package io.switchhook.proof;

import io.switchhook.call.Call;
import io.switchhook.call.CallState;
import io.switchhook.call.Leg;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Moment;
import io.switchhook.call.Outcome;
import io.switchhook.proof.Script.Claim;
import io.switchhook.proof.Script.Seat;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what was told of a world with what was so. */
final class Judge {
    private final World world;
    private final BitSet arrived;
    private final Hearing hearing;
    private final Histories histories;

    private Judge(World world, BitSet arrived, Hearing hearing) {
        this.world = world;
        this.arrived = arrived;
        this.hearing = hearing;
        this.histories = new Histories(arrived, world.weather.isWhole());
    }

    /** The same, where even an exception is a verdict. */
    static List<Verdict> safely(World world, List<Report> heard) {
        try {
            return of(world, heard);
        } catch (RuntimeException e) {
            String where = e.getStackTrace().length > 0 ? " at " + e.getStackTrace()[0] : "";
            return List.of(new Verdict(-1, "(exception)", true, false, false, false, false, 0, List.of(e + where)));
        }
    }

    static List<Verdict> of(World world, List<Report> heard) {
        BitSet arrived = new BitSet();
        heard.forEach(report -> arrived.set(report.id()));
        return new Judge(world, arrived, Hearing.of(world.view, heard)).verdicts();
    }

    private List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, List<Call>> told = new LinkedHashMap<>();
        Map<String, String> keys = keys();
        for (Call call : hearing.last.values()) {
            Optional<String> key = keyOf(call, keys);
            if (key.isEmpty()) {
                verdicts.add(new Verdict(
                        -1, "(phantom)", true, false, false, false, false, 0, List.of("Expected no " + brief(call))));
            }
            key.ifPresent(
                    known -> told.computeIfAbsent(known, k -> new ArrayList<>()).add(call));
        }
        for (Play play : world.plays) {
            for (String call : play.calls()) {
                judge(play, call, told.getOrDefault(play.index + call, List.of()))
                        .ifPresent(verdicts::add);
            }
        }
        hearing.broken.ifPresent(what ->
                verdicts.add(new Verdict(-1, "(numbering)", true, false, false, false, false, 0, List.of(what))));
        return verdicts;
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (Play play : world.plays) {
            for (String session : play.script.sessions()) {
                String key = play.index + play.script.callOf(session);
                keys.put(play.telephonySession(session), key);
                keys.put(play.sessionId(session), key);
            }
        }
        keys.remove("0");
        return keys;
    }

    private static Optional<String> keyOf(Call call, Map<String, String> keys) {
        List<String> ids =
                new ArrayList<>(call.ids().telephonySessionId().stream().toList());
        ids.addAll(call.ids().sessionIds());
        return ids.stream().map(keys::get).filter(key -> key != null).findFirst();
    }

    private Optional<Verdict> judge(Play play, String call, List<Call> told) {
        Optional<Claim> claim = play.script.truth(world.view, call);
        Truth truth = world.truth(play);
        boolean hearable = isHearable(play, call, truth);
        if (claim.filter(known -> known.direction().equals("skip")).isPresent() || (!hearable && told.isEmpty())) {
            return Optional.empty();
        }
        if (told.isEmpty()) {
            return Optional.of(new Verdict(
                    play.index,
                    play.kind(),
                    false,
                    false,
                    false,
                    false,
                    false,
                    0,
                    List.of("Expected a story, but none is told")));
        }
        List<String> wrong = new ArrayList<>();
        Call story = told.get(0);
        boolean over = story.state().isOver();
        Claim best = claim.or(() -> play.script.truth(View.SESSIONS, call)).orElseThrow();
        boolean right = over && isOutcome(play, call, best, story);
        if (!right) {
            wrong.add("Expected " + best.outcome() + ", but it is " + story.outcome() + " in " + story.state());
        }
        // A look tells what this source alone cannot, so that its story goes beyond the truth of the view.
        boolean beyond = world.weather.polls()
                && play.script
                        .truth(View.SESSIONS, call)
                        .filter(all -> all.outcome().equals(best.outcome()))
                        .isEmpty();
        boolean silent = !hearable || beyond;
        boolean states = silent || states(play, call, truth, story, wrong);
        boolean details = silent || !world.weather.isWhole() || details(play, call, best, story, wrong);
        boolean exact = right && states && details && told.size() == 1;
        if (told.size() > 1) {
            wrong.add(
                    "Expected one story, but " + told.stream().map(Judge::brief).toList());
        }
        return Optional.of(
                new Verdict(play.index, play.kind(), true, exact, states, right, !over, told.size() - 1, wrong));
    }

    private boolean isHearable(Play play, String call, Truth truth) {
        return legsOf(play, call, truth).values().stream()
                .anyMatch(facts ->
                        facts.stream().anyMatch(fact -> !fact.times(arrived).isEmpty()));
    }

    private static Map<String, List<Fact<LegState>>> legsOf(Play play, String call, Truth truth) {
        Map<String, List<Fact<LegState>>> legs = new LinkedHashMap<>();
        truth.legs.forEach((seat, facts) -> {
            if (play.script.callOf(seat.substring(0, 1)).equals(call)) {
                legs.put(seat, facts);
            }
        });
        return legs;
    }

    private boolean isOutcome(Play play, String call, Claim claim, Call story) {
        String told = story.outcome().map(Outcome::word).orElse("none");
        boolean same = claim.outcome().equals("not-answered") ? !told.equals("answered") : told.equals(claim.outcome());
        // What a look adds to presence alone, or takes back, is as true as what presence says.
        boolean known = world.weather.polls()
                && play.script
                        .truth(View.SESSIONS, call)
                        .filter(other -> told.equals(other.outcome()))
                        .isPresent();
        return same || known || (told.equals("unknown") && isEndAlone(play, call, story));
    }

    /** Of a call of which nothing is left but ends, and no record, nobody can know what it came to. */
    private boolean isEndAlone(Play play, String call, Call story) {
        return !world.weather.isWhole()
                && story.ids().callLogIds().isEmpty()
                && legsOf(play, call, world.truth(play)).values().stream()
                        .flatMap(List::stream)
                        .allMatch(fact ->
                                fact.state.isOver() || fact.times(arrived).isEmpty());
    }

    private boolean states(Play play, String call, Truth truth, Call story, List<String> wrong) {
        int before = wrong.size();
        List<Fact<CallState>> marks = truth.calls.getOrDefault(call, List.of());
        Truth other = (world.view == View.PRESENCE ? world.sessions : world.presence).get(play.index);
        if (world.view != View.NARROW) {
            List<Moment<CallState>> history = story.history().stream()
                    .filter(moment -> moment.state() != CallState.COMPLETED)
                    .toList();
            histories
                    .difference(marks, other.calls.getOrDefault(call, List.of()), history, truth.blind(arrived))
                    .ifPresent(what -> wrong.add("call: " + what));
        }
        legsOf(play, call, truth).forEach((key, facts) -> {
            Optional<Leg> leg = leg(play, play.seat(key), story);
            List<Moment<LegState>> history = leg.map(Leg::history).orElse(List.of());
            histories
                    .difference(facts, other.legs.getOrDefault(key, List.of()), history, List.of())
                    .ifPresent(what -> wrong.add("leg " + key + ": " + what));
        });
        return wrong.size() == before;
    }

    private Optional<Leg> leg(Play play, Seat seat, Call story) {
        String party = play.partyId(seat);
        Optional<Leg> named = story.legs().stream()
                .filter(leg -> leg.id().equals(party) || leg.aliases().contains(party))
                .findFirst();
        boolean calls = seat.options().containsKey("shown") || seat.calls();
        String extension = play.extension(seat);
        return named.or(() -> story.legs().stream()
                .filter(leg -> leg.extensionId().orElse("").equals(extension)
                        && leg.direction() == (calls ? LegDirection.OUTBOUND : LegDirection.INBOUND))
                .findFirst());
    }

    private boolean details(Play play, String call, Claim claim, Call story, List<String> wrong) {
        int before = wrong.size();
        if (!claim.direction().equals("any")) {
            expect("direction", claim.direction(), story.direction().word(), wrong);
        }
        String by = claim.answeredBy().equals("outside") || claim.answeredBy().equals("-")
                ? claim.answeredBy()
                : play.extensionOf(claim.answeredBy());
        expect("answeredBy", by, answeredBy(story), wrong);
        long legs = legsOf(play, call, world.truth(play)).size();
        expect(
                "number of legs",
                Long.toString(legs),
                Integer.toString(story.legs().size()),
                wrong);
        if (world.view != View.NARROW) {
            new Sums(world.truth(play).calls.getOrDefault(call, List.of())).compare(story, wrong);
        }
        return wrong.size() == before;
    }

    private static String answeredBy(Call story) {
        return story.answeredBy()
                .filter(who -> who.kind() != LegKind.VOICEMAIL)
                .map(who -> who.extensionId().orElse("outside"))
                .orElse("-");
    }

    static void expect(String what, Object expected, Object actual, List<String> wrong) {
        if (!expected.equals(actual)) {
            wrong.add(what + ": expected " + expected + ", but it is " + actual);
        }
    }

    private static String brief(Call call) {
        return call.id() + " " + call.state() + " " + call.direction();
    }
}
