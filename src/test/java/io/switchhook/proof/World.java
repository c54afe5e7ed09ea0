package io.switchhook.proof;

import io.switchhook.call.CallState;
import io.switchhook.call.LegState;
import io.switchhook.proof.Script.Seat;
import io.switchhook.proof.Script.Step;
import io.switchhook.proof.Weather.Outage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Some calls of one account at the same time: their truth, what is said of them, and what of that is heard. */
final class World {
    /** Any moment will do: it is virtual. */
    static final long T0 = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();

    /** Plays of a world whose kind is not given. */
    static final int PLAYS = 12;

    private static final int EXTENSIONS = 10;
    private static final long SPREAD_MS = 240_000;

    final long seed;
    final View view;
    final Weather weather;
    final Wire wire;
    final List<Play> plays = new ArrayList<>();
    final List<Truth> sessions = new ArrayList<>();
    final List<Truth> presence = new ArrayList<>();
    final List<Report> heard;
    final BitSet arrived = new BitSet();

    private final Habits habits;
    private final Random random;
    private final List<Report> calm = new ArrayList<>();
    private int ids;

    World(long seed, View view, Weather weather, Optional<Script> kind) {
        this.seed = seed;
        this.view = view;
        this.weather = weather;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L
                + view.name().hashCode() * 31L
                + weather.name().hashCode());
        this.habits = weather.name().equals("calm") && seed % 2 == 0 ? Habits.PLAIN : Habits.of(random);
        this.wire = new Wire(habits);
        compose(kind);
        for (Play play : plays) {
            sessions.add(new Truth());
            presence.add(new Truth());
            speak(play);
        }
        new PresenceStage(this, random).play(plays);
        sessions.forEach(Truth::sort);
        Outage outage = outage();
        if (weather.polls()) {
            new Looks(this, random).add(outage);
        }
        this.heard = weather.over(calm, outage, random, arrived);
    }

    private void compose(Optional<Script> kind) {
        int count = kind.isPresent() ? PLAYS / 3 : PLAYS;
        while (plays.size() < count) {
            Script script = kind.orElseGet(() -> ScriptBook.ALL.get(random.nextInt(ScriptBook.ALL.size())));
            long start = T0 + random.nextInt((int) (kind.isPresent() ? SPREAD_MS / 3 : SPREAD_MS));
            Map<String, String> cast = cast();
            boolean eight = script.kind().startsWith("eight");
            if (eight) {
                // Its own, so that no other call is hidden behind seven.
                cast.put("A", "62264425" + (200 + plays.size()));
            }
            for (int i = 0; i < (eight ? 8 : 1); i++) {
                plays.add(new Play(script, plays.size(), start + i * 1_000L, cast, random));
            }
        }
    }

    private Map<String, String> cast() {
        List<String> extensions = new ArrayList<>();
        for (int i = 0; i < EXTENSIONS; i++) {
            extensions.add("62264425" + (101 + i));
        }
        Collections.shuffle(extensions, random);
        Map<String, String> cast = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            cast.put(String.valueOf((char) ('A' + i)), extensions.get(i));
        }
        return cast;
    }

    /** What session reports say of a play; nothing of it is heard where the view has no sessions. */
    private void speak(Play play) {
        Truth truth = sessions.get(play.index);
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (int i = 0; i < play.at.length; i++) {
            Step step = play.script.steps().get(i);
            if (step.seat().isEmpty()) {
                continue;
            }
            Seat seat = play.seat(step.seat().get());
            long number = numbers.merge(seat.session(), 1L, Long::sum) + 1;
            int report = nextId();
            long at = play.at[i];
            boolean told = view != View.NARROW || seat.isPerson();
            stateOf(seat, step).filter(state -> told).ifPresent(state -> {
                Fact<LegState> fact = truth.leg(seat.key(), state).seen(report, at);
                boolean rules = state == LegState.CONNECTED
                        && seat.calls()
                        && step.marks().isEmpty();
                boolean early = state == LegState.INITIATED || state == LegState.ALERTING;
                if (rules || early || step.marks().containsValue(CallState.ROUTING)) {
                    fact.light();
                }
            });
            step.marks()
                    .forEach((call, mark) ->
                            truth.call(play.script.callOf(call), mark).seen(report, at));
            if (view.hasSessions() && told) {
                long sent = at + 14 + random.nextInt(100);
                add(new Report(
                        report,
                        "notification",
                        sent,
                        sent + 10 + random.nextInt(70),
                        wire.session(play, i, number, sent, report)));
            }
        }
    }

    /** A queue that has the caller is not connected to anybody: he waits in it. */
    private static Optional<LegState> stateOf(Seat seat, Step step) {
        return seat.who().equals("queue") && step.code().equals("Answered")
                ? Optional.of(LegState.QUEUED)
                : Script.stateOf(step.code());
    }

    private Outage outage() {
        if (!weather.outages()) {
            return Outage.NONE;
        }
        long from = T0 + habits.skewMs() + 20_000 + random.nextInt(150_000);
        Outage outage = new Outage(from, from + 20_000 + random.nextInt(100_000));
        String body = "{\"from\":" + outage.fromMs() + ",\"to\":" + outage.toMs() + ",\"reason\":\"no answer\"}";
        calm.add(new Report(nextId(), "gap", outage.toMs(), outage.toMs(), body.getBytes(StandardCharsets.UTF_8)));
        return outage;
    }

    int nextId() {
        return ids++;
    }

    void add(Report report) {
        if (report.kind().equals("notification") && !view.hasPresence() && isPresence(report)) {
            return;
        }
        calm.add(report.heardAt(report.heardMs() + habits.skewMs()));
    }

    private static boolean isPresence(Report report) {
        // The envelope's path stands at its beginning.
        return new String(report.body(), 0, Math.min(220, report.body().length), StandardCharsets.US_ASCII)
                .contains("/presence?");
    }

    /** Our clock against the platform's. */
    long skewMs() {
        return habits.skewMs();
    }

    boolean namesParties() {
        return habits.named();
    }

    boolean countsEnded() {
        return habits.countsEnded();
    }

    long end() {
        return plays.stream().mapToLong(Play::end).max().orElse(T0);
    }

    Truth truth(Play play) {
        return view == View.PRESENCE ? presence.get(play.index) : sessions.get(play.index);
    }

    /** The plays in order of time, for somebody who reads. */
    @Override
    public String toString() {
        return "seed " + seed + " view " + view + " weather " + weather.name() + " "
                + plays.stream()
                        .sorted(Comparator.comparingLong(Play::start))
                        .map(Play::kind)
                        .toList();
    }
}
