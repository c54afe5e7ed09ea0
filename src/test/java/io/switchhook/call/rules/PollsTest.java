package io.switchhook.call.rules;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent;
import io.switchhook.call.CallEventType;
import io.switchhook.call.Certainty;
import io.switchhook.call.LegState;
import io.switchhook.call.Origin;
import io.switchhook.call.rules.TrueCall.Step;
import io.switchhook.call.rules.World.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Lost reports, and polls of the active calls that make up for them. */
class PollsTest {
    private static final int WORLDS = Integer.getInteger("worlds", 300);
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final long EVERY_MS = 100_000;
    private static final long LISTED_AFTER_END_MS = 120_000;

    static {
        System.out.println("PollsTest: -Dseed=" + SEED + " -Dworlds=" + WORLDS);
    }

    @Test
    void lost_session_reports_leave_no_ghost_no_phantom_and_no_double() {
        check(RulesConfig.DEFAULTS, (world, random) -> world.sessions());
    }

    @Test
    void lost_presence_reports_leave_no_ghost_no_phantom_and_no_double() {
        check(
                RulesConfig.DEFAULTS.expecting(true, false, true),
                (world, random) -> world.presence(random.nextBoolean()));
    }

    @Test
    void lost_reports_of_both_leave_no_ghost_no_phantom_and_no_double() {
        check(RulesConfig.DEFAULTS, (world, random) -> {
            List<Report> reports = new ArrayList<>(world.sessions());
            reports.addAll(world.presence(true));
            return World.inOrder(reports);
        });
    }

    private interface Reports {
        List<Report> of(World world, Random random);
    }

    private static void check(RulesConfig config, Reports source) {
        for (long seed = SEED; seed < SEED + WORLDS; seed++) {
            Random random = World.chance(seed);
            World world = new World(seed);
            List<Report> lossy = new ArrayList<>(source.of(world, random));
            lossy.removeIf(report -> random.nextInt(20) == 0);
            lossy.addAll(polls(world, random));
            Trial.check(seed, World.inOrder(lossy), reports -> complaint(world, config, reports));
        }
    }

    private static Optional<String> complaint(World world, RulesConfig config, List<Report> reports) {
        Told told = new Told(config, answers(world));
        told.hear(reports);
        long end = world.calls.stream().mapToLong(TrueCall::end).max().orElse(0);
        for (long at = end + 300_000; at <= end + 600_000; at += EVERY_MS) {
            told.hear(at, "look complete @" + at + " :");
        }
        told.finish();
        if (!told.numbering().isEmpty()) {
            return Optional.of(told.numbering());
        }
        for (Call call : told.last().values()) {
            if (!call.state().isOver()) {
                return Optional.of("Expected no ghost, but " + call.id() + " " + told.finals());
            }
            if (world.calls.stream().noneMatch(real -> isOf(call, real))) {
                return Optional.of("Expected no phantom, but " + call.id());
            }
        }
        if (told.last().size() > world.calls.size()) {
            return Optional.of("Expected no double, but " + told.finals());
        }
        return tooSoon(world, told);
    }

    private static boolean isOf(Call call, TrueCall real) {
        return call.ids().sessionIds().stream().anyMatch(id -> Math.abs(Long.parseLong(id) - real.numeric) <= 1_000);
    }

    /** No look may end a call that goes on. */
    private static Optional<String> tooSoon(World world, Told told) {
        for (CallEvent event : told.events) {
            TrueCall real = world.calls.stream()
                    .filter(call -> isOf(event.call(), call))
                    .findFirst()
                    .orElseThrow();
            boolean polled = event.origin() == Origin.POLL;
            if (event.type() == CallEventType.ENDED && polled && Told.ms(event.observedAt()) < real.end()) {
                return Optional.of("Expected " + real.key + " to go on until " + real.end() + ", but it was ended at "
                        + Told.ms(event.observedAt()));
            }
            if (event.type() == CallEventType.ENDED && polled && event.certainty() == Certainty.OBSERVED) {
                return Optional.of("Expected an end that was not observed to say so, but " + event.id());
            }
        }
        return Optional.empty();
    }

    /** What the platform says of a session: the truth at that time. */
    static BiFunction<Ask, Long, Optional<String>> answers(World world) {
        return (ask, ms) -> {
            if (!(ask instanceof Ask.Session session)) {
                return Optional.empty();
            }
            boolean there = world.calls.stream()
                    .anyMatch(call -> session.telephonySessionId().startsWith(call.key) && ms < call.end());
            return Optional.of("asked " + session.telephonySessionId() + (there ? " there" : " gone"));
        };
    }

    static List<Report> polls(World world, Random random) {
        List<Report> polls = new ArrayList<>();
        long end = world.calls.stream().mapToLong(TrueCall::end).max().orElse(0) + 250_000;
        for (long at = random.nextInt(100_000); at < end; at += EVERY_MS) {
            long seen = at - 3_000 - random.nextInt(7_000);
            List<String> records = new ArrayList<>();
            for (TrueCall call : world.calls) {
                record(call, seen).ifPresent(records::add);
            }
            String line = "look complete @" + at + " : " + String.join(" ; ", records);
            polls.add(new Report(at, at + 200, line));
        }
        return polls;
    }

    private static Optional<String> record(TrueCall call, long seen) {
        String extension = "";
        String way = "in";
        boolean answered = false;
        for (Step step : call.steps) {
            TrueCall.Who who = call.parties.get(step.party());
            boolean shows = step.state().isPresent()
                    && step.at() <= seen
                    && who.isInside()
                    && !who.extension().equals("190")
                    && (step.state().get() == LegState.ALERTING || step.state().get() == LegState.CONNECTED);
            if (shows && (extension.isEmpty() || step.state().get() == LegState.CONNECTED)) {
                extension = who.extension();
                way = who.way();
                answered |= step.state().get() == LegState.CONNECTED
                        && !step.more().contains("VOICEMAIL")
                        && call.isAnswered();
            }
        }
        if (extension.isEmpty() || seen > call.end() + LISTED_AFTER_END_MS) {
            return Optional.empty();
        }
        boolean live = seen < call.end();
        String result = answered ? "Accepted" : "Missed";
        return Optional.of(call.key + "/" + call.numeric + " " + way + " " + extension + " from " + call.from + " to "
                + call.to + " started " + call.start() + (answered ? " answered" : "")
                + (live ? " live" : " took " + (call.end() - call.start()) + " result " + result));
    }
}
