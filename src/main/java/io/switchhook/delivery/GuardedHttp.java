package io.switchhook.delivery;

import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Http;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Requests of one connector, over connections of its own: no redirects, a deadline, a bounded answer, and nothing is sent
 * to an address that is not allowed, by the address that was really reached.
 */
final class GuardedHttp implements Http {
    /** Most bytes of an answer; chosen: a page of a hundred contacts is 200 KB. */
    static final int ANSWER_MAX = 1 << 20;

    /** Seconds an idle connection is kept; shorter than common gateways keep them. */
    private static final int KEEP_ALIVE_SECONDS = 10;

    /** Longest that opening a connection may take. */
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    /** Connections to a host; as many as calls may be under way at most. */
    private static final int CONNECTIONS_MAX = 64;

    private final Vertx vertx;
    private final Addresses addresses;
    private final Duration within;
    private final InstantSource clock;
    private final HttpClient client;

    /**
     * Opens no connection yet.
     *
     * @param within longest time until the whole answer is there, unless the request says
     */
    GuardedHttp(Vertx vertx, Addresses addresses, Duration within, InstantSource clock) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.within = within;
        this.clock = clock;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDecompressionSupported(true)
                        .setConnectTimeout((int) CONNECT_WITHIN.toMillis())
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    }

    @Override
    public CompletionStage<Answer> send(Request request) {
        Exchange exchange = new Exchange(request);
        exchange.start();
        return exchange.answer.future().toCompletionStage();
    }

    Future<Void> close() {
        return client.close();
    }

    /** The state of one request on its way. */
    private final class Exchange {
        private final Request question;
        private final Promise<Answer> answer = Promise.promise();
        private final Buffer received = Buffer.buffer();
        private final long deadline;
        private Optional<HttpClientRequest> sent = Optional.empty();

        Exchange(Request question) {
            this.question = question;
            long ms = question.within().orElse(within).toMillis();
            this.deadline = vertx.setTimer(ms, timer -> fail("no complete answer within " + ms + " ms"));
        }

        void start() {
            try {
                RequestOptions options = new RequestOptions()
                        .setMethod(HttpMethod.valueOf(question.method()))
                        .setAbsoluteURI(question.uri().toString());
                client.request(options).onSuccess(this::send).onFailure(this::fail);
            } catch (RuntimeException e) {
                end(DeliveryFailure.reject("Expected an address that can be asked, but " + e.getMessage()));
            }
        }

        private void send(HttpClientRequest request) {
            if (answer.future().isComplete()) {
                request.reset();
                return;
            }
            String reached = request.connection().remoteAddress().hostAddress();
            Optional<DeliveryFailure> forbidden = addresses.forbidden(question.uri(), reached);
            if (forbidden.isPresent()) {
                request.reset();
                end(forbidden.get());
                return;
            }
            sent = Optional.of(request);
            request.putHeader("User-Agent", "Switchhook");
            question.headers().forEach(header -> request.putHeader(header.name(), header.value()));
            Future<HttpClientResponse> response =
                    question.body().length == 0 ? request.send() : request.send(Buffer.buffer(question.body()));
            response.onSuccess(this::receive).onFailure(this::fail);
        }

        private void receive(HttpClientResponse response) {
            response.exceptionHandler(this::fail);
            response.handler(part -> add(part, response));
            response.endHandler(end -> done(response));
        }

        private void add(Buffer part, HttpClientResponse response) {
            if (answer.future().isComplete()) {
                return;
            }
            received.appendBuffer(part);
            if (received.length() > ANSWER_MAX) {
                // The status was there, so what became of the request is known; the rest is of no use to anybody.
                done(response);
                response.request().reset();
            }
        }

        private void done(HttpClientResponse response) {
            List<Header> headers = new ArrayList<>();
            response.headers().forEach((name, value) -> headers.add(new Header(name, value)));
            Answer whole = new Answer(response.statusCode(), headers, received.getBytes(), clock.instant());
            if (answer.tryComplete(whole)) {
                vertx.cancelTimer(deadline);
            }
        }

        private void fail(Throwable cause) {
            String text = cause.getMessage() == null ? "" : ": " + cause.getMessage();
            fail(cause.getClass().getSimpleName() + text);
        }

        private void fail(String why) {
            DeliveryFailure failure = DeliveryFailure.retry(question.uri().getHost() + " did not answer: " + why);
            end(sent.isPresent() ? failure : failure.unsent());
        }

        private void end(DeliveryFailure failure) {
            if (answer.tryFail(failure)) {
                vertx.cancelTimer(deadline);
                sent.ifPresent(HttpClientRequest::reset);
            }
        }
    }
}
