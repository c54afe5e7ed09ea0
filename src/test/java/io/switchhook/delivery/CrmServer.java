package io.switchhook.delivery;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A CRM on a port of its own: does what its interface says, and fails as it is told, before or after it has done it. */
final class CrmServer implements AutoCloseable {
    private final Vertx vertx;
    private final HttpServer server;
    private final Function<Asked, Reply> behaviour;
    /** Every request, whatever became of it. */
    final Queue<Asked> all = new ConcurrentLinkedQueue<>();
    /** Requests that were done, in order. */
    final Queue<Asked> done = new ConcurrentLinkedQueue<>();

    volatile Function<Asked, Mishap> mishap = asked -> Mishap.NONE;

    CrmServer(Vertx vertx, Function<Asked, Reply> behaviour) {
        this.vertx = vertx;
        this.behaviour = behaviour;
        this.server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0, "127.0.0.1")
                .await();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        Asked asked = Asked.of(request, body);
        all.add(asked);
        Mishap now = mishap.apply(asked);
        Reply reply = new Reply(now.status(), now.words());
        if (now.done()) {
            reply = behaviour.apply(asked);
            done.add(asked);
        }
        switch (now.ending()) {
            case ANSWER -> {
                now.headers().forEach(request.response()::putHeader);
                request.response()
                        .setStatusCode(now.status() == 0 ? reply.status() : now.status())
                        .end(reply.body());
            }
            case RESET -> {
                request.response().setChunked(true).write("{\"half\":");
                vertx.setTimer(2, cut -> request.connection().close());
            }
            case HANG -> {}
        }
    }

    @Override
    public void close() {
        server.close().await();
    }

    /** A request. */
    record Asked(String method, String path, String query, Map<String, String> headers, String body) {
        static Asked of(HttpServerRequest request, Buffer body) {
            Map<String, String> headers = new LinkedHashMap<>();
            request.headers()
                    .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
            String query = request.query() == null
                    ? ""
                    : Buffer.buffer(request.query()).toString();
            return new Asked(request.method().name(), request.path(), query, headers, body.toString());
        }

        boolean is(String wanted, String start) {
            return method.equals(wanted) && path.startsWith(start);
        }
    }

    /** What it answers when nothing goes wrong. */
    record Reply(int status, String body) {}

    /** How an answer ends. */
    enum Ending {
        ANSWER,
        RESET,
        HANG
    }

    /** What goes wrong: whether the request is done, and what is answered; status 0 for what was really done. */
    record Mishap(boolean done, Ending ending, int status, Map<String, String> headers, String words) {
        static final Mishap NONE = new Mishap(true, Ending.ANSWER, 0, Map.of(), "");
        static final Mishap RESET_AFTERWARDS = new Mishap(true, Ending.RESET, 0, Map.of(), "");
        static final Mishap RESET = new Mishap(false, Ending.RESET, 0, Map.of(), "");
        static final Mishap HANG_AFTERWARDS = new Mishap(true, Ending.HANG, 0, Map.of(), "");
        static final Mishap HANG = new Mishap(false, Ending.HANG, 0, Map.of(), "");
        static final Mishap ERROR_AFTERWARDS = new Mishap(true, Ending.ANSWER, 500, Map.of(), "");
        static final Mishap BUSY = new Mishap(false, Ending.ANSWER, 429, Map.of(), "{\"message\":\"slow down\"}");
        static final Mishap BUSY_FOR_NOW =
                new Mishap(false, Ending.ANSWER, 429, Map.of("Retry-After", "0"), "{\"message\":\"slow down\"}");

        static Mishap of(int status, String words) {
            return new Mishap(false, Ending.ANSWER, status, Map.of(), words);
        }
    }

    /** Every passing fault, one request in so many; the same seed makes the same faults in the same order of requests. */
    static Function<Asked, Mishap> weather(long seed, int oneIn) {
        Random random = new Random(seed);
        List<Mishap> faults = List.of(
                Mishap.RESET_AFTERWARDS,
                Mishap.RESET,
                Mishap.HANG_AFTERWARDS,
                Mishap.HANG,
                Mishap.ERROR_AFTERWARDS,
                Mishap.of(500, "oops"),
                Mishap.of(503, "away"),
                Mishap.BUSY,
                Mishap.BUSY_FOR_NOW,
                Mishap.of(401, "{\"message\":\"who are you?\"}"),
                Mishap.of(403, "{\"message\":\"not you\"}"));
        return asked -> random.nextInt(oneIn) == 0 ? faults.get(random.nextInt(faults.size())) : Mishap.NONE;
    }
}
