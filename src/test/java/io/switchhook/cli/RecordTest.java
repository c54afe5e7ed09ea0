package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.simulator.CallTruth;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Traffic of a running daemon, recorded: it tells the same stories of nobody. */
class RecordTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern NUMBER = Pattern.compile("\\+1[0-9]{10}");
    private static final Pattern NAME = Pattern.compile("Extension [0-9]+|Sales queue|IVR Menu [0-9]+");

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final StringWriter err = new StringWriter();
    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(
                        vertx,
                        SimulatorOptions.DEFAULTS
                                .withSpeed(10)
                                .withExtensions(40)
                                .withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
    }

    @AfterEach
    void stop() {
        simulator.close().await();
        vertx.close().await();
    }

    private int run(String... arguments) {
        return new CommandLine(new Main())
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((failure, command, result) -> {
                    command.getErr().println(failure.getMessage());
                    return failure instanceof CommandFailure expected ? expected.exitCode() : 70;
                })
                .execute(arguments);
    }

    private Path record(TestDaemon daemon, String name, String... more) {
        Path trace = folder.resolve(name);
        List<String> arguments =
                new ArrayList<>(List.of("record", "--url", daemon.address(), "--out", trace.toString()));
        arguments.addAll(List.of(more));
        assertThat(run(arguments.toArray(String[]::new))).as(err.toString()).isZero();
        return trace;
    }

    /** What each event of a replay says of a call, without what is redacted. */
    private List<String> stories(Path trace) throws IOException {
        Path events = Path.of(trace + ".events");
        assertThat(run("replay", trace.toString(), "--out", events.toString())).isZero();
        List<String> stories = new ArrayList<>();
        for (String line : Files.readAllLines(events)) {
            JsonObject event = new JsonObject(line);
            JsonObject call = event.getJsonObject("data").getJsonObject("call");
            stories.add(String.join(
                    " ",
                    event.getString("id"),
                    event.getString("type"),
                    event.getString("time"),
                    call.getString("state"),
                    String.valueOf(call.getString("outcome")),
                    call.getJsonArray("history").encode()));
        }
        return stories;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void a_recording_without_people_tells_the_same_stories() throws IOException {
        try (TestDaemon daemon = TestDaemon.start(folder.resolve("daemon"), simulator, List.of("websocket", "pubnub"))
                .ready()) {
            Simulator.scripts().forEach(simulator::place);
            await().atMost(LIMIT).until(() -> simulator.truth().stream().allMatch(CallTruth::over));
            await().atMost(LIMIT)
                    .until(() -> !daemon.stories().isEmpty()
                            && daemon.stories().values().stream().allMatch(story -> isOver(story)));
            Path raw = record(daemon, "raw", "--not-redacted", "--account", "demo");
            Path redacted = record(daemon, "redacted");

            assertThat(err.toString()).contains("Warning").contains(" lines");
            Set<String> numbers = found(NUMBER, Files.readString(raw));
            assertThat(numbers).hasSizeGreaterThan(10);
            assertThat(numbers).noneMatch(Files.readString(redacted)::contains);
            assertThat(found(NAME, Files.readString(raw))).hasSizeGreaterThan(3);
            assertThat(found(NAME, Files.readString(redacted))).isEmpty();
            assertThat(found(NUMBER, Files.readString(redacted))).hasSameSizeAs(numbers);
            assertThat(stories(redacted)).hasSizeGreaterThan(30).isEqualTo(stories(raw));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(redacted)))
                    .isEqualTo("rw-------");
        }
    }

    private static boolean isOver(JsonObject story) {
        return List.of("ENDED", "COMPLETED").contains(story.getString("state"));
    }

    @Test
    void a_recording_can_be_limited_by_offset_and_time() throws IOException {
        try (TestDaemon daemon = TestDaemon.start(folder.resolve("daemon"), simulator, List.of("websocket"))
                .ready()) {
            simulator.place("answered");
            await().atMost(LIMIT).until(() -> simulator.truth().stream().allMatch(CallTruth::over));
            List<String> all = Files.readAllLines(record(daemon, "all", "--last", "1d"));
            List<String> rest = Files.readAllLines(record(daemon, "rest", "--from", "2"));
            assertThat(rest.size()).isGreaterThanOrEqualTo(all.size() - 2).isPositive();
            assertThat(rest.get(0)).isNotEqualTo(all.get(0));
            assertThat(Files.readAllLines(record(daemon, "none", "--last", "0s")))
                    .isEmpty();
        }
    }

    @Test
    void a_recording_that_follows_takes_what_comes() throws IOException {
        Path trace = folder.resolve("followed");
        Thread recording;
        List<String> after;
        try (TestDaemon daemon = TestDaemon.start(folder.resolve("daemon"), simulator, List.of("websocket"))
                .ready()) {
            String[] command = {"record", "--follow", "--url", daemon.address(), "--out", trace.toString()};
            recording = new Thread(() -> run(command), "record");
            recording.start();
            await().atMost(LIMIT).until(() -> Files.exists(trace));
            CallTruth call = simulator.place("answered");
            await().atMost(LIMIT)
                    .until(() -> notificationsOf(call, trace) >= call.parties().size());
            await().atMost(LIMIT).until(() -> simulator.truth().stream().allMatch(CallTruth::over));
            after = Files.readAllLines(record(daemon, "after"));
            await().atMost(LIMIT).until(() -> Files.readAllLines(trace).size() >= after.size());
        }
        await().atMost(LIMIT).until(() -> {
            recording.interrupt();
            return !recording.isAlive();
        });
        assertThat(Files.readAllLines(trace).subList(0, after.size()).stream()
                        .map(RecordTest::at)
                        .toList())
                .isEqualTo(after.stream().map(RecordTest::at).toList());
    }

    private static long notificationsOf(CallTruth call, Path trace) throws IOException {
        try (Stream<String> lines = Files.lines(trace)) {
            return lines.filter(line -> call.telephonySessionIds().stream().anyMatch(line::contains))
                    .count();
        }
    }

    private static long at(String line) {
        return new JsonObject(line).getLong("at");
    }

    @Test
    void what_cannot_be_recorded_is_told() throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));
        assertThat(run("record", "--url", "http://127.0.0.1:1", "--out", taken.toString()))
                .isEqualTo(2);
        assertThat(run("record", "--url", "http://127.0.0.1:1", "--last", "soon"))
                .isEqualTo(2);
        assertThat(run(
                        "record",
                        "--url",
                        "http://127.0.0.1:1",
                        "--out",
                        folder.resolve("new").toString()))
                .isEqualTo(3);
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(taken).exists();
        assertThat(err.toString()).contains("taken exists").contains("30m, 1h").contains("none answers");
        try (TestDaemon daemon = TestDaemon.start(folder.resolve("daemon"), simulator, List.of("websocket"))) {
            assertThat(run("record", "--url", daemon.address(), "--account", "amce"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("amce");
        }
    }
}
