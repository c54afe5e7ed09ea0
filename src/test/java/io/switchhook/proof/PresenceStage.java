package io.switchhook.proof;

import io.switchhook.call.LegState;
import io.switchhook.proof.Script.Seat;
import io.switchhook.proof.Script.Show;
import io.switchhook.proof.Script.Step;
import io.switchhook.proof.Wire.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The presence of every extension over a world's time: one snapshot for each change, from the extension's own counter. */
final class PresenceStage {
    /** Calls that a list holds at most (protocol.md 4.2.1). */
    private static final int LISTED_MAX = 7;

    /** A restarted counter is told from an old report by a pause (protocol.md 5.2). */
    private static final long RESTART_PAUSE_MS = 45_000;

    private final World world;
    private final Random random;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    PresenceStage(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** One change on its way. */
    private record Change(Play play, Show show, long sent) {}

    void play(List<Play> plays) {
        List<Change> changes = new ArrayList<>();
        for (Play play : plays) {
            long last = 0;
            for (int i = 0; i < play.at.length; i++) {
                Step step = play.script.steps().get(i);
                for (Show show : step.shows()) {
                    last = Math.max(last + 1, play.at[i] + 60 + random.nextInt(60));
                    changes.add(new Change(play, show, last));
                }
            }
        }
        changes.sort(Comparator.comparingLong(Change::sent));
        changes.forEach(this::change);
    }

    private void change(Change change) {
        Seat seat = change.play().seat(change.show().seat());
        String extension = change.play().extension(seat);
        Line line = lines.computeIfAbsent(extension, key -> new Line(random));
        long sent = Math.max(change.sent(), line.sent + 1);
        String key = line(change.play(), seat);
        Show show = change.show();
        replace(change.play(), seat, line);
        line.entries.put(key, new Entry(change.play(), seat, show.status(), show.termination()));
        line.begin(key, show.seenThrough() ? Optional.empty() : Optional.of(run(change, seat)));
        line.count(sent, world.weather.restarts(), random);
        int report = world.nextId();
        List<Entry> listed = line.listed();
        int total = (int) line.entries.values().stream()
                .filter(entry -> world.countsEnded() || !entry.status().equals("NoCall"))
                .count();
        line.see(report, sent, listed, total);
        world.add(new Report(
                report,
                "notification",
                sent,
                sent + 15 + random.nextInt(60),
                world.wire.presence(extension, listed, total, line.number, sent, report)));
        line.entries.values().removeIf(entry -> entry.status().equals("NoCall"));
    }

    /** A party that takes over from another on the same extension is the same line of its list. */
    private String line(Play play, Seat seat) {
        return play.index + legOf(seat);
    }

    /** Where presence names parties, a party that takes over is a leg of its own. */
    private String legOf(Seat seat) {
        return world.namesParties() ? seat.key() : seat.options().getOrDefault("as", seat.key());
    }

    /** The entry of the party that is taken over from is gone, without a word. */
    private void replace(Play play, Seat seat, Line line) {
        String before = seat.options().get("as");
        if (before != null && world.namesParties() && line.entries.remove(play.index + before) != null) {
            List<Fact<?>> facts = new ArrayList<>();
            facts.add(world.presence.get(play.index).leg(before, LegState.ENDED));
            line.runs.put(play.index + before, new Run(LegState.ENDED, facts));
        }
    }

    private Run run(Change change, Seat seat) {
        Play play = change.play();
        Show show = change.show();
        LegState state = Script.shown(show.status());
        List<Fact<?>> facts = new ArrayList<>();
        Truth alone = world.presence.get(play.index);
        Truth both = world.sessions.get(play.index);
        String call = play.script.callOf(seat.session());
        facts.add(alone.leg(legOf(seat), state));
        show.state().ifPresent(mark -> facts.add(alone.call(call, mark)));
        if (show.always() && world.view == View.BOTH) {
            facts.add(both.leg(seat.key(), state));
            facts.add(both.call(call, show.state().orElseThrow()));
        }
        return new Run(state, facts);
    }

    /** A state of one leg that lasts, and what each snapshot of that time proves. */
    private record Run(LegState state, List<Fact<?>> facts) {
        void see(int report, long sent) {
            facts.forEach(fact -> fact.seen(report, sent));
        }
    }

    /** One extension's stream. */
    private final class Line {
        final Map<String, Entry> entries = new LinkedHashMap<>();
        final Map<String, Run> runs = new LinkedHashMap<>();
        long sent;
        long number;

        Line(Random random) {
            number = random.nextInt(3) == 0 ? 1 : random.nextInt(50_000_000);
        }

        void begin(String key, Optional<Run> run) {
            run.ifPresentOrElse(begun -> runs.put(key, begun), () -> runs.remove(key));
        }

        void count(long at, boolean restarts, Random random) {
            boolean again = restarts && at - sent > RESTART_PAUSE_MS && random.nextInt(2) == 0;
            number = again ? 1 : number + 1 + random.nextInt(1_200);
            sent = at;
        }

        List<Entry> listed() {
            List<Entry> all = new ArrayList<>(entries.values());
            all.sort(Comparator.comparingLong(
                    entry -> entry.play().startOf(entry.seat().session())));
            return all.size() > LISTED_MAX ? all.subList(all.size() - LISTED_MAX, all.size()) : all;
        }

        void see(int report, long at, List<Entry> listed, int total) {
            long live = listed.stream()
                    .filter(entry -> !entry.status().equals("NoCall"))
                    .count();
            runs.forEach((key, run) -> {
                Optional<Entry> shown = listed.stream()
                        .filter(entry -> line(entry.play(), entry.seat()).equals(key))
                        .findFirst();
                boolean shows = shown.filter(entry -> Script.shown(entry.status()) == run.state())
                        .isPresent();
                boolean lacks = shown.isEmpty() && run.state() == LegState.ENDED && live == total;
                if (shows || lacks) {
                    run.see(report, at);
                }
            });
        }
    }
}
