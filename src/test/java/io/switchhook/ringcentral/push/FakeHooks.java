package io.switchhook.ringcentral.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The platform's side of WebHooks: a probe before the creation, then one delivery after the other. */
final class FakeHooks {
    final List<Integer> statuses = new ArrayList<>();

    /** Nothing is created, and what is listed is dead. */
    boolean frozen;

    /** So many hooks are created without telling. */
    int answersLost;

    String header = "Verification-Token";
    private final PushServer server;
    private final WebClient client;
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private Future<?> last = Future.succeededFuture();

    FakeHooks(Vertx vertx, PushServer server) {
        this.server = server;
        this.client = WebClient.create(vertx);
    }

    void keep(String id, Object token) {
        tokens.put(id, String.valueOf(token));
    }

    Future<Void> probe(JsonObject wish) {
        if (frozen) {
            return Future.failedFuture("no hooks today");
        }
        String address = wish.getJsonObject("deliveryMode").getString("address");
        return client.postAbs(address)
                .putHeader("Validation-Token", "probe-7")
                .send()
                .map(FakeHooks::checked);
    }

    private static Void checked(HttpResponse<Buffer> answer) {
        int bytes = 19 + (answer.body() == null ? 0 : answer.body().length());
        for (Map.Entry<String, String> header : answer.headers()) {
            bytes += header.getKey().length() + header.getValue().length() + 4;
        }
        boolean good = answer.statusCode() == 200
                && "probe-7".equals(answer.getHeader("Validation-Token"))
                && String.valueOf(answer.getHeader("Content-Type")).startsWith("application/json")
                && bytes <= 1_024;
        if (!good) {
            throw new IllegalStateException("Expected a good answer to the probe, but " + answer.statusCode());
        }
        return null;
    }

    /** To every living hook, in order. */
    void notify(String body) {
        for (JsonObject subscription : List.copyOf(server.subscriptions.values())) {
            if (subscription.getString("status").equals("Active")) {
                post(subscription, tokens.get(subscription.getString("id")), body);
            }
        }
    }

    void post(JsonObject subscription, String token, String body) {
        HttpRequest<Buffer> request =
                client.postAbs(subscription.getJsonObject("deliveryMode").getString("address"));
        request.putHeader(header, token);
        last = last.transform(before -> request.sendBuffer(Buffer.buffer(body)))
                .onSuccess(answer -> statuses.add(answer.statusCode()));
    }

    void kill(String status) {
        server.subscriptions
                .values()
                .forEach(one -> one.put("status", status)
                        .put("blacklistedData", new JsonObject().put("reason", "Read timed out")));
    }
}
