package io.switchhook.call.rules;

import io.switchhook.call.CallEvent;
import io.switchhook.call.rules.World.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A restart anywhere, from only the evidence that spoke of calls still remembered, goes on as if there had been none:
 * event for event. {@code -Dworlds=100000 -Dseed=1} runs longer, or elsewhere.
 */
class RestartPropertyTest {
    private static final int WORLDS = Integer.getInteger("worlds", 300);
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int RESTARTS = 6;

    /** Short enough for calls to be forgotten while others of the same world go on. */
    private static final Duration LINGER = Duration.ofSeconds(8);

    static {
        System.out.println("RestartPropertyTest: -Dseed=" + SEED + " -Dworlds=" + WORLDS);
    }

    private interface Reports {
        List<Report> of(World world, Random random);
    }

    @Test
    void of_sessions() {
        check(true, (world, random) -> world.sessions());
    }

    @Test
    void of_presence() {
        check(false, (world, random) -> world.presence(random.nextBoolean()));
    }

    @Test
    void of_both_and_polls() {
        check(true, (world, random) -> {
            List<Report> reports = new ArrayList<>(world.sessions());
            reports.addAll(world.presence(random.nextBoolean()));
            reports.removeIf(report -> random.nextInt(20) == 0);
            reports.addAll(PollsTest.polls(world, random));
            return reports;
        });
    }

    private static void check(boolean sessions, Reports source) {
        RulesConfig usual = RulesConfig.DEFAULTS.expecting(true, sessions, false);
        RulesConfig config = new RulesConfig(
                usual.gapWait(), usual.endGrace(), LINGER, usual.accountWide(), sessions, usual.canVerify());
        int forgotten = 0;
        for (long seed = SEED; seed < SEED + WORLDS; seed++) {
            Random random = World.chance(seed);
            List<Report> reports = perturbed(source.of(new World(seed), random), random);
            for (int i = 0; i < RESTARTS && !reports.isEmpty(); i++) {
                int until = 1 + random.nextInt(reports.size());
                forgotten += new Restart(config, reports, until).check(seed);
            }
        }
        if (forgotten == 0) {
            throw new AssertionError("Expected some evidence to be left out, but all was read again");
        }
    }

    private static List<Report> perturbed(List<Report> calm, Random random) {
        List<Report> odd = new ArrayList<>();
        for (Report report : calm) {
            long late = random.nextInt(12) == 0 ? 6_000 : random.nextInt(400);
            odd.add(report.heardAt(report.heardMs() + late));
            if (random.nextInt(10) == 0) {
                odd.add(report.heardAt(report.heardMs() + late + random.nextInt(3_000)));
            }
        }
        return World.inOrder(odd);
    }

    /** The journal's side of the story, as it stands after some of the reports. */
    private static final class Restart {
        private final RulesConfig config;
        private final List<Report> reports;
        private final int until;
        private final List<Set<String>> touched = new ArrayList<>();
        private final Map<String, Set<String>> keys = new LinkedHashMap<>();
        private final Map<String, Long> heard = new LinkedHashMap<>();
        private final Map<String, CallEvent> last = new LinkedHashMap<>();
        private final AccountCalls uninterrupted;
        private final List<CallEvent> expected = new ArrayList<>();

        Restart(RulesConfig config, List<Report> reports, int until) {
            this.config = config;
            this.reports = reports;
            this.until = until;
            this.uninterrupted = new AccountCalls("acme", config);
        }

        /** How many reports were not read again. */
        int check(long seed) {
            for (Report report : reports.subList(0, until)) {
                keep(report);
            }
            long now = reports.get(until - 1).heardMs();
            Map<String, Long> told = remembered(now);
            AccountCalls again = new AccountCalls("acme", config);
            again.forgotten(past(told.keySet()));
            again.beginOnly(told.keySet());
            Set<Integer> read = wanted(told.keySet(), now);
            List<CallEvent> doubled = new ArrayList<>();
            for (int i : read) {
                Report report = reports.get(i);
                doubled.addAll(again.accept(Lines.read(report.line(), report.heardMs()))
                        .events());
            }
            doubled.addAll(again.advance(Lines.at(now)).events());
            again.resume(told);
            for (CallEvent event : doubled) {
                if (event.sequence() > told.getOrDefault(event.call().id(), Long.MAX_VALUE)) {
                    throw new AssertionError(
                            "seed " + seed + " after " + until + ": told anew " + event + "\n" + text(read));
                }
            }
            compare(seed, again, read);
            return until - read.size();
        }

