package io.switchhook.ringcentral.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** The quota against a strict platform, in virtual time: any arrival pattern, any latency, any limit. */
class QuotaPropertyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long BASE_SEED = Long.getLong("quota.seed", 20_260_101L);
    private static final int RUNS = 300;
    private static final int STEPS_MAX = 100_000;
    private static final List<RateGroup> GROUPS = List.of(RateGroup.values());

    @Test
    void a_strict_platform_never_answers_429_whatever_arrives_and_whatever_its_limit() {
        for (int run = 0; run < RUNS; run++) {
            World world = new World(BASE_SEED + run, 0);
            world.run();
            assertThat(world.refusedAt).as("seed %d", BASE_SEED + run).isEmpty();
            assertThat(world.answered).as("seed %d", BASE_SEED + run).isEqualTo(world.accepted);
        }
    }

    @Test
    void live_requests_are_sent_before_history_and_each_priority_in_order() {
        for (int run = 0; run < RUNS; run++) {
            World world = new World(BASE_SEED + run, 0);
            world.run();
            assertThat(world.historyBeforeLive).as("seed %d", BASE_SEED + run).isZero();
            for (Priority priority : Priority.values()) {
                List<Integer> sent = world.sentNumbers(priority);
                assertThat(sent).as("seed %d", BASE_SEED + run).isSorted();
            }
        }
    }

    @Test
    void after_a_429_nothing_is_sent_until_the_penalty_is_over_and_then_everything_is() {
        int induced = 0;
        for (int run = 0; run < RUNS; run++) {
            World world = new World(BASE_SEED + run, 40);
            world.run();
            assertThat(world.sentInPenalty).as("seed %d", BASE_SEED + run).isZero();
            assertThat(world.answered).as("seed %d", BASE_SEED + run).isEqualTo(world.accepted);
            induced += world.refusedAt.size();
        }
        assertThat(induced).as("429s induced in all runs").isPositive();
    }

    private record Ask(int number, Priority priority) {}

    private record Happening(Instant at, int order, Runnable what) {}

    /** The platform, the network and the callers of one run. */
    private static final class World {
        private final RandomGenerator random;
        private final RateGroup group;
        private final int limit;
        private final int windowSeconds;
        private final QuotaLine<Ask> line;
        private final PriorityQueue<Happening> agenda =
                new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparing(Happening::order));
        private final Deque<Instant> seen = new ArrayDeque<>();
        private final List<Instant> refusedAt = new ArrayList<>();
        private final List<Ask> sent = new ArrayList<>();
        private final List<Ask> waitingLive = new ArrayList<>();
        private Instant now = START;
        private Instant penaltyEnd = START;
        private Instant heardPenaltyEnd = START;
        private int order;
        private int accepted;
        private int answered;
        private int historyBeforeLive;
        private int sentInPenalty;

        World(long seed, int foreignEvery) {
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            this.group = GROUPS.get(random.nextInt(GROUPS.size()));
            boolean ownLimit = random.nextBoolean();
            this.limit = ownLimit ? random.nextInt(3, 120) : QuotaWindow.defaultLimit(group);
            this.windowSeconds = random.nextBoolean() ? 60 : random.nextInt(5, 90);
            this.line = new QuotaLine<>(new QuotaWindow(group, QuotaSettings.DEFAULTS));
            int asks = random.nextInt(20, 200);
            Instant at = START;
            for (int number = 0; number < asks; number++) {
                at = at.plusMillis(random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(3));
                Ask ask = new Ask(number, random.nextInt(3) == 0 ? Priority.LIVE : Priority.HISTORY);
                at(at, () -> arrive(ask));
                if (foreignEvery > 0 && random.nextInt(100) < foreignEvery) {
                    at(at.plusMillis(random.nextInt(500)), this::strangers);
                }
            }
        }

        void run() {
            for (int step = 0; !agenda.isEmpty(); step++) {
                assertThat(step).as("a run comes to its end").isLessThan(STEPS_MAX);
                Happening next = agenda.remove();
                now = next.at();
                next.what().run();
            }
        }

        List<Integer> sentNumbers(Priority priority) {
            return sent.stream()
                    .filter(ask -> ask.priority() == priority)
                    .map(Ask::number)
                    .toList();
        }

        private void at(Instant moment, Runnable what) {
            agenda.add(new Happening(moment, order++, what));
        }

        private void arrive(Ask ask) {
            if (line.offer(ask, ask.priority())) {
                accepted++;
                note(ask);
            }
            pump();
        }

        private void note(Ask ask) {
            if (ask.priority() == Priority.LIVE) {
                waitingLive.add(ask);
            }
        }

        private void pump() {
            Optional<Ask> next = line.poll(now);
            while (next.isPresent()) {
                send(next.get());
                next = line.poll(now);
            }
            line.wakeAt(now).filter(at -> at.isAfter(now)).ifPresent(at -> at(at, this::pump));
        }

        private void send(Ask ask) {
            historyBeforeLive += ask.priority() == Priority.HISTORY && !waitingLive.isEmpty() ? 1 : 0;
            sentInPenalty += now.isBefore(heardPenaltyEnd) ? 1 : 0;
            waitingLive.remove(ask);
            sent.add(ask);
            at(now.plusMillis(latency()), () -> serve(ask));
        }

        private long latency() {
            return random.nextInt(10) == 0 ? random.nextInt(30_000) : random.nextInt(300);
        }

        private void strangers() {
            for (int request = 0; request < limit; request++) {
                seen.addLast(now);
            }
        }

        /** The platform: counts what it refuses, and starts the penalty anew for whoever asks during it. */
        private void serve(Ask ask) {
            Instant horizon = now.minusSeconds(windowSeconds);
            seen.removeIf(past -> !past.isAfter(horizon));
            boolean refused = now.isBefore(penaltyEnd) || seen.size() >= limit;
            seen.addLast(now);
            if (refused) {
                penaltyEnd = now.plusSeconds(60);
                refusedAt.add(now);
            }
            int left = Math.max(0, limit - seen.size());
            at(now.plusMillis(latency()), () -> hear(ask, refused, left));
        }

        private void hear(Ask ask, boolean refused, int left) {
            if (refused) {
                Instant end = now.plusSeconds(60);
                heardPenaltyEnd = end.isAfter(heardPenaltyEnd) ? end : heardPenaltyEnd;
                line.window().penalize(Duration.ofSeconds(60), now);
                line.putBack(ask, ask.priority());
                sent.remove(ask);
                note(ask);
            } else {
                answered++;
            }
            line.window().learn(told(left), now);
            line.window().settled(now);
            pump();
        }

        private QuotaHeaders told(int left) {
            return new QuotaHeaders(
                    Optional.of(group),
                    OptionalInt.of(limit),
                    OptionalInt.of(left),
                    Optional.of(Duration.ofSeconds(windowSeconds)));
        }
    }
}
