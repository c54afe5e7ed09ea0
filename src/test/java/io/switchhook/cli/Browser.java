package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A real browser without a screen, asked over its debugging protocol what its page shows. */
final class Browser implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final long ANSWERS_WITHIN_S = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final Process process;
    private final WebSocket socket;
    private int last;

    /** Opens a page; the folder takes what the browser keeps. */
    Browser(Path folder, String address) throws IOException {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        address)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = folder.resolve("DevToolsActivePort");
        await().atMost(STARTS_WITHIN)
                .until(() -> Files.exists(port) && !Files.readAllLines(port).isEmpty());
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
        AtomicReference<String> target = new AtomicReference<>("");
        await().atMost(STARTS_WITHIN).until(() -> {
            target.set(pageOf(list));
            return target.get().startsWith("ws:");
        });
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(target.get()), new Answers())
                .orTimeout(ANSWERS_WITHIN_S, TimeUnit.SECONDS)
                .join();
    }

    private String pageOf(URI list) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(list).build();
        return new JsonArray(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(target -> target.getString("type").equals("page"))
                        .map(target -> target.getString("webSocketDebuggerUrl"))
                        .findFirst()
                        .orElse("");
    }

    /** The value of an expression, as text. */
    String value(String expression) {
        JsonObject parameters = new JsonObject().put("expression", "String(" + expression + ")");
        JsonObject result = ask("Runtime.evaluate", parameters).getJsonObject("result");
        return result.getString("value", result.encode());
    }

    void resize(int width, int height) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                new JsonObject()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 600));
    }

    void picture(Path file) throws IOException {
        String data = ask("Page.captureScreenshot", new JsonObject().put("format", "png"))
                .getString("data");
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    private JsonObject ask(String method, JsonObject parameters) {
        last++;
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(last, answer);
        socket.sendText(
                        new JsonObject()
                                .put("id", last)
                                .put("method", method)
                                .put("params", parameters)
                                .encode(),
                        true)
                .join();
        JsonObject answered =
                answer.orTimeout(ANSWERS_WITHIN_S, TimeUnit.SECONDS).join();
        assertThat(answered.containsKey("result")).as(answered.encode()).isTrue();
        return answered.getJsonObject("result");
    }

    /** Its children end with it; the folder may only be deleted afterwards. */
    @Override
    public void close() {
        socket.abort();
        var family = process.descendants().toList();
        process.destroy();
        family.forEach(ProcessHandle::destroy);
        await().atMost(STARTS_WITHIN)
                .until(() -> !process.isAlive() && family.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Collects the pieces of each answer. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean whole) {
            text.append(piece);
            if (whole) {
                JsonObject answer = new JsonObject(text.toString());
                text.setLength(0);
                CompletableFuture<JsonObject> waiting = asked.remove(answer.getInteger("id", 0));
                if (waiting != null) {
                    waiting.complete(answer);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
