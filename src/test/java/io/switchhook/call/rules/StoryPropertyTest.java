package io.switchhook.call.rules;

import io.switchhook.call.Call;
import io.switchhook.call.rules.World.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Random worlds under random networks. {@code -Dworlds=100000 -Dseed=1} runs longer, or elsewhere. */
class StoryPropertyTest {
    private static final int WORLDS = Integer.getInteger("worlds", 400);
    private static final long SEED = Long.getLong("seed", 20_261_121L);

    private static final RulesConfig SESSIONS = RulesConfig.DEFAULTS;
    private static final RulesConfig PRESENCE = RulesConfig.DEFAULTS.expecting(true, false, true);
    private static final RulesConfig BOTH = RulesConfig.DEFAULTS;

    static {
        System.out.println("StoryPropertyTest: -Dseed=" + SEED + " -Dworlds=" + WORLDS);
    }

    private interface Property {
        void check(World world, long seed, Random random);
    }

    private static void forWorlds(Property property) {
        for (long seed = SEED; seed < SEED + WORLDS; seed++) {
            property.check(new World(seed), seed, World.chance(seed));
        }
    }

    @Test
    void sessions_alone_tell_every_kind_of_call_as_it_was() {
        forWorlds((world, seed, random) -> toldTruly(seed, world, SESSIONS, world.sessions(), false));
    }

    @Test
    void presence_alone_tells_every_kind_of_call_as_far_as_it_can_know() {
        forWorlds(
                (world, seed, random) -> toldTruly(seed, world, PRESENCE, world.presence(random.nextBoolean()), true));
    }

    @Test
    void both_together_tell_what_sessions_alone_tell() {
        forWorlds((world, seed, random) -> toldTruly(seed, world, BOTH, both(world, random.nextBoolean()), false));
    }

    private static void toldTruly(long seed, World world, RulesConfig config, List<Report> reports, boolean presence) {
        truth(world, Told.of(config, reports), presence).ifPresent(wrong -> {
            throw new AssertionError("seed " + seed + ": " + wrong + "\n" + lines(reports));
        });
    }

    @Test
    void sessions_within_the_gap_wait_yield_the_same_events_in_any_order() {
        forWorlds((world, seed, random) -> {
            List<Report> calm = world.sessions();
            if (world.calls.stream().anyMatch(TrueCall::hasTwoSessions)) {
                // Nothing orders the reports of two sessions, so that neither waits for the other.
                return;
            }
            List<String> expected = Told.of(SESSIONS, calm).plain();
            Trial.check(seed, shuffled(calm, random, 1_400), reports -> {
                if (reports.size() < calm.size()) {
                    return Optional.empty();
                }
                List<String> actual = Told.of(SESSIONS, reports).plain();
                return actual.equals(expected) ? Optional.empty() : Optional.of(firstDifference(expected, actual));
            });
        });
    }

    @Test
    void sessions_in_any_order_come_to_the_same_story() {
        forWorlds((world, seed, random) -> sameStory(seed, SESSIONS, world.sessions(), random));
    }

    @Test
    void presence_in_any_order_comes_to_the_same_story() {
        forWorlds((world, seed, random) -> sameStory(seed, PRESENCE, world.presence(random.nextBoolean()), random));
    }

    @Test
    void both_in_any_order_come_to_the_same_story() {
        forWorlds((world, seed, random) -> sameStory(seed, BOTH, both(world, random.nextBoolean()), random));
    }

    @Test
    void what_is_left_after_loss_comes_to_the_same_story_in_any_order() {
        forWorlds((world, seed, random) -> {
            List<Report> left = new ArrayList<>(both(world, random.nextBoolean()));
            left.removeIf(report -> random.nextInt(6) == 0);
            if (!left.isEmpty()) {
                sameStory(seed, BOTH, left, random);
            }
        });
    }

    @Test
    void sessions_of_single_extensions_in_any_order_come_to_the_same_story() {
        RulesConfig narrow = SESSIONS.expecting(false, true, true);
        forWorlds((world, seed, random) -> sameStory(seed, narrow, world.sessions(), random));
    }

    private static void sameStory(long seed, RulesConfig config, List<Report> calm, Random random) {
        List<Report> odd = repeated(displaced(shuffled(calm, random, 1_400), random), random);
        Trial.check(seed, odd, reports -> {
            Told told = Told.of(config, reports);
            if (!told.numbering().isEmpty()) {
                return Optional.of(told.numbering());
            }
            List<Report> again = new ArrayList<>();
            for (Report report : calm) {
                if (reports.stream().anyMatch(other -> other.line().equals(report.line()))) {
                    again.add(report);
                }
            }
            return Trial.difference(Told.of(config, again).finals(), told.finals());
        });
    }

    private static String firstDifference(List<String> expected, List<String> actual) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                return "Expected " + expected.get(i) + "\nbut " + actual.get(i);
            }
        }
        return "Expected " + expected.size() + " events, but " + actual.size();
    }

    private static Optional<String> truth(World world, Told told, boolean presence) {
        if (!told.numbering().isEmpty()) {
            return Optional.of(told.numbering());
        }
        Map<String, Call> last = told.last();
        List<String> wrong = new ArrayList<>();
        int expectedCalls = 0;
        for (TrueCall call : world.calls) {
            String expected = presence ? call.expectedOfPresence : call.expected;
            if (expected.isEmpty()) {
                continue;
            }
            expectedCalls++;
            Call story = last.values().stream()
                    .filter(known -> known.ids().sessionIds().contains(Long.toString(call.numeric)))
                    .findFirst()
                    .orElse(null);
            String actual = story == null ? "nothing" : Trial.summary(story);
            if (!actual.equals(expected)) {
                wrong.add(call.name + " " + call.key + ": expected " + expected + ", but " + actual);
            }
        }
        boolean whole = world.calls.stream().noneMatch(call -> call.expectedOfPresence.isEmpty()) || !presence;
        if (whole && last.size() != expectedCalls) {
            wrong.add("expected " + expectedCalls + " calls, but " + last.keySet());
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong + "\n" + told.finals());
    }

    private static List<Report> both(World world, boolean named) {
        List<Report> reports = new ArrayList<>(world.sessions());
        reports.addAll(world.presence(named));
        return World.inOrder(reports);
    }

    private static List<Report> shuffled(List<Report> reports, Random random, int mostMs) {
        return changed(reports, report -> report.heardAt(report.sentMs() + random.nextInt(mostMs)));
    }

    private static List<Report> displaced(List<Report> reports, Random random) {
        return changed(reports, report -> random.nextInt(12) == 0 ? report.heardAt(report.heardMs() + 10_000) : report);
    }

    private static List<Report> repeated(List<Report> reports, Random random) {
        List<Report> twice = new ArrayList<>(reports);
        reports.stream()
                .filter(report -> random.nextInt(10) == 0)
                .forEach(report -> twice.add(report.heardAt(report.heardMs() + random.nextInt(5_000))));
        return World.inOrder(twice);
    }

    private static List<Report> changed(List<Report> reports, UnaryOperator<Report> change) {
        return World.inOrder(
                reports.stream().map(report -> change.apply(report)).toList());
    }

    private static String lines(List<Report> reports) {
        return String.join("\n", reports.stream().map(Report::toString).toList());
    }
}
