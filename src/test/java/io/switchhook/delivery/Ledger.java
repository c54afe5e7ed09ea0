package io.switchhook.delivery;

import io.switchhook.connector.Ability;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.Description;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.Http.Request;
import io.switchhook.connector.Key;
import io.switchhook.connector.Written;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A CRM whose records are made by POST, changed by PUT, and can be searched by our key: the CRM and its connector. */
final class Ledger implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    /** Records by id; each with key, stage and version. */
    final Map<Integer, JsonObject> records = new ConcurrentSkipListMap<>();
    /** What happens to the n-th write. */
    volatile IntFunction<Mishap> mishap = write -> Mishap.NONE;

    /** What goes wrong with a write. */
    enum Mishap {
        NONE,
        /** The record is there, the answer is not. */
        WRITTEN_UNANSWERED,
        /** Neither. */
        UNWRITTEN
    }

    Ledger(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0, "127.0.0.1")
                .await();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        if (request.method().name().equals("GET")) {
            String key = request.getParam("key");
            JsonArray found = new JsonArray();
            records.forEach((id, record) -> {
                if (record.getString("key").equals(key)) {
                    found.add(id);
                }
            });
            request.response().end(found.encode());
            return;
        }
        Mishap now = mishap.apply(writes.incrementAndGet());
        int id = request.method().name().equals("POST")
                ? ids.incrementAndGet()
                : Integer.parseInt(request.path().substring(1));
        if (now != Mishap.UNWRITTEN) {
            records.put(id, body.toJsonObject());
        }
        if (now == Mishap.NONE) {
            request.response().end(new JsonObject().put("id", id).encode());
        } else {
            request.connection().close();
        }
    }

    int writes() {
        return writes.get();
    }

    Map<String, Object> config() {
        return Map.of("url", "http://127.0.0.1:" + server.actualPort());
    }

    ConnectorFactory factory() {
        return new Factory();
    }

    @Override
    public void close() {
        server.close().await();
    }

    private static final class Factory implements ConnectorFactory {
        @Override
        public String type() {
            return "ledger";
        }

        @Override
        public List<Key> keys() {
            return List.of(Key.required("url", "where it is"));
        }

        @Override
        public Connector create(Context context) {
            return new Client(context);
        }
    }

    private static final class Client implements Connector {
        private final Context context;

        Client(Context context) {
            this.context = context;
        }

        @Override
        public Description describe() {
            return Description.ofPictures("1", Guarantee.EXACTLY_ONE, Ability.UPDATE);
        }

        @Override
        public CompletionStage<Checked> check() {
            return CompletableFuture.completedStage(new Checked(true, "there"));
        }

        @Override
        public CompletionStage<Written> upsertCall(CallUpdate update) {
            if (update.earlier().recordId().isEmpty() && update.earlier().uncertain()) {
                Request search = Request.of("GET", uri("?key=" + update.key()));
                return context.http().send(search).thenCompose(found -> {
                    JsonArray known = new JsonArray(found.orFailure().text());
                    return write(
                            update,
                            known.isEmpty() ? Optional.empty() : Optional.of(String.valueOf(known.getValue(0))));
                });
            }
            return write(update, update.earlier().recordId());
        }

        private CompletionStage<Written> write(CallUpdate update, Optional<String> record) {
            String body = new JsonObject()
                    .put("key", update.key())
                    .put("stage", update.stage().name())
                    .put("version", update.call().version())
                    .encode();
            Request request = record.map(id -> Request.of("PUT", uri(id)))
                    .orElseGet(() -> Request.of("POST", uri("")))
                    .json(body);
            return context.http().send(request).thenApply(Client::written);
        }

        private static Written written(Answer answer) {
            return Written.record(
                    new JsonObject(answer.orFailure().text()).getInteger("id").toString());
        }

        private URI uri(String path) {
            return URI.create(context.config().requiredText("url") + "/" + path);
        }
    }
}
