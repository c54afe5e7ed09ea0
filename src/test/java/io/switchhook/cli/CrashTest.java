package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.simulator.CallTruth;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a real process, really killed, several times over one journal, in the middle of calls. */
class CrashTest {
    private static final int KILLS = 5;
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(90);

    /** Ended calls stay listed for 120 s of simulated time: 24 s here, longer than any of our absences. */
    private static final double SPEED = 5;

    /** Longest that a notification is on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final long seed = Long.getLong("seed", 20_261_122L);
    private final Random random = new Random(seed);
    private final List<String> read = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();
    private final Set<String> goneOn = new LinkedHashSet<>();
    private Simulator simulator;
    private Path file;
    private int port;

    @BeforeEach
    void start() throws IOException {
        System.out.println("seed " + seed);
        simulator = Simulator.start(
                        vertx,
                        SimulatorOptions.DEFAULTS
                                .withSeed(seed)
                                .withSpeed(SPEED)
                                .withExtensions(90)
                                .withCalls("all", 24, 30)
                                .withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
        port = FreePort.orAny(0);
        file = DemoConfiguration.write(folder, simulator, List.of("websocket"), port);
        Files.writeString(file, Files.readString(file) + "reconcile: { activeCalls: 1s }\n");
    }

    @AfterEach
    void stop() {
        simulator.close().await();
        vertx.close().await();
    }

    @Test
    void after_kill_9_in_mid_call_nothing_is_lost_or_told_twice_and_every_call_is_ended() {
        Simulator.scripts().forEach(simulator::place);
        for (int kill = 0; kill < KILLS; kill++) {
            runUntilKilled(kill);
            beAway(kill);
        }
        Instant backAt = Instant.now();
        absences.get(absences.size() - 1).until = backAt;
        try (DaemonProcess daemon = DaemonProcess.run(file, port).ready()) {
            Settled.allTold(simulator, () -> Stories.of(daemon.eventsAfter(0)), SETTLED_WITHIN);
            List<String> lines = daemon.eventsAfter(0);
            assertThat(lines.subList(0, read.size()))
                    .as("what was read before, byte for byte")
                    .isEqualTo(read);
            check(lines);
        }
    }

    /** Every other time in the middle of its start. */
    private void runUntilKilled(int kill) {
        try (DaemonProcess daemon = DaemonProcess.run(file, port)) {
            Instant startedAt = Instant.now();
            absences.stream().filter(away -> away.until.equals(Instant.MAX)).forEach(away -> away.until = startedAt);
            if (kill % 2 == 0) {
                daemon.ready();
            }
            idle(random.nextLong(200, kill % 2 == 0 ? 3_000 : 1_500));
            readOn(daemon);
            idle(random.nextLong(1, 400));
            daemon.kill();
        }
        absences.add(new Absence(Instant.now()));
    }

    private void readOn(DaemonProcess daemon) {
        List<String> lines = daemon.eventsAfter(read.isEmpty() ? 0 : offset(read.get(read.size() - 1)));
        Set<String> known = new LinkedHashSet<>();
        read.forEach(line -> known.add(subject(line)));
        lines.stream().map(CrashTest::subject).filter(known::contains).forEach(goneOn::add);
        read.addAll(lines);
    }

    /** Calls go on, begin and end meanwhile; the second absence is longer than the shortest calls. */
    private void beAway(int kill) {
        simulator.place("outbound-canceled");
        simulator.place("answered");
        idle(kill == 1 ? 5_000 : random.nextLong(100, 1_500));
    }

    private static void idle(long millis) {
        await().pollDelay(Duration.ofMillis(millis))
                .atMost(Duration.ofMinutes(1))
                .until(() -> true);
    }

    private void check(List<String> lines) {
        List<JsonObject> events = lines.stream().map(JsonObject::new).toList();
        EventChecks.eachCallIsToldInOrderWithoutHoles(events);
        assertThat(events.stream().map(event -> event.getString("id"))).doesNotHaveDuplicates();
        Stories stories = Stories.of(lines);
        Set<String> known = new LinkedHashSet<>();
        int endedMeanwhile = 0;
        for (CallTruth truth : simulator.truth()) {
            JsonObject story = stories.of(truth).get(0);
            known.add(story.getString("id"));
            if (absences.stream().anyMatch(away -> away.contains(truth.endedAt()))) {
                endedMeanwhile++;
                assertThat(originOfEnd(story.getString("id"), events))
                        .as("%s %s ended while nobody listened", truth.script(), truth.telephonySessionIds())
                        .isNotEqualTo("live");
            }
        }
        assertThat(stories.ids()).as("calls that never were").isSubsetOf(known);
        assertThat(endedMeanwhile).as("calls that ended meanwhile").isPositive();
        assertThat(goneOn).as("calls that were told of before and after a kill").isNotEmpty();
        assertThat(simulator.truth())
                .as("a call of which nothing could be heard as it happened")
                .anyMatch(truth -> absences.stream()
                        .anyMatch(away -> away.contains(truth.startedAt()) && away.contains(truth.endedAt())));
    }

    private static String originOfEnd(String call, List<JsonObject> events) {
        return events.stream()
                .filter(event -> event.getString("subject").equals(call))
                .filter(event -> event.getString("type").equals("io.switchhook.call.ended"))
                .map(event -> event.getJsonObject("data").getString("origin"))
                .reduce((earlier, later) -> later)
                .orElse("never told");
    }

    private static long offset(String line) {
        return new JsonObject(line).getJsonObject("data").getLong("offset");
    }

    private static String subject(String line) {
        return new JsonObject(line).getString("subject");
    }

    /** From a kill until the next start, while nobody could hear anything. */
    private static final class Absence {
        private final Instant from;
        private Instant until = Instant.MAX;

        Absence(Instant from) {
            this.from = from;
        }

        boolean contains(Instant moment) {
            return moment.isAfter(from) && moment.plus(ON_ITS_WAY).isBefore(until);
        }
    }
}
