package io.switchhook.simulator;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The WebSocket gateway: one-time tokens, ConnectionDetails, requests, notifications and recovery (protocol.md 3.3). */
final class SocketDoor {
    /** How long a lost session waits, simulated; announced as recoveryTimeout. */
    private static final Duration RECOVERY_WINDOW = Duration.ofMinutes(3);

    /** Long enough that a client which does not wait is caught; chosen. */
    private static final Duration DETAILS_DELAY = Duration.ofMillis(10);

    private final Platform platform;
    private final RestApi api;
    private final List<SocketSession> sessions = new ArrayList<>();
    private final Map<ServerWebSocket, Boolean> sockets = new LinkedHashMap<>();

    SocketDoor(Platform platform, RestApi api) {
        this.platform = platform;
        this.api = api;
    }

    /** Begins to ping. */
    void start() {
        platform.agenda().after(platform.options().lifetimes().socketPing(), () -> {
            for (Map.Entry<ServerWebSocket, Boolean> entry : List.copyOf(sockets.entrySet())) {
                if (entry.getValue()) {
                    sockets.put(entry.getKey(), false);
                    entry.getKey().writePing(Buffer.buffer("ping"));
                } else {
                    entry.getKey().close();
                }
            }
            start();
        });
    }

    List<ServerWebSocket> sockets() {
        return List.copyOf(sockets.keySet());
    }

    /** Sends any text to every socket, as it is. */
    void inject(String text) {
        sockets().forEach(socket -> socket.writeTextMessage(text));
    }

