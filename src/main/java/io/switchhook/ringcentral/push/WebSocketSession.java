package io.switchhook.ringcentral.push;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One socket from its connection to its end: frames, answers, heartbeats, deadlines (protocol.md 3.3). */
final class WebSocketSession {
    /** Ticks of half {@code heartbeatAfter} without any frame after which a heartbeat is sent. */
    private static final int QUIET_TICKS = 2;

    private final Strand strand;
    private final FeedSettings settings;
    private final Owner owner;
    private final Map<String, Promise<Frame>> unanswered = new LinkedHashMap<>();
    private Optional<ClientWebSocket> socket = Optional.empty();
    private Optional<JsonObject> wsc = Optional.empty();
    private int quietTicks;
    private Instant busyAt = Instant.EPOCH;
    private boolean connected;
    private boolean opened;
    private boolean ended;

    WebSocketSession(Strand strand, FeedSettings settings, Owner owner) {
        this.strand = strand;
        this.settings = settings;
        this.owner = owner;
    }

    /** Who is told; each call on the strand. */
    interface Owner {
        /** The server is ready to be spoken to. */
        void opened(ConnectionDetails details);

        /** A frame came: everything sent before it has been heard. */
        void alive();

        /** A notification, or a frame that is none that we know. */
        void heard(byte[] bytes);

        /** The server said what is wrong; the end follows. */
        void error(String code, String message);

        /** Told once: the socket is of no use any more. */
        void ended(String why);
    }

    void dial(WebSocketClient client, WebSocketConnectOptions where) {
        ClientWebSocket dialled = client.webSocket();
        socket = Optional.of(dialled);
        dialled.textMessageHandler(text -> strand.run(() -> received(text)));
        dialled.binaryMessageHandler(bytes -> strand.run(() -> hearUnknown(bytes.getBytes())));
        dialled.exceptionHandler(failure -> strand.run(() -> end("socket failed: " + failure.getMessage())));
        dialled.closeHandler(nothing -> strand.run(() -> end("socket closed by the other side: "
                + Optional.ofNullable(dialled.closeStatusCode())
                        .map(String::valueOf)
                        .orElse("no code")
                + " " + Optional.ofNullable(dialled.closeReason()).orElse(""))));
        dialled.connect(where)
                .onSuccess(nothing -> strand.run(() -> connected(dialled)))
                .onFailure(failure -> strand.run(() -> end("cannot connect: " + failure.getMessage())));
        strand.after(settings.patience().answerWithin(), () -> {
            if (!opened) {
                end("no ConnectionDetails within " + settings.patience().answerWithin());
            }
        });
    }

    /** Only a connected socket can be closed; one that connects after its deadline is not wanted any more. */
    private void connected(ClientWebSocket dialled) {
        connected = true;
        if (ended) {
            dialled.close();
        }
    }

    /** Asks the platform over the socket; ends the session when no answer comes in time. */
    Future<Frame> request(String method, String path, JsonObject body) {
        JsonObject meta = new JsonObject().put("type", "ClientRequest").put("messageId", newId());
        meta.put("method", method).put("path", path);
        return exchange(meta, new JsonArray().add(meta).add(body));
    }

    /** Asks for a sign of life; whatever the server sent before it has been heard when it is answered. */
    Future<Frame> heartbeat() {
        JsonObject meta = new JsonObject().put("type", "Heartbeat").put("messageId", newId());
        return exchange(meta, new JsonArray().add(meta));
    }

    void end(String why) {
        if (!ended) {
            ended = true;
            unanswered.clear();
            socket.filter(dialled -> connected).ifPresent(ClientWebSocket::close);
            owner.ended(why);
        }
    }

    /** The newest recovery token; empty as long as the server gave none. */
    Optional<String> recoveryToken() {
        return wsc.flatMap(newest -> Optional.ofNullable(newest.getString("token")));
    }

    boolean isOpened() {
        return opened;
    }

    /** When anything but a heartbeat came last; whether heartbeats keep a socket from being idle, nobody has said. */
    Instant busyAt() {
        return busyAt;
    }

    private Future<Frame> exchange(JsonObject meta, JsonArray frame) {
        String id = meta.getString("messageId");
        Promise<Frame> answer = Promise.promise();
        unanswered.put(id, answer);
        send(frame);
        strand.after(settings.patience().answerWithin(), () -> {
            if (unanswered.containsKey(id)) {
                end("no answer to " + meta.getString("type") + " within "
                        + settings.patience().answerWithin());
            }
        });
        return answer.future();
    }

    private void send(JsonArray frame) {
        socket.ifPresent(open -> open.writeTextMessage(frame.encode())
                .onFailure(failure -> strand.run(() -> end("cannot send: " + failure.getMessage()))));
    }

    private void received(String text) {
        if (ended) {
            return;
        }
        quietTicks = 0;
        owner.alive();
        Optional<Frame> frame = Frame.read(text);
        if (frame.filter(known -> known.type().equals("Heartbeat")).isEmpty()) {
            busyAt = settings.clock().instant();
        }
        frame.ifPresent(this::keepNewestToken);
        frame.ifPresentOrElse(known -> dispatch(known, text), () -> hearUnknown(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void dispatch(Frame frame, String text) {
        switch (frame.type()) {
            case "ServerNotification" -> owner.heard(frame.body().getBytes(StandardCharsets.UTF_8));
            case "ConnectionDetails" -> open(frame);
            case "ClientRequest" -> answered(frame);
            case "Heartbeat" -> beaten(frame);
            case "Error" -> {
                owner.error(String.valueOf(frame.json().getValue("errorCode")), frame.body());
                end("server said " + frame.body());
            }
            default -> hearUnknown(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void open(Frame frame) {
        if (!opened) {
            opened = true;
            strand.after(settings.patience().heartbeatAfter().dividedBy(QUIET_TICKS), this::tick);
            owner.opened(ConnectionDetails.of(frame.json()));
        }
    }

    private void tick() {
        if (ended) {
            return;
        }
        quietTicks++;
        if (quietTicks >= QUIET_TICKS && unanswered.isEmpty()) {
            heartbeat();
        }
        strand.after(settings.patience().heartbeatAfter().dividedBy(QUIET_TICKS), this::tick);
    }

    private void answered(Frame frame) {
        Optional.ofNullable(unanswered.remove(frame.messageId())).ifPresent(promise -> promise.complete(frame));
    }

    /** Ours comes back; the server's own is sent back with its id. */
    private void beaten(Frame frame) {
        if (unanswered.containsKey(frame.messageId())) {
            answered(frame);
        } else {
            send(new JsonArray().add(new JsonObject().put("type", "Heartbeat").put("messageId", frame.messageId())));
        }
    }

    /** Counting what cannot be read is the decoder's business, for every transport alike. */
    private void hearUnknown(byte[] bytes) {
        if (!ended) {
            owner.heard(bytes);
        }
    }

    /** Any frame may carry a newer token; that of ConnectionDetails begins a new count (protocol.md 3.3). */
    private void keepNewestToken(Frame frame) {
        if (frame.meta().getValue("wsc") instanceof JsonObject given) {
            boolean first = frame.type().equals("ConnectionDetails");
            if (first || wsc.map(kept -> sequence(given) > sequence(kept)).orElse(true)) {
                wsc = Optional.of(given);
            }
        }
    }

    private static long sequence(JsonObject wsc) {
        return wsc.getValue("sequence") instanceof Number number ? number.longValue() : 0;
    }

    private String newId() {
        return Long.toHexString(settings.random().nextLong());
    }
}
