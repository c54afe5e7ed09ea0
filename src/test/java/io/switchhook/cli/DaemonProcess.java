package io.switchhook.cli;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A command of ours as a process of its own: started, listened to, signalled, killed. */
final class DaemonProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .build();
    private final Process process;
    private final int port;
    private final Queue<String> out = new ConcurrentLinkedQueue<>();
    private final Queue<String> err = new ConcurrentLinkedQueue<>();
    private final List<Thread> readers = new ArrayList<>();

    private DaemonProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        readers.add(collect(process.getInputStream(), out));
        readers.add(collect(process.getErrorStream(), err));
    }

    /** Starts the service, whose page is at a port that its configuration names. */
    static DaemonProcess run(Path file, int port) {
        return start(file.getParent(), port, List.of("run", "--config", file.toString()));
    }

    /** Starts any command, with a folder of its own for temporary files. */
    static DaemonProcess start(Path folder, int port, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-Dlogback.configurationFile="
                        + Path.of("src/main/resources/logback.xml").toAbsolutePath(),
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
            builder.environment().remove("SWITCHHOOK_TOKEN");
            return new DaemonProcess(builder.start(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread collect(InputStream from, Queue<String> into) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                        lines.lines().forEach(into::add);
                    } catch (IOException | UncheckedIOException ended) {
                        into.add("(closed)");
                    }
                },
                "reader");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    DaemonProcess ready() {
        await().atMost(READY_WITHIN)
                .failFast("ended: " + err, () -> !process.isAlive())
                .until(() -> get("/readyz")
                        .filter(body -> body.contains("\"ready\":true"))
                        .isPresent());
        return this;
    }

    /** The body of an answer; empty when nobody answers or the answer is no. */
    Optional<String> get(String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(ANSWER_WITHIN)
                            .header("Accept", path.contains("/events") ? "application/x-ndjson" : "application/json")
                            .build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8));
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException away) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Expected to wait undisturbed", e);
        }
    }

    /** Every event behind an offset, one line each, as they are now; none when nobody answers. */
    List<String> eventsAfter(long offset) {
        return get("/api/v1/events?after=" + offset)
                .map(body -> body.lines().filter(line -> !line.isBlank()).toList())
                .orElse(List.of());
    }

    /** As {@code kill -9}: no farewell, no hook. */
    void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(10));
    }

    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Expected to wait undisturbed", e);
        }
    }

    /** Waits for the end; its output is complete then. */
    int exitCode(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("Expected an end within " + within + ", but it runs on: " + err);
            }
            for (Thread reader : readers) {
                reader.join(within.toMillis());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Expected to wait undisturbed", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() {
        return String.join("\n", out);
    }

    String err() {
        return String.join("\n", err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(10));
    }
}
