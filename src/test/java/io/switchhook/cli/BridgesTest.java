package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.switchhook.bridge.ReadingProcess;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of other processes read a daemon's journal over its bridges, are killed, and go on. */
class BridgesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOKEN = "sesame-0123456789";

    /** Where scripts/test puts the official client; without a network there is none. */
    private static final Path CLIENT = Path.of("target/npm/node_modules/@vertx/eventbus-bridge-client.js");

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Simulator simulator;
    private TestDaemon daemon;
    private int runs;

    @BeforeEach
    void start() {
        simulator = Simulator.start(
                        vertx, SimulatorOptions.DEFAULTS.withSpeed(20).withLimits(SimulatorOptions.RateLimits.GENEROUS))
                .await();
        daemon = TestDaemon.bridged(folder, simulator, TOKEN).ready();
    }

    @AfterEach
    void stop() {
        daemon.close();
        simulator.close().await();
        vertx.close().await();
    }

    @Test
    void a_second_java_machine_reads_over_tcp_is_killed_and_resumes_at_what_it_acknowledged() throws Exception {
        List<String> java = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                ReadingProcess.class.getName(),
                Integer.toString(daemon.busPort()),
                TOKEN,
                "second-machine");
        killedAndResumed(java);
    }

    @Test
    void node_reads_over_sockjs_with_the_official_client_is_killed_and_resumes() throws Exception {
        assumeTrue(Files.isDirectory(CLIENT), "the official client, which scripts/test fetches from the npm registry");
        String address = daemon.address() + "/eventbus?token=" + TOKEN;
        List<String> told = killedAndResumed(node(address, "", "node"));
        assertThat(told).contains("denied 403").anyMatch(line -> line.startsWith("heard "));
    }

    @Test
    void node_shows_the_token_with_each_message_or_is_refused() throws Exception {
        assumeTrue(Files.isDirectory(CLIENT), "the official client, which scripts/test fetches from the npm registry");
        String address = daemon.address() + "/eventbus";
        simulator.place("missed");
        await().atMost(LIMIT).until(() -> daemon.newest() >= 5);
        assertThat(run(1, with(node(address, "a guess", "stranger"), "0", "5")))
                .anyMatch(line -> line.startsWith("refused 401"))
                .noneMatch(line -> line.startsWith("read "));
        assertThat(run(0, with(node(address, TOKEN, "friend"), "0", "5"))).contains("done");
        assertThat(get("/metrics", "Authorization", "Bearer " + TOKEN).body())
                .contains("switchhook_bridge_refused_total{bridge=\"sockjs\",reason=\"token\"}");
    }

    @Test
    void a_wrong_token_in_the_address_is_refused_before_anything_is_said() throws Exception {
        HttpResponse<String> refused = get("/eventbus/info?token=wrong", "Accept", "*/*");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(new JsonObject(refused.body()).getString("type")).contains("unauthorized");
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        URI uri = URI.create(daemon.address() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).headers(headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Dies in the middle of a page, then reads on: no hole, and no repeat but of what was not acknowledged. */
    private List<String> killedAndResumed(List<String> program) throws Exception {
        List.of("held", "missed", "answered").forEach(simulator::place);
        await().atMost(LIMIT).until(() -> daemon.newest() >= 20);
        List<String> first = run(137, with(program, "8", "20"));
        assertThat(offsets(first)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        Run again = start(with(program, "0", "40"));
        await().atMost(LIMIT).until(() -> offsets(again.lines()).contains(20L));
        List.of("held", "missed", "answered").forEach(simulator::place);
        List<String> second = again.end(0);
        List<Long> all = offsets(second);
        assertThat(all).contains(40L);
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i)).isEqualTo(6L + i);
        }
        assertThat(second).contains("done");
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private static List<String> node(String address, String token, String consumer) {
        return List.of("node", Path.of("target/npm/reader.js").toAbsolutePath().toString(), address, token, consumer);
    }

    private static List<String> with(List<String> program, String dieAfter, String until) {
        List<String> all = new ArrayList<>(program);
        all.add(dieAfter);
        all.add(until);
        return all;
    }

    private List<String> run(int code, List<String> command) throws IOException, InterruptedException {
        return start(command).end(code);
    }

    private Run start(List<String> command) throws IOException {
        Path out = folder.resolve("out-" + ++runs);
        return new Run(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start(),
                out);
    }

    /** A program of another process, and what it says. */
    private record Run(Process process, Path out) {
        List<String> lines() throws IOException {
            return Files.readAllLines(out);
        }

        List<String> end(int code) throws IOException, InterruptedException {
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("ends by itself, saying %s", lines()).isTrue();
            assertThat(process.exitValue()).as("%s", lines()).isEqualTo(code);
            return lines();
        }
    }

    private static List<Long> offsets(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("read "))
                .map(line -> Long.parseLong(line.split(" ", -1)[1]))
                .toList();
    }
}
