package io.switchhook.simulator;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Speaks to the subscribers' servers: a probe inside the create call, then each notification once (protocol.md 3.2). */
final class WebhookDoor {
    /** A server that takes longer has failed (protocol.md 3.2). */
    private static final long ANSWER_WITHIN_MS = 3_000;

    /** Status line, headers and body of a probe's answer. */
    private static final int ANSWER_BYTES_MAX = 1_024;

    /** {@code HTTP/1.1 200 OK} and its line end. */
    private static final int STATUS_LINE_BYTES = 17;

    /** Connections to one server; deliveries may overtake each other on them, as they do on the platform. Chosen. */
    private static final int CONNECTIONS = 4;

    private static final String USER_AGENT = "RingCentral-Webhook/8.3";

    private final Agenda agenda;
    private final Tokens tokens;
    private final SimulatorOptions options;
    private final HttpClient client;

    WebhookDoor(Vertx vertx, Agenda agenda, Tokens tokens, SimulatorOptions options) {
        this.agenda = agenda;
        this.tokens = tokens;
        this.options = options;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout((int) ANSWER_WITHIN_MS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** Whether the platform would take it: https, or for a simulator's sake a loopback address. */
    static boolean isAddress(String address) {
        return address.startsWith("https://") || address.matches("http://(127\\.0\\.0\\.1|localhost|\\[::1])[:/].*");
    }

    /** Asks the server whether it wants to be told; empty when it does, else why the creation fails. */
    Future<Optional<Reply>> probe(String address) {
        String token = tokens.uuid();
        return post(address, Map.of("Validation-Token", token), "")
                .map(answer -> verdict(answer, token))
                .otherwise(failure -> Optional.of(Reply.error(
                        400, "SUB-522", "WebHook server is not reachable. Details: " + failure.getMessage())));
    }

    private static Optional<Reply> verdict(Answer answer, String token) {
        if (answer.status() != 200) {
            return Optional.of(Reply.error(
                    400, "SUB-522", "WebHook responds with incorrect HTTP status. HTTP status is " + answer.status()));
        }
        boolean echoed = token.equals(answer.headers().get("Validation-Token"));
        boolean json = String.valueOf(answer.headers().get("Content-Type")).startsWith("application/json");
        return echoed && json && answer.bytes() <= ANSWER_BYTES_MAX
                ? Optional.empty()
                : Optional.of(Reply.error(400, "SUB-525", "WebHook server response is invalid"));
    }

    /** From now on each notification is posted, once; failures without a break end in the blacklist. */
    void attach(Subscription subscription, JsonObject wish) {
        String address = wish.getString("address");
        Optional<String> secret = Optional.ofNullable(wish.getString("verificationToken"));
        Map<String, String> headers =
                secret.map(text -> Map.of("Verification-Token", text)).orElse(Map.of());
        JsonObject mode = new JsonObject()
                .put("transportType", "WebHook")
                .put("encryption", false)
                .put("address", address);
        Failing failing = new Failing(subscription);
        subscription.deliverBy(mode, envelope -> {
            if (!subscription.isBlacklisted()) {
                post(address, headers, envelope.encode()).onComplete(failing::answered, failing::failed);
            }
        });
    }

    private Future<Answer> post(String address, Map<String, String> headers, String body) {
        RequestOptions to = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(address)
                .setIdleTimeout(ANSWER_WITHIN_MS);
        return client.request(to)
                .compose(request -> send(request, headers, body))
                .compose(WebhookDoor::read)
                .timeout(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
    }

    private static Future<HttpClientResponse> send(
            HttpClientRequest request, Map<String, String> headers, String body) {
        headers.forEach(request::putHeader);
        request.putHeader("User-Agent", USER_AGENT).putHeader("Content-Type", "application/json; charset=UTF-8");
        return request.send(body);
    }

    private static Future<Answer> read(HttpClientResponse response) {
        int head = STATUS_LINE_BYTES + 2;
        for (Map.Entry<String, String> header : response.headers()) {
            head += header.getKey().length() + header.getValue().length() + 4;
        }
        int before = head;
        return response.body()
                .map(body -> new Answer(response.statusCode(), response.headers(), before + body.length()));
    }

    /** What a subscriber's server said, and how long that was altogether. */
    private record Answer(int status, MultiMap headers, int bytes) {}

    /** Since when one subscriber's server has done nothing but fail. */
    private final class Failing {
        private final Subscription subscription;
        private Optional<Instant> since = Optional.empty();

        Failing(Subscription subscription) {
            this.subscription = subscription;
        }

        void answered(Answer answer) {
            if (answer.status() == 200) {
                since = Optional.empty();
            } else {
                failed("HTTP status is " + answer.status());
            }
        }

        void failed(Throwable failure) {
            failed("I/O operation is failed. Details: [" + failure.getMessage() + "]");
        }

        private void failed(String reason) {
            Instant now = agenda.now();
            since = since.or(() -> Optional.of(now));
            if (!subscription.isBlacklisted()
                    && !since.get().plus(options.lifetimes().blacklist()).isAfter(now)) {
                subscription.blacklist(reason, now);
            }
        }
    }
}
