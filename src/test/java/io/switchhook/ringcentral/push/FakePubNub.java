package io.switchhook.ringcentral.push;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** PubNub's long poll with a queue that never forgets; time tokens count up in its own 17 digits. */
final class FakePubNub {
    static final String KEY = key("0123456789abcdef");
    static final String OTHER_KEY = key("fedcba9876543210");

    /** How long a poll without messages is held. */
    static final long HOLD_MS = 10_000;

    final List<String> polls = new ArrayList<>();
    boolean frozen;
    int status = 200;
    private final Vertx vertx;
    private final Map<Long, JsonObject> queue = new LinkedHashMap<>();
    private final List<HttpServerRequest> waiting = new ArrayList<>();
    private final List<HttpServerRequest> held = new ArrayList<>();
    private long now = 17_000_000_000_000_000L;

    FakePubNub(Vertx vertx) {
        this.vertx = vertx;
    }

    void serve(HttpServerRequest request) {
        if (!request.path().startsWith("/v2/subscribe/")) {
            request.response().end("{\"status\":200,\"message\":\"OK\",\"service\":\"Presence\"}");
            return;
        }
        polls.add(request.path() + "?tt=" + request.getParam("tt"));
        if (frozen) {
            held.add(request);
        } else if (status != 200) {
            request.response().setStatusCode(status).end("{\"status\":" + status + ",\"error\":true}");
        } else if (request.getParam("tt").equals("0")) {
            reply(request, List.of());
        } else {
            poll(request);
        }
    }

    private void poll(HttpServerRequest request) {
        List<JsonObject> found = after(request);
        if (!found.isEmpty()) {
            reply(request, found);
        } else {
            waiting.add(request);
            request.connection().closeHandler(nothing -> waiting.remove(request));
            vertx.setTimer(HOLD_MS, timer -> {
                if (waiting.remove(request)) {
                    reply(request, List.of());
                }
            });
        }
    }

    private List<JsonObject> after(HttpServerRequest request) {
        long tt = Long.parseLong(request.getParam("tt"));
        String channel = channel(request);
        return queue.entrySet().stream()
                .filter(entry -> entry.getKey() > tt)
                .map(Map.Entry::getValue)
                .filter(message -> message.getString("c").equals(channel))
                .toList();
    }

    private static String channel(HttpServerRequest request) {
        return request.path().split("/", -1)[4];
    }

    private void reply(HttpServerRequest request, List<JsonObject> messages) {
        JsonObject time = new JsonObject().put("t", String.valueOf(now)).put("r", 1);
        request.response()
                .putHeader("Content-Type", "text/javascript")
                .end(new JsonObject()
                        .put("t", time)
                        .put("m", new JsonArray(messages))
                        .encode());
    }

    void publish(String channel, Object payload) {
        now += 10_000;
        queue.put(
                now,
                new JsonObject()
                        .put("a", "1")
                        .put("f", 0)
                        .put("i", "platform")
                        .put("k", "sub-c-test")
                        .put("c", channel)
                        .put("b", channel)
                        .put("p", new JsonObject().put("t", String.valueOf(now)).put("r", 1))
                        .put("d", payload));
        List<HttpServerRequest> asking = List.copyOf(waiting);
        waiting.clear();
        asking.forEach(this::poll);
    }

    boolean isPolled() {
        return !waiting.isEmpty();
    }

    void cut() {
        List<HttpServerRequest> asking = new ArrayList<>(waiting);
        asking.addAll(held);
        waiting.clear();
        held.clear();
        asking.forEach(request -> request.connection().close());
    }

    static String encrypted(String key, String text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(Base64.getDecoder().decode(key), "AES"));
            return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String key(String sixteen) {
        return Base64.getEncoder().encodeToString(sixteen.getBytes(StandardCharsets.US_ASCII));
    }
}
