package io.switchhook.ringcentral.push;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** One client's WebSocket gateway, with session recovery (protocol.md 3.3). */
final class FakeSockets {
    final List<String> missed = new ArrayList<>();
    final List<String> queries = new ArrayList<>();
    boolean frozen;
    boolean forgetful;
    boolean early;
    boolean mute;
    int heartbeats;
    int recoveryTimeout = 180;
    int refusals;
    String lastHeartbeat = "";
    int bufferSize = 100;
    private final PushServer server;
    private ServerWebSocket socket;
    private boolean subscribed;
    private int tokens;
    private int sequence;

    FakeSockets(PushServer server) {
        this.server = server;
    }

    JsonObject token(String uri) {
        return new JsonObject()
                .put("uri", uri)
                .put("ws_access_token", "t" + ++tokens)
                .put("expires_in", 30);
    }

    void accept(HttpServerRequest request) {
        queries.add(request.query());
        if (mute) {
            return;
        }
        request.toWebSocket().onSuccess(open -> {
            socket = open;
            open.textMessageHandler(text -> received(open, new JsonArray(text)));
            open.closeHandler(nothing -> socket = socket == open ? null : socket);
            greet(request.getParam("wsc"));
        });
    }

    private void greet(String wsc) {
        if (frozen) {
            return;
        }
        JsonObject body =
                new JsonObject().put("recoveryBufferSize", bufferSize).put("recoveryTimeout", recoveryTimeout);
        boolean recovered = wsc != null && wsc.equals("w" + sequence) && subscribed && !forgetful;
        if (wsc != null) {
            body.put("recoveryState", recovered ? "Successful" : "Failed");
        }
        sequence = 1;
        subscribed = recovered;
        send(meta("ConnectionDetails").put("wsc", token()), body.encode());
        if (recovered) {
            List<String> replay = List.copyOf(missed);
            missed.clear();
            replay.forEach(this::notify);
        }
        missed.clear();
    }

    private void received(ServerWebSocket from, JsonArray frame) {
        if (frozen || from != socket) {
            return;
        }
        JsonObject meta = frame.getJsonObject(0);
        if (meta.getString("type").equals("Heartbeat")) {
            heartbeats++;
            lastHeartbeat = meta.getString("messageId");
            if (!lastHeartbeat.startsWith("server/")) {
                send(meta, "");
            }
        } else if (meta.getString("path").equals("/restapi/v1.0/subscription")) {
            if (refusals-- > 0) {
                send(meta.copy().put("status", 429), "{\"errorCode\":\"CMN-301\"}");
                return;
            }
            if (early) {
                notify("{\"uuid\":\"early\"}");
            }
            subscribed = true;
            JsonObject made = server.create(frame.getJsonObject(1));
            send(meta.copy().put("status", 200), made.encode());
        }
    }

    /** Sends or, while nobody is connected, keeps for the recovery; each frame brings a newer token. */
    void notify(String envelope) {
        if (socket == null || frozen) {
            missed.add(envelope);
        } else {
            sequence++;
            send(meta("ServerNotification").put("wsc", token()), envelope);
        }
    }

    void raw(String text) {
        socket.writeTextMessage(text);
    }

    boolean isOpen() {
        return socket != null;
    }

    void cut() {
        if (socket != null) {
            ServerWebSocket cut = socket;
            socket = null;
            cut.close();
        }
    }

    private JsonObject token() {
        return new JsonObject().put("token", "w" + sequence).put("sequence", sequence);
    }

    private static JsonObject meta(String type) {
        return new JsonObject().put("type", type).put("messageId", "m");
    }

    private void send(JsonObject meta, String body) {
        socket.writeTextMessage("[" + meta.encode() + (body.isEmpty() ? "" : "," + body) + "]");
    }
}
