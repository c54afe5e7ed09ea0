package io.switchhook.ringcentral.rest;

import io.switchhook.ringcentral.rest.RemoteFailure.Oversized;
import io.switchhook.ringcentral.rest.RemoteFailure.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Optional;

/**
 * One HTTP exchange with the platform's host and no other: no redirects, one deadline, a bounded answer.
 *
 * <p>The plain client rather than the web client, because that one reads answers of any length.
 */
final class Wire {
    /** Connections to the host; 16. Chosen: a slow page must not hold up the live requests beside it. */
    private static final int CONNECTIONS_MAX = 16;

    /**
     * Seconds an idle connection is kept; 10. Chosen: shorter than common gateways keep them, so that a request seldom
     * meets a connection that is just being closed.
     */
    private static final int KEEP_ALIVE_SECONDS = 10;

    private final Vertx vertx;
    private final PlatformSettings settings;
    private final HttpClient client;

    Wire(Vertx vertx, PlatformSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost(settings.server().getHost())
                        .setDefaultPort(settings.port())
                        .setSsl(settings.isTls())
                        .setDecompressionSupported(true)
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    }

    /** Fails with {@link Unreachable} or {@link Oversized}; any status is an answer. */
    Future<WireAnswer> exchange(WireRequest request) {
        Exchange exchange = new Exchange(request);
        exchange.start();
        return exchange.answer.future();
    }

    Future<Void> close() {
        return client.close();
    }

    /** The state of one request on its way. */
    private final class Exchange {
        private final WireRequest question;
        private final Promise<WireAnswer> answer = Promise.promise();
        private final Buffer received = Buffer.buffer();
        private final long deadline;
        private Optional<HttpClientRequest> sent = Optional.empty();

        Exchange(WireRequest question) {
            this.question = question;
            this.deadline = vertx.setTimer(
                    settings.answerTimeout().toMillis(),
                    timer -> fail("no complete answer within "
                            + settings.answerTimeout().toMillis() + " ms"));
        }

        void start() {
            RequestOptions options =
                    new RequestOptions().setMethod(question.method()).setURI(question.uri());
            client.request(options).onSuccess(this::send).onFailure(this::fail);
        }

        private void send(HttpClientRequest request) {
            if (answer.future().isComplete()) {
                request.reset();
                return;
            }
            sent = Optional.of(request);
            request.putHeader("User-Agent", settings.userAgent());
            request.putHeader("Accept", "application/json");
            question.headers().forEach(request::putHeader);
            Future<HttpClientResponse> response =
                    question.body().length() == 0 ? request.send() : request.send(question.body());
            response.onSuccess(this::receive).onFailure(this::fail);
        }

        private void receive(HttpClientResponse response) {
            response.exceptionHandler(this::fail);
            response.handler(part -> add(part, response.statusCode()));
            response.endHandler(end -> {
                if (answer.tryComplete(new WireAnswer(response.statusCode(), response.headers(), received))) {
                    vertx.cancelTimer(deadline);
                }
            });
        }

        private void add(Buffer part, int status) {
            if (answer.future().isComplete()) {
                return;
            }
            if (received.length() + part.length() > settings.bodyBytesMax()) {
                end(new Oversized(question.operation(), status, settings.bodyBytesMax()));
            } else {
                received.appendBuffer(part);
            }
        }

        private void fail(Throwable cause) {
            String text = cause.getMessage() == null ? "" : ": " + cause.getMessage();
            fail(cause.getClass().getSimpleName() + text);
        }

        private void fail(String why) {
            end(new Unreachable(question.operation(), why, sent.isPresent(), Optional.empty()));
        }

        private void end(RemoteFailure failure) {
            if (answer.tryFail(failure)) {
                vertx.cancelTimer(deadline);
                sent.ifPresent(HttpClientRequest::reset);
            }
        }
    }
}
