package io.switchhook.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks a running daemon, as any other program would: over its HTTP interface. */
final class DaemonClient {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final URI address;
    private final Optional<String> token;

    DaemonClient(URI address, Optional<String> token) {
        this.address = address;
        this.token = token;
    }

    /** A JSON answer; ends the command when the daemon is away (3) or says no (1). */
    String get(String path) throws InterruptedException {
        return ask(request(path));
    }

    /** Has something done, with the answers of {@link #get}. */
    String post(String path) throws InterruptedException {
        return ask(request(path).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private String ask(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    request.header("Accept", "application/json").build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() / 100 == 2) {
                return answer.body();
            }
            throw refused(answer.statusCode(), answer.body());
        } catch (IOException away) {
            throw unreachable();
        }
    }

    /** A stream of lines that ends when the daemon does. */
    Stream<String> lines(String path) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer =
                http.send(request(path).header("Accept", "application/x-ndjson").build(), BodyHandlers.ofLines());
        if (answer.statusCode() / 100 != 2) {
            throw refused(answer.statusCode(), String.join("\n", answer.body().toList()));
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    CommandFailure unreachable() {
        return new CommandFailure(
                CommandFailure.UNREACHABLE,
                "Expected a daemon at " + address + ", but none answers; start it with: switchhook run --config FILE");
    }

    private static CommandFailure refused(int status, String body) {
        String detail = body;
        try {
            JsonObject problem = new JsonObject(body);
            detail = problem.getString("detail", problem.getString("title", body));
        } catch (io.vertx.core.json.DecodeException notJson) {
            detail = body;
        }
        return new CommandFailure(
                status == 401 ? CommandFailure.USAGE : CommandFailure.NOT_SO,
                "The daemon answers " + status + ": " + detail);
    }

    /** The list under a name, or the body itself when it is a list. */
    static JsonArray list(String body, String name) {
        return body.stripLeading().startsWith("[") ? new JsonArray(body) : new JsonObject(body).getJsonArray(name);
    }
}
