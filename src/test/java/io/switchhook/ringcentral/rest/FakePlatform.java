package io.switchhook.ringcentral.rest;

import io.switchhook.config.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A platform on a loopback port that does what a test prescribes, and remembers who asked what, when. */
final class FakePlatform {
    static final String TOKEN = "/restapi/oauth/token";

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final Deque<Consumer<HttpServerResponse>> tokenReplies = new ConcurrentLinkedDeque<>();
    final Deque<Consumer<HttpServerResponse>> replies = new ConcurrentLinkedDeque<>();
    volatile Consumer<HttpServerResponse> usual = response -> json(response, 200, new JsonObject());
    volatile int tokenSeconds = 3599;
    volatile boolean refreshTokens = true;
    volatile String valid = "";

    private final Vertx vertx;
    private int issued;
    private HttpServer server;

    FakePlatform(Vertx vertx) {
        this.vertx = vertx;
        listen(0);
    }

    /** One request as it arrived. */
    record Asked(long nanos, HttpMethod method, String uri, MultiMap headers, String body) {
        boolean isToken() {
            return uri.startsWith(TOKEN);
        }

        Map<String, List<String>> form() {
            return new LinkedHashMap<>(RequestUri.query(body));
        }

        String grant() {
            Map<String, List<String>> form = form();
            String type = form.get("grant_type").get(0);
            return type.equals("refresh_token") ? form.get("refresh_token").get(0) : type;
        }
    }

    int port() {
        return server.actualPort();
    }

    void stop() {
        Waits.get(server.close());
    }

    void listen(int port) {
        server = Waits.get(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> serve(request, body)))
                .listen(port, "127.0.0.1"));
    }

    List<Asked> tokenRequests() {
        return asked.stream().filter(Asked::isToken).toList();
    }

    List<Asked> apiRequests() {
        return asked.stream().filter(request -> !request.isToken()).toList();
    }

    PlatformSettings settings() {
        return new PlatformSettings(
                URI.create("http://127.0.0.1:" + port()),
                "app",
                Secret.of("s3cret"),
                Secret.of("jwt.jwt.jwt"),
                "Switchhook/0.0.0 (test)",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                0.8,
                100_000,
                new Backoff(Duration.ofMillis(20), Duration.ofSeconds(2), 4),
                new Backoff(Duration.ofSeconds(30), Duration.ofSeconds(60), 9),
                new QuotaSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(100)));
    }

    private void serve(HttpServerRequest request, Buffer body) {
        asked.add(new Asked(System.nanoTime(), request.method(), request.uri(), request.headers(), body.toString()));
        HttpServerResponse response = request.response();
        if (request.path().equals(TOKEN)) {
            Consumer<HttpServerResponse> reply = tokenReplies.pollFirst();
            (reply == null ? (Consumer<HttpServerResponse>) this::issue : reply).accept(response);
        } else if (!("Bearer " + valid).equals(request.getHeader("Authorization"))) {
            error(response, 401, "TokenInvalid", "OAU-149");
        } else {
            Consumer<HttpServerResponse> reply = replies.pollFirst();
            (reply == null ? usual : reply).accept(response);
        }
    }

    void issue(HttpServerResponse response) {
        issued++;
        valid = "t" + issued;
        JsonObject token = new JsonObject()
                .put("access_token", valid)
                .put("token_type", "bearer")
                .put("expires_in", tokenSeconds)
                .put("scope", "ReadCallLog ReadPresence")
                .put("owner_id", "42");
        if (refreshTokens) {
            token.put("refresh_token", "r" + issued);
        }
        json(response, 200, token);
    }

    static void json(HttpServerResponse response, int status, JsonObject body) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json;charset=UTF-8")
                .end(body.toBuffer());
    }

    static void error(HttpServerResponse response, int status, String word, String code) {
        JsonObject inner = new JsonObject().put("errorCode", code).put("message", "Text with +16505550100");
        JsonObject body = new JsonObject()
                .put("errorCode", word)
                .put("message", "Text with +16505550100")
                .put("errors", new io.vertx.core.json.JsonArray().add(inner));
        json(response, status, body);
    }

    static Consumer<HttpServerResponse> fails(int status, String code) {
        return response -> error(response, status, code, code);
    }

    static Consumer<HttpServerResponse> limited(String retryAfter) {
        return response -> error(response.putHeader("Retry-After", retryAfter), 429, "CMN-301", "CMN-301");
    }
}
