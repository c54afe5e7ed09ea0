package io.switchhook.delivery;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Somebody's webhook receiver: keeps what it took, and misbehaves as it is told. */
final class Receiver implements AutoCloseable {
    private final Vertx vertx;
    private final HttpServer server;
    /** Every request that came, whatever was answered. */
    final Queue<Got> all = new ConcurrentLinkedQueue<>();
    /** What was answered with 2xx. */
    final Queue<Got> taken = new ConcurrentLinkedQueue<>();

    final AtomicInteger inHand = new AtomicInteger();
    final AtomicInteger mostInHand = new AtomicInteger();
    volatile BiFunction<Got, Integer, Fault> mood = (got, attempt) -> Fault.NONE;
    private final Map<String, Integer> attempts = new LinkedHashMap<>();

    Receiver(Vertx vertx) {
        this.vertx = vertx;
        this.server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0, "127.0.0.1")
                .await();
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/hook";
    }

    private void answer(HttpServerRequest request, Buffer body) {
        Got got = Got.of(request, body.toString());
        all.add(got);
        mostInHand.accumulateAndGet(inHand.incrementAndGet(), Math::max);
        int attempt = attempts.merge(got.id(), 1, Integer::sum);
        Fault fault = mood.apply(got, attempt);
        if (fault.status == 0) {
            hang(request, fault);
            return;
        }
        if (fault.status / 100 == 2) {
            taken.add(got);
        }
        inHand.decrementAndGet();
        fault.headers.forEach(request.response()::putHeader);
        request.response().setStatusCode(fault.status).end(fault.body);
    }

    private void hang(HttpServerRequest request, Fault fault) {
        if (fault.body.equals("reset")) {
            inHand.decrementAndGet();
            request.response().setChunked(true).write("{\"half\":");
            vertx.setTimer(5, cut -> request.connection().close());
        } else {
            request.connection().closeHandler(gone -> inHand.decrementAndGet());
        }
    }

    /** Sequences as they were taken, by call. */
    Map<String, List<Long>> sequences() {
        Map<String, List<Long>> found = new LinkedHashMap<>();
        taken.forEach(got ->
                found.computeIfAbsent(got.call(), call -> new ArrayList<>()).add(got.sequence()));
        return found;
    }

    @Override
    public void close() {
        server.close().await();
    }

    /** What to answer; status 0 for nothing. */
    record Fault(int status, Map<String, String> headers, String body) {
        static final Fault NONE = of(200, "{}");
        static final Fault RESET = new Fault(0, Map.of(), "reset");
        static final Fault HANG = new Fault(0, Map.of(), "hang");

        static Fault of(int status, String body) {
            return new Fault(status, Map.of(), body);
        }

        static Fault busy(int seconds) {
            return new Fault(429, Map.of("Retry-After", Integer.toString(seconds)), "slow down");
        }
    }

    /** A request that came. */
    record Got(String method, String id, String call, long sequence, Map<String, String> headers, String body) {
        static Got of(HttpServerRequest request, String body) {
            Map<String, String> headers = new LinkedHashMap<>();
            request.headers()
                    .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
            String id = headers.getOrDefault("webhook-id", "");
            int colon = id.lastIndexOf(':');
            return new Got(
                    request.method().name(),
                    id,
                    colon < 0 ? "" : id.substring(0, colon),
                    colon < 0 ? 0 : Long.parseLong(id.substring(colon + 1)),
                    headers,
                    body);
        }
    }
}
