package io.switchhook.ringcentral.push;

import io.switchhook.ringcentral.rest.Platform;
import io.switchhook.ringcentral.rest.PlatformError;
import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.PlatformResponse;
import io.switchhook.ringcentral.rest.RemoteFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** The platform's client without tokens and quota: whatever is asked is sent to loopback. */
final class LoopbackPlatform implements Platform {
    final AtomicInteger asked = new AtomicInteger();
    private final WebClient client;
    private final IntSupplier port;

    LoopbackPlatform(Vertx vertx, IntSupplier port) {
        this.client = WebClient.create(vertx);
        this.port = port;
    }

    @Override
    public Future<PlatformResponse> send(PlatformRequest request) {
        asked.incrementAndGet();
        HttpRequest<Buffer> question = client.request(request.method(), port.getAsInt(), "127.0.0.1", request.path());
        request.query().forEach((key, values) -> values.forEach(value -> question.addQueryParam(key, value)));
        Future<HttpResponse<Buffer>> answer =
                request.body().map(question::sendJsonObject).orElseGet(question::send);
        return answer.compose(LoopbackPlatform::judge);
    }

    private static Future<PlatformResponse> judge(HttpResponse<Buffer> answer) {
        if (answer.statusCode() == 404) {
            return Future.failedFuture(new RemoteFailure.NotFound("test", PlatformError.NONE));
        }
        if (answer.statusCode() == 403) {
            return Future.failedFuture(new RemoteFailure.Forbidden("test", 403, PlatformError.NONE));
        }
        if (answer.statusCode() / 100 != 2) {
            return Future.failedFuture(new IllegalStateException("status " + answer.statusCode()));
        }
        Buffer body = answer.body() == null ? Buffer.buffer() : answer.body();
        return Future.succeededFuture(new PlatformResponse(answer.statusCode(), answer.headers(), body));
    }
}