        private void keep(Report report) {
            Decision decision = uninterrupted.accept(Lines.read(report.line(), report.heardMs()));
            Set<String> calls = new LinkedHashSet<>(decision.touched());
            for (CallEvent event : decision.events()) {
                calls.add(event.call().id());
                last.put(event.call().id(), event);
            }
            touched.add(calls);
            // A snapshot names one telephony session, although a RingOut has two.
            if (calls.size() == 1 && report.line().startsWith("session ")) {
                keys.computeIfAbsent(calls.iterator().next(), call -> new TreeSet<>())
                        .add(report.line()
                                .substring("session ".length(), report.line().indexOf('/')));
            }
            calls.forEach(call -> heard.merge(call, report.heardMs(), Math::max));
        }

        private Map<String, Long> remembered(long now) {
            Map<String, Long> told = new LinkedHashMap<>();
            for (Map.Entry<String, Long> call : heard.entrySet()) {
                CallEvent newest = last.get(call.getKey());
                boolean open = newest != null && !newest.call().state().isOver();
                if (open || call.getValue() >= now - config.linger().toMillis()) {
                    told.put(call.getKey(), newest == null ? 0 : newest.sequence());
                }
            }
            return told;
        }

        private List<String> past(Set<String> remembered) {
            Set<String> past = new LinkedHashSet<>();
            heard.entrySet().stream()
                    .filter(call -> !remembered.contains(call.getKey()))
                    .sorted(Map.Entry.comparingByValue())
                    .forEach(call -> {
                        past.add(call.getKey());
                        CallEvent newest = last.get(call.getKey());
                        if (newest != null) {
                            past.addAll(newest.call().ids().sessionIds());
                        }
                        past.addAll(keys.getOrDefault(call.getKey(), Set.of()));
                    });
            return List.copyOf(past);
        }

        private Set<Integer> wanted(Set<String> remembered, long now) {
            Set<Integer> read = new TreeSet<>();
            for (int i = 0; i < until; i++) {
                boolean spoke = touched.get(i).stream().anyMatch(remembered::contains);
                if (spoke || reports.get(i).heardMs() >= now - LookJudge.BEHIND_MS) {
                    read.add(i);
                }
            }
            return read;
        }

        private void compare(long seed, AccountCalls again, Set<Integer> read) {
            List<CallEvent> actual = new ArrayList<>();
            for (Report report : reports.subList(until, reports.size())) {
                expected.addAll(uninterrupted
                        .accept(Lines.read(report.line(), report.heardMs()))
                        .events());
                actual.addAll(again.accept(Lines.read(report.line(), report.heardMs()))
                        .events());
            }
            finish(uninterrupted, expected);
            finish(again, actual);
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                Optional<CallEvent> one = i < expected.size() ? Optional.of(expected.get(i)) : Optional.empty();
                Optional<CallEvent> other = i < actual.size() ? Optional.of(actual.get(i)) : Optional.empty();
                if (!one.equals(other)) {
                    throw new AssertionError("seed " + seed + " after " + until + ": expected\n" + one + "\nbut\n"
                            + other + "\n" + text(read));
                }
            }
        }

        private static void finish(AccountCalls calls, List<CallEvent> events) {
            for (int i = 0; calls.isPending() && i < 10_000; i++) {
                Instant next = calls.nextDeadline().orElseThrow();
                events.addAll(calls.advance(next).events());
            }
        }

        private String text(Set<Integer> read) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < reports.size(); i++) {
                text.append(i == until ? "--- restart\n" : "")
                        .append(i >= until || read.contains(i) ? "  " : "- ")
                        .append(reports.get(i))
                        .append(i < touched.size() ? " " + touched.get(i) : "")
                        .append('\n');
            }
            return text.toString();
        }
    }
}
