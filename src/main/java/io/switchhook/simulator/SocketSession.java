package io.switchhook.simulator;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What a socket's client can come back to: its one subscription and the notifications it missed. */
final class SocketSession {
    /** Announced as recoveryBufferSize (protocol.md 3.3). */
    static final int BUFFER_MAX = 100;

    /** Every so many notifications carry a newer token, to see who reads it. */
    private static final int TOKEN_EVERY = 5;

    /** What was sent so shortly before a loss is sent again: at least once, not at most once. Chosen. */
    private static final Duration IN_FLIGHT = Duration.ofMillis(50);

    private final Tokens tokens;
    private final Tokens.Session owner;
    private final Deque<JsonObject> missed = new ArrayDeque<>();
    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Deque<String> resumeTokens = new ArrayDeque<>();
    private Optional<ServerWebSocket> socket = Optional.empty();
    private Optional<Subscription> subscription = Optional.empty();
    private Instant lostAt = Instant.MAX;
    private Instant busyAt = Instant.EPOCH;
    private long sequence;
    private long told;

    SocketSession(Tokens tokens, Tokens.Session owner) {
        this.tokens = tokens;
        this.owner = owner;
    }

    Tokens.Session owner() {
        return owner;
    }

    Optional<Subscription> subscription() {
        return subscription;
    }

    Instant lostAt() {
        return lostAt;
    }

    boolean isOpen() {
        return socket.isPresent();
    }

    boolean isResumedBy(String token) {
        return resumeTokens.contains(token);
    }

    /** A newer token to come back with; older ones stay good. */
    JsonObject resumeToken() {
        sequence++;
        resumeTokens.add(tokens.text(36));
        if (resumeTokens.size() > BUFFER_MAX) {
            resumeTokens.remove();
        }
        return new JsonObject().put("token", resumeTokens.getLast()).put("sequence", sequence);
    }

    /** Makes this the socket's one subscription; the replaced one, if any, is over. */
    Optional<Subscription> subscribe(Subscription next) {
        Optional<Subscription> replaced = subscription;
        subscription = Optional.of(next);
        next.deliverBy(new JsonObject().put("transportType", "WebSocket").put("encryption", false), this::tell);
        return replaced;
    }

    /** When something other than a heartbeat passed last. */
    Instant busyAt() {
        return busyAt;
    }

    void busy(Instant now) {
        busyAt = now;
    }

    void open(ServerWebSocket next, Instant now) {
        socket = Optional.of(next);
        lostAt = Instant.MAX;
        busy(now);
    }

    /** Sends what was missed, at most a hundred. */
    void replay() {
        while (!missed.isEmpty()) {
            tell(missed.remove());
        }
    }

    /** From now on notifications are kept, together with the last ones, which may be lost in the wire. */
    void lose(ServerWebSocket which, Instant now) {
        if (socket.filter(which::equals).isPresent()) {
            socket = Optional.empty();
            lostAt = now;
            sent.stream()
                    .filter(one -> one.at().isAfter(now.minus(IN_FLIGHT)))
                    .forEach(one -> remember(one.envelope()));
            sent.clear();
        }
    }

    private void tell(JsonObject envelope) {
        if (socket.isEmpty()) {
            remember(envelope);
            return;
        }
        JsonObject meta = new JsonObject()
                .put("type", "ServerNotification")
                .put("messageId", envelope.getString("uuid"))
                .put("status", 200)
                .put("headers", new JsonObject().put("RCRequestId", tokens.uuid()));
        if (++told % TOKEN_EVERY == 0) {
            meta.put("wsc", resumeToken());
        }
        socket.get().writeTextMessage(new JsonArray().add(meta).add(envelope).encode());
        busy(Instant.now());
        sent.add(new Sent(busyAt, envelope));
        if (sent.size() > BUFFER_MAX) {
            sent.remove();
        }
    }

    private void remember(JsonObject envelope) {
        missed.add(envelope);
        if (missed.size() > BUFFER_MAX) {
            missed.remove();
        }
    }

    private record Sent(Instant at, JsonObject envelope) {}
}
