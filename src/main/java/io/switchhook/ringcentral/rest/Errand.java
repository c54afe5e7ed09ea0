package io.switchhook.ringcentral.rest;

import io.switchhook.ringcentral.rest.RemoteFailure.RateLimited;
import io.switchhook.ringcentral.rest.RemoteFailure.Unavailable;
import io.switchhook.ringcentral.rest.RemoteFailure.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One request from the first attempt to its end: a token, a turn, an answer, and what may be tried again. */
final class Errand {
    /** Most turns a request gets that is answered 429; 3, as the vendor's retry extension does (protocol.md 2.4). */
    static final int LIMITED_MAX = 3;

    private final Desk desk;
    private final PlatformRequest request;
    private final String uri;
    private final String operation;
    private int failed;
    private int limited;
    private boolean renewed;

    Errand(Desk desk, PlatformRequest request) {
        this.desk = desk;
        this.request = request;
        this.uri = RequestUri.of(request.path(), request.query());
        this.operation = request.method() + " " + request.path();
    }

    Future<PlatformResponse> run() {
        RateGate gate = desk.quota().gate(request.group());
        return withToken(() -> gate.enter(operation, request.priority()));
    }

    private Future<PlatformResponse> again() {
        RateGate gate = desk.quota().gate(request.group());
        return withToken(() -> gate.enterFirst(operation, request.priority()));
    }

    /** The token comes before the turn, so that nobody queues who could not be served. */
    private Future<PlatformResponse> withToken(Supplier<Future<Void>> turn) {
        return desk.tokens()
                .token()
                .transform(
                        (token, failure) -> failure == null ? turn.get().compose(mine -> ask()) : retryOrFail(failure));
    }

    private Future<PlatformResponse> ask() {
        Optional<PlatformToken> token = desk.tokens().current();
        if (token.isEmpty()) {
            desk.quota().lost(request.group(), false);
            return again();
        }
        return desk.wire().exchange(wireRequest(token.get())).transform((answer, failure) -> {
            if (failure == null) {
                return judge(answer, token.get());
            }
            boolean maybeSent = !(failure instanceof RemoteFailure remote) || remote.mayHaveActed();
            desk.quota().lost(request.group(), maybeSent);
            return retryOrFail(failure);
        });
    }

    private Future<PlatformResponse> judge(WireAnswer answer, PlatformToken token) {
        if (answer.isSuccess() && !isGatewayPage(answer)) {
            desk.quota().answered(request.group(), answer);
            return Future.succeededFuture(new PlatformResponse(answer.status(), answer.headers(), answer.body()));
        }
        RemoteFailure failure = answer.isSuccess()
                ? Unavailable.unusable(operation, answer.status(), "it is a gateway's page or half a document")
                : Failures.of(operation, answer, desk.settings().quota().penalty());
        if (failure instanceof RateLimited rateLimited) {
            desk.quota().limited(request.group(), answer, rateLimited);
        }
        desk.quota().answered(request.group(), answer);
        if (failure instanceof RateLimited) {
            return ++limited < LIMITED_MAX ? again() : Future.failedFuture(failure);
        }
        return answer.status() == 401 ? renewOnce(token, failure) : retryOrFail(failure);
    }

    private Future<PlatformResponse> renewOnce(PlatformToken refused, RemoteFailure failure) {
        if (renewed) {
            return Future.failedFuture(failure);
        }
        renewed = true;
        desk.tokens().invalidate(refused);
        return again();
    }

    private Future<PlatformResponse> retryOrFail(Throwable failure) {
        boolean passing = failure instanceof Unreachable || failure instanceof Unavailable;
        if (!passing
                || !isRepeatable((RemoteFailure) failure)
                || ++failed >= desk.settings().requests().tries()) {
            return Future.failedFuture(failure);
        }
        Backoff backoff = desk.settings().requests();
        Duration plain = backoff.delay(failed, desk.random());
        Duration told = ((RemoteFailure) failure).retryAfter().orElse(Duration.ZERO);
        if (told.compareTo(backoff.cap()) > 0) {
            return Future.failedFuture(failure);
        }
        return desk.pause(told.compareTo(plain) > 0 ? told : plain).compose(rested -> run());
    }

    /** A second POST could ring or send twice, unless the first certainly did not arrive. */
    private boolean isRepeatable(RemoteFailure failure) {
        return request.method().equals(HttpMethod.GET) || !failure.mayHaveActed();
    }

    /** Gateways answer 200 with a page of their own, or with half a document (protocol.md 2.3). */
    private static boolean isGatewayPage(WireAnswer answer) {
        String type = answer.header("Content-Type");
        boolean brokenJson = type.contains("json") && answer.body().length() > 0 && !looksLikeJson(answer.body());
        return brokenJson || type.startsWith("text/html");
    }

    /** Looks at both ends only: a page of records may be long, and its reader parses it anyway. */
    private static boolean looksLikeJson(Buffer body) {
        int first = 0;
        int last = body.length() - 1;
        while (first < last && body.getByte(first) <= ' ') {
            first++;
        }
        while (last > first && body.getByte(last) <= ' ') {
            last--;
        }
        byte opened = body.getByte(first);
        byte closed = body.getByte(last);
        return opened == '{' ? closed == '}' : (opened == '[' && closed == ']');
    }

    private WireRequest wireRequest(PlatformToken token) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + token.access().reveal());
        request.body().ifPresent(body -> headers.put("Content-Type", "application/json"));
        Buffer body = request.body().map(json -> json.toBuffer()).orElseGet(Buffer::buffer);
        return new WireRequest(request.method(), uri, headers, body);
    }
}
