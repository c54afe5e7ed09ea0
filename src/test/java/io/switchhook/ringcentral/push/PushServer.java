package io.switchhook.ringcentral.push;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The push side of the platform, small: tokens, subscriptions, a socket, and a PubNub long poll; all on one context. */
final class PushServer {
    final FakeSockets sockets;
    final FakePubNub pubNub;
    final FakeHooks hooks;
    final List<String> requests = new ArrayList<>();
    final List<JsonObject> disabled = new ArrayList<>();
    final Map<String, JsonObject> subscriptions = new LinkedHashMap<>();
    int expiresInSeconds = 899;
    boolean forbidReads;
    private final Vertx vertx;
    private final Context context;
    private HttpServer server;
    private int port;
    private int created;

    PushServer(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.sockets = new FakeSockets(this);
        this.pubNub = new FakePubNub(vertx);
        this.hooks = new FakeHooks(vertx, this);
        up();
    }

    /** Runs on the server's context and waits for it: the test's only way in. */
    <T> T on(Callable<T> step) {
        Promise<T> done = Promise.promise();
        context.runOnContext(nothing -> {
            try {
                done.complete(step.call());
            } catch (Exception e) {
                done.fail(e);
            }
        });
        return done.future()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    void run(Runnable step) {
        on(() -> {
            step.run();
            return true;
        });
    }

    int port() {
        return port;
    }

    /** Everything is refused, and everything open is cut. */
    void down() {
        await(on(() -> {
            sockets.cut();
            pubNub.cut();
            return server.close();
        }));
    }

    void up() {
        HttpServer listening = await(on(() -> {
            HttpServer fresh = vertx.createHttpServer().requestHandler(this::serve);
            return fresh.listen(port, "127.0.0.1");
        }));
        server = listening;
        port = listening.actualPort();
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private void serve(HttpServerRequest request) {
        requests.add(request.method() + " " + request.path());
        if (request.path().equals("/ws")) {
            sockets.accept(request);
        } else if (request.path().startsWith("/v2/") || request.path().startsWith("/time")) {
            pubNub.serve(request);
        } else {
            request.body().onSuccess(body -> rest(request, body));
        }
    }

    private void rest(HttpServerRequest request, Buffer body) {
        String path = request.path();
        if (path.equals("/restapi/oauth/wstoken")) {
            answer(request, 200, sockets.token("ws://127.0.0.1:" + port + "/ws"));
        } else if (request.method().name().equals("POST") && path.equals("/restapi/v1.0/subscription")) {
            make(request, body.toJsonObject());
        } else if (path.equals("/restapi/v1.0/subscription")) {
            answer(request, 200, new JsonObject().put("records", new JsonArray(List.copyOf(subscriptions.values()))));
        } else {
            JsonObject found = subscriptions.get(path.substring(path.lastIndexOf('/') + 1));
            if (forbidReads && request.method().name().equals("GET")) {
                answer(request, 403, new JsonObject().put("errorCode", "CMN-419"));
            } else if (found == null) {
                answer(request, 404, new JsonObject().put("errorCode", "CMN-102"));
            } else if (request.method().name().equals("DELETE")) {
                subscriptions.remove(found.getString("id"));
                request.response().setStatusCode(204).end();
            } else {
                answer(request, 200, found.put("expiresIn", expiresInSeconds));
            }
        }
    }

    private void make(HttpServerRequest request, JsonObject wish) {
        if (!wish.getJsonObject("deliveryMode").getString("transportType").equals("WebHook")) {
            answer(request, 200, create(wish));
            return;
        }
        hooks.probe(wish).onComplete(probed -> {
            if (probed.failed()) {
                answer(request, 400, new JsonObject().put("errorCode", "SUB-522"));
                return;
            }
            JsonObject made = create(wish);
            if (hooks.answersLost-- > 0) {
                answer(request, 502, new JsonObject());
            } else {
                answer(request, 200, made);
            }
        });
    }

    JsonObject create(JsonObject wish) {
        String id = "sub-" + ++created;
        JsonArray accepted = new JsonArray();
        for (Object filter : wish.getJsonArray("eventFilters")) {
            if (disabled.stream().noneMatch(one -> one.getString("filter").equals(filter))) {
                accepted.add(filter.toString().replace("account/~", "account/1").replace("extension/~", "extension/2"));
            }
        }
        JsonObject mode = wish.getJsonObject("deliveryMode").copy();
        if (mode.getString("transportType").equals("PubNub")) {
            mode.put("address", "channel-" + created).put("subscriberKey", "sub-c-test");
            mode.put("encryptionAlgorithm", "AES").put("encryptionKey", FakePubNub.KEY);
        }
        hooks.keep(id, mode.remove("verificationToken"));
        JsonObject subscription = new JsonObject()
                .put("id", id)
                .put("status", "Active")
                .put("eventFilters", accepted)
                .put("disabledFilters", new JsonArray(new ArrayList<>(disabled)))
                .put("expiresIn", expiresInSeconds)
                .put("deliveryMode", mode);
        subscriptions.put(id, subscription);
        return subscription;
    }

    private static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response().setStatusCode(status).end(body.toBuffer());
    }
}
