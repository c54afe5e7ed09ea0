package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What systemd, a shell and a person at it rely on: signals, exit codes, files (product.md 8). */
class ProcessTest {
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);
    private static final Duration DONE_WITHIN = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Simulator simulator;
    private Path file;
    private int port;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(
                        vertx, SimulatorOptions.DEFAULTS.withSpeed(10).withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
        port = FreePort.orAny(0);
        file = DemoConfiguration.write(folder, simulator, List.of("websocket"), port);
    }

    @AfterEach
    void stop() {
        simulator.close().await();
        vertx.close().await();
    }

    @Test
    void run_with_a_bad_file_exits_with_2_and_names_line_and_key() throws IOException {
        Files.writeString(file, Files.readString(file).replace("transports: [websocket]", "transports: [telegraph]"));
        try (DaemonProcess daemon = DaemonProcess.run(file, port)) {
            assertThat(daemon.exitCode(DONE_WITHIN)).isEqualTo(2);
            assertThat(daemon.err()).contains("switchhook.yaml:7", "transports", "telegraph");
        }
    }

    @Test
    void run_without_a_file_that_exists_exits_with_2() {
        try (DaemonProcess daemon = DaemonProcess.run(folder.resolve("none.yaml"), port)) {
            assertThat(daemon.exitCode(DONE_WITHIN)).isEqualTo(2);
            assertThat(daemon.err()).contains("none.yaml").doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "websocket, pubnub"})
    void sigterm_ends_the_service_in_mid_call_within_5_s_with_0_or_143(String transports) throws IOException {
        Files.writeString(file, Files.readString(file).replace("[websocket]", "[" + transports + "]"));
        try (DaemonProcess daemon = DaemonProcess.run(file, port).ready()) {
            simulator.place("held");
            await().atMost(DONE_WITHIN).until(() -> !daemon.eventsAfter(0).isEmpty());
            daemon.signal("TERM");
            assertThat(daemon.exitCode(STOPPED_WITHIN)).isIn(0, 143);
            assertThat(daemon.err()).doesNotContain("Exception");
        }
    }

    @Test
    void sigterm_ends_a_service_whose_platform_is_away() {
        simulator.faults().refuse(DONE_WITHIN).await();
        try (DaemonProcess daemon = DaemonProcess.run(file, port)) {
            await().atMost(DONE_WITHIN).until(() -> daemon.get("/livez").isPresent());
            assertThat(daemon.get("/readyz")).isEmpty();
            daemon.signal("TERM");
            assertThat(daemon.exitCode(STOPPED_WITHIN)).isIn(0, 143);
        }
    }

    @Test
    void sighup_with_a_bad_file_keeps_the_service_and_says_so_and_with_a_good_one_applies_it() throws IOException {
        String good = Files.readString(file);
        try (DaemonProcess daemon = DaemonProcess.run(file, port).ready()) {
            Files.writeString(file, good.replace("clientId: demo", "clientIdd: demo"));
            daemon.signal("HUP");
            await().atMost(DONE_WITHIN).until(() -> daemon.err().contains("The old configuration stays"));
            assertThat(daemon.err()).contains("switchhook.yaml:4", "clientIdd");
            assertThat(daemon.ready().get("/api/v1/status")).get().asString().contains("\"demo\"");

            Files.writeString(file, good.replace("name: demo", "name: renamed"));
            daemon.signal("HUP");
            await().atMost(DONE_WITHIN).until(() -> daemon.err().contains("Configuration applied"));
            assertThat(daemon.ready().get("/api/v1/status")).get().asString().contains("\"renamed\"");
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void sighup_with_a_file_that_cannot_be_started_goes_on_with_the_old_one() throws IOException {
        String good = Files.readString(file);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DaemonProcess daemon = DaemonProcess.run(file, port).ready()) {
            Files.writeString(file, good.replace("port: " + port, "port: " + taken.getLocalPort()));
            daemon.signal("HUP");
            await().atMost(DONE_WITHIN).until(() -> daemon.err().contains("The old configuration stays"));
            daemon.ready();
            assertThat(daemon.isAlive()).isTrue();
        }
    }

    @Test
    void sighup_in_mid_call_keeps_the_calls_and_their_numbers() {
        try (DaemonProcess daemon = DaemonProcess.run(file, port).ready()) {
            simulator.place("held");
            await().atMost(DONE_WITHIN).until(() -> !daemon.eventsAfter(0).isEmpty());
            daemon.signal("HUP");
            await().atMost(DONE_WITHIN).until(() -> daemon.err().contains("Configuration applied"));
            daemon.ready();
            Settled.allTold(simulator, () -> Stories.of(daemon.eventsAfter(0)), DONE_WITHIN);
            EventChecks.eachCallIsToldInOrderWithoutHoles(daemon.eventsAfter(0).stream()
                    .map(io.vertx.core.json.JsonObject::new)
                    .toList());
        }
    }

    @Test
    void a_second_service_on_the_same_journal_is_refused_in_one_sentence() throws IOException {
        try (DaemonProcess first = DaemonProcess.run(file, port).ready()) {
            Path other = folder.resolve("other.yaml");
            Files.writeString(other, Files.readString(file).replace("port: " + port, "port: " + FreePort.orAny(0)));
            try (DaemonProcess second = DaemonProcess.run(other, port)) {
                assertThat(second.exitCode(DONE_WITHIN)).isEqualTo(1);
                assertThat(second.err()).contains("another Switchhook holds").doesNotContain("\tat ");
            }
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void demo_shows_a_call_within_15_s_and_sigint_ends_it_with_0_and_without_a_trace() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (DaemonProcess demo = DaemonProcess.start(temporary, 0, List.of("demo", "--port", "0"))) {
            await().atMost(Duration.ofSeconds(15))
                    .failFast(() -> !demo.isAlive())
                    .until(() -> demo.out().contains("call.started"));
            assertThat(folders(temporary)).isNotEmpty();
            demo.signal("INT");
            assertThat(demo.exitCode(STOPPED_WITHIN)).isZero();
        }
        assertThat(folders(temporary)).isEmpty();
    }

    private static List<String> folders(Path in) throws IOException {
        try (Stream<Path> found = Files.list(in)) {
            return found.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("switchhook"))
                    .toList();
        }
    }

    @Test
    void the_same_trace_twice_gives_the_same_bytes() throws IOException {
        Path trace = folder.resolve("trace.ndjson");
        Files.write(trace, trace());
        for (String name : List.of("one", "two")) {
            Path out = folder.resolve(name);
            List<String> replay = List.of("replay", trace.toString(), "--out", out.toString());
            try (DaemonProcess process = DaemonProcess.start(folder, 0, replay)) {
                assertThat(process.exitCode(DONE_WITHIN)).isZero();
            }
        }
        assertThat(folder.resolve("one")).isNotEmptyFile().hasSameBinaryContentAs(folder.resolve("two"));
        assertThat(Files.readString(folder.resolve("one"))).contains("call.started", "call.ended");
    }

    private static List<String> trace() {
        String line = "{\"at\":%d,\"account\":\"a\",\"kind\":\"notification\",\"via\":\"websocket\",\"body\":"
                + "{\"uuid\":\"%d\",\"event\":\"/restapi/v1.0/account/1/telephony/sessions\",\"body\":"
                + "{\"telephonySessionId\":\"s-1\",\"sessionId\":\"1000\",\"sequence\":%d,\"eventTime\":"
                + "\"2026-01-01T10:00:0%d.000Z\",\"origin\":{\"type\":\"Call\"},\"parties\":[{\"id\":\"p-1\","
                + "\"extensionId\":\"7\",\"direction\":\"Inbound\",\"from\":{\"phoneNumber\":\"+12025550101\"},"
                + "\"to\":{\"phoneNumber\":\"+12025550102\"},\"status\":{\"code\":\"%s\"}}]}}}";
        long at = 1_767_261_600_000L;
        List<String> states = List.of("Setup", "Proceeding", "Answered", "Disconnected");
        return java.util.stream.IntStream.range(0, states.size())
                .mapToObj(i -> line.formatted(at + i * 1_000L, i, i + 2, i, states.get(i)))
                .toList();
    }

    @Test
    void validate_lists_every_mistake_with_its_line_and_exits_with_2() throws IOException {
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("clientId: demo", "clientIdd: demo")
                        .replace("[websocket]", "[telegraph]")
                        .replace("port: " + port, "port: 70000"));
        try (DaemonProcess validate = DaemonProcess.start(folder, 0, List.of("validate", file.toString()))) {
            assertThat(validate.exitCode(DONE_WITHIN)).isEqualTo(2);
            assertThat(validate.out())
                    .contains("yaml:4", "clientIdd", "yaml:7", "telegraph", "70000")
                    .contains(" errors, ");
        }
    }

    @Test
    void validate_of_a_good_file_exits_with_0() {
        try (DaemonProcess validate = DaemonProcess.start(folder, 0, List.of("validate", file.toString()))) {
            assertThat(validate.exitCode(DONE_WITHIN)).isZero();
            assertThat(validate.out()).contains("0 errors");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "run", "validate", "tap", "calls", "call", "replay", "simulator"})
    void help_of_each_command_exits_with_0_and_names_it(String command) {
        List<String> line =
                Stream.of(command, "--help").filter(word -> !word.isEmpty()).toList();
        try (DaemonProcess help = DaemonProcess.start(folder, 0, line)) {
            assertThat(help.exitCode(DONE_WITHIN)).isZero();
            assertThat(help.out()).contains("Usage:", "switchhook " + command);
            assertThat(help.err()).isEmpty();
        }
    }

    @Test
    void commands_to_a_daemon_that_is_not_there_exit_with_3_and_say_how_to_start_one() {
        for (List<String> command : List.of(List.of("calls"), List.of("call", "last"), List.of("tap"))) {
            List<String> line = Stream.concat(command.stream(), Stream.of("--config", file.toString()))
                    .toList();
            try (DaemonProcess process = DaemonProcess.start(folder, 0, line)) {
                assertThat(process.exitCode(DONE_WITHIN)).as("%s", command).isEqualTo(3);
                assertThat(process.err()).contains("127.0.0.1:" + port, "switchhook run");
            }
        }
    }

    @Test
    void wrong_usage_exits_with_2() {
        Map<String, List<String>> wrong = Map.of(
                "no command", List.of(),
                "unknown command", List.of("dance"),
                "missing option", List.of("run"));
        wrong.forEach((what, line) -> {
            try (DaemonProcess process = DaemonProcess.start(folder, 0, line)) {
                assertThat(process.exitCode(DONE_WITHIN)).as(what).isEqualTo(2);
                assertThat(process.err()).as(what).isNotBlank().doesNotContain("\tat ");
            }
        });
    }
}