    /** Lets a client in that has a fresh token. */
    void handshake(ServerWebSocketHandshake handshake) {
        Map<String, String> query = query(handshake.query());
        Optional<Tokens.Session> owner = platform.tokens()
                .spend(query.getOrDefault("access_token", ""), platform.agenda().now());
        if (!handshake.path().equals("/ws") || owner.isEmpty()) {
            handshake.reject(handshake.path().equals("/ws") ? 401 : 404);
            return;
        }
        handshake.accept().onSuccess(socket -> welcome(socket, owner.get(), Optional.ofNullable(query.get("wsc"))));
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : (text == null ? "" : text).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
        }
        return query;
    }

    private void welcome(ServerWebSocket socket, Tokens.Session owner, Optional<String> wsc) {
        Agenda agenda = platform.agenda();
        forget(agenda.now());
        sockets.put(socket, true);
        socket.exceptionHandler(lost -> {});
        socket.pongHandler(pong -> sockets.replace(socket, true));
        Optional<SocketSession> known = wsc.flatMap(
                token -> sessions.stream().filter(one -> one.isResumedBy(token)).findFirst());
        Optional<String> failure = failure(wsc, known, owner);
        if (failure.filter("WSG-400"::equals).isPresent()) {
            socket.closeHandler(closed -> sockets.remove(socket));
            fail(socket, "WSG-400", "Malformed WebSocket session context token");
            return;
        }
        boolean recovered = known.isPresent() && failure.isEmpty();
        SocketSession session = recovered ? known.get() : new SocketSession(platform.tokens(), owner);
        if (!recovered) {
            sessions.add(session);
        }
        socket.textMessageHandler(text -> fail(socket, "WSG-400", "Nothing may be sent before ConnectionDetails"));
        socket.closeHandler(closed -> {
            sockets.remove(socket);
            session.lose(socket, platform.agenda().now());
            agenda.after(agenda.real(RECOVERY_WINDOW), () -> forget(agenda.now()));
        });
        agenda.after(DETAILS_DELAY, () -> open(socket, session, wsc.isPresent(), failure));
    }

    private Optional<String> failure(Optional<String> wsc, Optional<SocketSession> known, Tokens.Session owner) {
        if (wsc.isEmpty()) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            return Optional.of(wsc.get().length() == 36 ? "WSG-1005" : "WSG-400");
        }
        if (!known.get().owner().id().equals(owner.id())) {
            return Optional.of("WSG-1003");
        }
        boolean subscribed = known.get()
                .subscription()
                .filter(platform.subscriptions().active()::contains)
                .isPresent();
        return subscribed ? Optional.empty() : Optional.of("WSG-1005");
    }

    private void open(ServerWebSocket socket, SocketSession session, boolean resuming, Optional<String> failure) {
        if (!sockets.containsKey(socket)) {
            return;
        }
        JsonObject meta = new JsonObject()
                .put("type", "ConnectionDetails")
                .put("messageId", platform.tokens().uuid())
                .put("status", 200)
                .put("wsc", session.resumeToken())
                .put(
                        "headers",
                        new JsonObject().put("RCRequestId", platform.tokens().uuid()));
        JsonObject details = new JsonObject()
                .put("creationTime", Wire.restTime(platform.agenda().now()));
        if (resuming) {
            details.put("recoveryState", failure.isEmpty() ? "Successful" : "Failed");
            failure.ifPresent(code -> details.put("recoveryErrorCode", code));
        }
        details.put("maxConnectionsPerSession", 50)
                .put("recoveryBufferSize", SocketSession.BUFFER_MAX)
                .put("recoveryTimeout", platform.agenda().real(RECOVERY_WINDOW).toSeconds())
                .put("idleTimeout", platform.options().lifetimes().socketIdle().toSeconds())
                .put("absoluteTimeout", platform.options().lifetimes().socket().toSeconds())
                .put("maxActiveRequests", 10);
        send(socket, meta, Optional.of(details));
        socket.textMessageHandler(text -> receive(socket, session, text));
        session.open(socket, platform.agenda().now());
        session.replay();
        idle(socket, session);
        platform.agenda()
                .after(
                        platform.options().lifetimes().socket(),
                        () -> fail(socket, "WSG-903", "Absolute timeout of the connection"));
    }

    /** Heartbeats are no traffic here: a client that relies on them is cut. */
    private void idle(ServerWebSocket socket, SocketSession session) {
        Duration most = platform.options().lifetimes().socketIdle();
        Instant due = session.busyAt().plus(most);
        if (!due.isAfter(platform.agenda().now())) {
            fail(socket, "WSG-902", "Idle timeout of the connection");
        } else if (!socket.isClosed()) {
            platform.agenda().at(due, () -> idle(socket, session));
        }
    }

    private void receive(ServerWebSocket socket, SocketSession session, String text) {
        try {
            JsonArray frame = new JsonArray(text);
            JsonObject meta = frame.getJsonObject(0);
            switch (meta.getString("type", "")) {
                case "Heartbeat" -> send(socket, meta, Optional.empty());
                case "ClientRequest" ->
                    answer(socket, session, meta, frame.size() > 1 ? frame.getJsonObject(1) : new JsonObject());
                default -> fail(socket, "WSG-400", "Unknown message type");
            }
        } catch (DecodeException | ClassCastException | IndexOutOfBoundsException malformed) {
            fail(socket, "WSG-400", "Malformed message");
        }
    }

    private void answer(ServerWebSocket socket, SocketSession session, JsonObject meta, JsonObject body) {
        String target = meta.getString("path", "");
        int mark = target.indexOf('?');
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        if (mark >= 0) {
            query(target.substring(mark + 1)).forEach(parameters::add);
        }
        meta.getJsonObject("query", new JsonObject())
                .forEach(entry -> parameters.add(entry.getKey(), String.valueOf(entry.getValue())));
        RestCall call = new RestCall(
                meta.getString("method", "GET").toUpperCase(Locale.ROOT),
                mark < 0 ? target : target.substring(0, mark),
                parameters,
                body == null ? new JsonObject() : body,
                session.owner(),
                Optional.of(session),
                List.of());
        session.busy(platform.agenda().now());
        api.handle(call, session.owner()).onSuccess(reply -> reply(socket, meta, reply));
    }

    private void reply(ServerWebSocket socket, JsonObject meta, Reply reply) {
        JsonObject headers =
                new JsonObject().put("RCRequestId", platform.tokens().uuid());
        reply.headers().forEach(headers::put);
        JsonObject answer = new JsonObject()
                .put("type", "ClientRequest")
                .put("messageId", meta.getValue("messageId"))
                .put("status", reply.status())
                .put("headers", headers);
        send(socket, answer, reply.body());
    }

    private static void send(ServerWebSocket socket, JsonObject meta, Optional<JsonObject> body) {
        JsonArray frame = new JsonArray().add(meta);
        body.ifPresent(frame::add);
        if (!socket.isClosed()) {
            socket.writeTextMessage(frame.encode());
        }
    }

    private void fail(ServerWebSocket socket, String code, String message) {
        if (!socket.isClosed()) {
            JsonObject meta = new JsonObject()
                    .put("type", "Error")
                    .put("messageId", platform.tokens().uuid())
                    .put("status", 400);
            send(
                    socket,
                    meta,
                    Optional.of(new JsonObject().put("errorCode", code).put("message", message)));
            socket.close();
        }
    }

    /** Subscriptions end with the recovery window of their socket. */
    private void forget(Instant now) {
        Instant oldest = now.minus(platform.agenda().real(RECOVERY_WINDOW));
        sessions.removeIf(session -> {
            boolean gone = !session.isOpen() && session.lostAt().isBefore(oldest);
            if (gone) {
                session.subscription().ifPresent(platform.subscriptions()::remove);
            }
            return gone;
        });
    }
}
