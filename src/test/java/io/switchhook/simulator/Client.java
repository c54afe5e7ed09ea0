package io.switchhook.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A client of a simulator, for tests. */
final class Client {
    static final String ANY_PRESENCE = "/restapi/v1.0/account/~/presence?detailedTelephonyState=true";
    static final String ANY_SESSION = "/restapi/v1.0/account/~/telephony/sessions";

    private final Simulator simulator;
    private final WebClient web;
    private final WebSocketClient sockets;
    private String token = "";

    Client(Vertx vertx, Simulator simulator) {
        this.simulator = simulator;
        this.web = WebClient.create(vertx);
        this.sockets = vertx.createWebSocketClient();
    }

    static <T> T await(Future<T> future) {
        return future.timeout(10, TimeUnit.SECONDS).await();
    }

    HttpResponse<Buffer> token(MultiMap form) {
        return await(web.request(HttpMethod.POST, simulator.port(), "127.0.0.1", "/restapi/oauth/token")
                .basicAuthentication("app", "secret")
                .sendForm(form));
    }

    static MultiMap jwt() {
        return MultiMap.caseInsensitiveMultiMap()
                .add("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .add("assertion", "credential");
    }

    static MultiMap refresh(String refreshToken) {
        return MultiMap.caseInsensitiveMultiMap()
                .add("grant_type", "refresh_token")
                .add("refresh_token", refreshToken);
    }

    Client login() {
        HttpResponse<Buffer> answer = token(jwt());
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        token = answer.bodyAsJsonObject().getString("access_token");
        return this;
    }

    void use(String accessToken) {
        token = accessToken;
    }

    HttpResponse<Buffer> get(String path) {
        return await(request(HttpMethod.GET, path).send());
    }

    HttpResponse<Buffer> send(HttpMethod method, String path, JsonObject body) {
        return await(request(method, path).sendJsonObject(body));
    }

    HttpResponse<Buffer> sendText(HttpMethod method, String path, String body) {
        return await(request(method, path).sendBuffer(Buffer.buffer(body)));
    }

    HttpResponse<Buffer> revoke(String revoked) {
        return await(web.request(HttpMethod.POST, simulator.port(), "127.0.0.1", "/restapi/oauth/revoke")
                .basicAuthentication("app", "secret")
                .sendForm(MultiMap.caseInsensitiveMultiMap().add("token", revoked)));
    }

    private io.vertx.ext.web.client.HttpRequest<Buffer> request(HttpMethod method, String path) {
        return web.requestAbs(method, simulator.server() + path).bearerTokenAuthentication(token);
    }

    JsonObject json(String path) {
        HttpResponse<Buffer> answer = get(path);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
        return answer.bodyAsJsonObject();
    }

    List<JsonObject> records(String path) {
        return json(path).getJsonArray("records").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    static JsonObject subscription(String transport, String... filters) {
        return new JsonObject()
                .put("eventFilters", new JsonArray(List.of(filters)))
                .put("deliveryMode", new JsonObject().put("transportType", transport));
    }

    Socket socket(String... wsc) {
        JsonObject answer = send(HttpMethod.POST, "/restapi/oauth/wstoken", new JsonObject())
                .bodyAsJsonObject();
        String uri = answer.getString("uri") + "?access_token=" + answer.getString("ws_access_token")
                + (wsc.length > 0 ? "&wsc=" + wsc[0] : "");
        return open(uri);
    }

    Socket open(String uri) {
        Socket socket = new Socket();
        WebSocket opened = await(sockets.webSocket()
                .textMessageHandler(text -> socket.frames.add(new JsonArray(text)))
                .closeHandler(closed -> socket.closed = true)
                .exceptionHandler(lost -> {})
                .connect(new WebSocketConnectOptions().setAbsoluteURI(uri)));
        socket.socket = opened;
        return socket;
    }

    /** What came over one WebSocket. */
    static final class Socket {
        private final List<JsonArray> frames = new CopyOnWriteArrayList<>();
        private WebSocket socket;
        private volatile boolean closed;

        WebSocket raw() {
            return socket;
        }

        boolean isClosed() {
            return closed;
        }

        List<JsonArray> frames() {
            return frames;
        }

        List<JsonArray> frames(String type) {
            return frames.stream()
                    .filter(frame -> frame.getJsonObject(0).getString("type").equals(type))
                    .toList();
        }

        JsonArray first(String type) {
            org.awaitility.Awaitility.await().until(() -> !frames(type).isEmpty());
            return frames(type).get(0);
        }

        JsonObject details() {
            return first("ConnectionDetails").getJsonObject(1);
        }

        String wsc() {
            return first("ConnectionDetails")
                    .getJsonObject(0)
                    .getJsonObject("wsc")
                    .getString("token");
        }

        JsonArray request(String method, String path, JsonObject body) {
            details();
            String id = method + " " + path + " " + frames.size();
            JsonObject meta = new JsonObject()
                    .put("type", "ClientRequest")
                    .put("messageId", id)
                    .put("method", method)
                    .put("path", path);
            socket.writeTextMessage(new JsonArray().add(meta).add(body).encode());
            org.awaitility.Awaitility.await().until(() -> answer(id) != null);
            return answer(id);
        }

        private JsonArray answer(String id) {
            return frames("ClientRequest").stream()
                    .filter(frame -> id.equals(frame.getJsonObject(0).getString("messageId")))
                    .findFirst()
                    .orElse(null);
        }

        List<JsonObject> told(String resource) {
            return frames("ServerNotification").stream()
                    .map(frame -> frame.getJsonObject(1))
                    .filter(envelope -> envelope.getString("event").contains(resource))
                    .toList();
        }
    }
}
