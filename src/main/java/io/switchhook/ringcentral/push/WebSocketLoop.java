package io.switchhook.ringcentral.push;

import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.PlatformResponse;
import io.switchhook.ringcentral.rest.Priority;
import io.switchhook.ringcentral.rest.RateGroup;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one socket with one subscription alive for ever: token, connect, recover or subscribe, again. Before the server
 * cuts it for its age or idleness, a successor with a subscription of its own takes over; until the last word of the
 * old one is in, both are heard, and the rules drop what comes twice.
 */
final class WebSocketLoop {
    private static final Logger log = LoggerFactory.getLogger(WebSocketLoop.class);

    /** Largest frame taken, 64 MB: a presence of 2,000 extensions is 2 MB. A larger one closes the socket. */
    private static final int FRAME_BYTES_MAX = 64 * 1024 * 1024;

    /** The announced daily and idle cuts (protocol.md 3.3) happen to everybody and need no attention. */
    private static final Set<String> ORDINARY = Set.of("WSG-902", "WSG-903");

    /** Kinds of errors that are told, 100: the platform documents fewer than ten; later kinds are not told. */
    private static final int ERRORS_MAX = 100;

    /** Until the server states its own (protocol.md 3.3). */
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private final FeedSettings settings;
    private final Strand strand;
    private final Herald herald;
    private final Backoff backoff;
    private final Backoff changeBackoff;
    private final SubscriptionWatch watch;
    private final WebSocketClient client;
    private final Set<String> errorsSeen = new LinkedHashSet<>();
    private Optional<Subscription> subscription = Optional.empty();
    private Optional<String> wsc = Optional.empty();
    private Duration recoveryTimeout = RECOVERY;
    private Instant lostAt = Instant.EPOCH;
    private Optional<Instant> coveredUntil = Optional.empty();
    private Optional<Socket> standing = Optional.empty();
    private Optional<Socket> successor = Optional.empty();
    private boolean changing;

    WebSocketLoop(FeedSettings settings, Strand strand, Herald herald) {
        this.settings = settings;
        this.strand = strand;
        this.herald = herald;
        this.backoff = new Backoff(settings.patience(), settings.random());
        this.changeBackoff = new Backoff(settings.patience(), settings.random());
        this.watch = new SubscriptionWatch(settings, strand);
        int answerMs = (int) settings.patience().answerWithin().toMillis();
        this.client = settings.vertx()
                .createWebSocketClient(new WebSocketClientOptions()
                        .setMaxFrameSize(FRAME_BYTES_MAX)
                        .setMaxMessageSize(FRAME_BYTES_MAX)
                        .setConnectTimeout(answerMs)
                        .setClosingTimeout(1));
    }

    void connect() {
        strand.when(token(), this::dial, this::noToken);
    }

    Future<Void> close() {
        strand.cut();
        return client.close();
    }

    /** Its session is not recovered, because it may be the session that is deaf. */
    void doubt(Instant from, String why) {
        standing.ifPresent(socket -> {
            coveredUntil = coveredUntil.filter(until -> until.isBefore(from)).or(() -> Optional.of(from));
            socket.expired(why);
        });
    }

    private Future<JsonObject> token() {
        PlatformRequest request =
                PlatformRequest.of(HttpMethod.POST, "/restapi/oauth/wstoken", RateGroup.AUTH, Priority.LIVE);
        return settings.platform().send(request).map(PlatformResponse::json);
    }

    private void dial(JsonObject token) {
        boolean recoverable = settings.clock().instant().isBefore(lostAt.plus(recoveryTimeout));
        wsc = recoverable ? wsc : Optional.empty();
        Future.succeededFuture(token)
                .map(given -> WebSocketAddress.of(given, wsc))
                .onComplete(where -> new Socket(false).session.dial(client, where), this::noToken);
    }

    private void noToken(Throwable failure) {
        retry("no connection token: " + failure.getMessage());
    }

    private void retry(String why) {
        herald.lost(why);
        strand.after(backoff.next(), this::connect);
    }

    /** Opens the successor of the socket that stands, unless it has been replaced or lost meanwhile. */
    private void change(Socket old) {
        if (standing.equals(Optional.of(old)) && !changing) {
            changing = true;
            strand.when(token(), given -> succeed(old, given), failure -> notChanged(old));
        }
    }

    private void succeed(Socket old, JsonObject token) {
        if (!standing.equals(Optional.of(old))) {
            return;
        }
        Future.succeededFuture(token)
                .map(given -> WebSocketAddress.of(given, Optional.empty()))
                .onComplete(
                        where -> {
                            Socket next = new Socket(true);
                            successor = Optional.of(next);
                            next.session.dial(client, where);
                        },
                        failure -> notChanged(old));
    }

    /** Until the cut there is time for some more attempts; after it the session is recovered. */
    private void notChanged(Socket old) {
        changing = false;
        strand.after(changeBackoff.next(), () -> change(old));
    }

    /** One socket and what it has reached. */
    private final class Socket implements WebSocketSession.Owner {
        private final WebSocketSession session = new WebSocketSession(strand, settings, this);
        private final boolean succeeds;
        private Optional<ConnectionDetails> limits = Optional.empty();
        private Optional<Instant> stoodSince = Optional.empty();
        private Optional<Instant> replayFrom = Optional.empty();
        private Optional<Instant> aliveAt = Optional.empty();
        private int replayMax;
        private boolean refused;
        private boolean retired;
        private boolean heardOut;
        private int heard;

        Socket(boolean succeeds) {
            this.succeeds = succeeds;
        }

        @Override
        public void opened(ConnectionDetails details) {
            limits = Optional.of(details);
            recoveryTimeout = details.recoveryTimeout();
            if (succeeds) {
                subscribe("");
            } else if (details.isRecovered() && subscription.isPresent()) {
                resume(details);
            } else {
                wsc = Optional.empty();
                subscribe(details.recoveryState()
                        .map(state -> "recovery " + state)
                        .orElse("a fresh connection"));
            }
        }

        /** The replay ends where the heartbeat is answered; a full buffer may have dropped older ones. */
        private void resume(ConnectionDetails details) {
            replayFrom = coveredUntil;
            replayMax = details.recoveryBuffer();
            heard = 0;
            stand(subscription.orElseThrow());
            session.heartbeat().onSuccess(echo -> replayed());
        }

        private void replayed() {
            if (heard >= replayMax) {
                replayFrom.ifPresent(from -> herald.gap(from, "the whole recovery buffer was replayed: " + heard));
            }
            replayFrom = Optional.empty();
        }

        private void subscribe(String how) {
            JsonObject body = new JsonObject()
                    .put("eventFilters", new JsonArray(settings.filters()))
                    .put("deliveryMode", new JsonObject().put("transportType", "WebSocket"));
            session.request("POST", Subscription.PATH, body).onSuccess(answer -> subscribed(answer, how));
        }

        private void subscribed(Frame answer, String how) {
            Subscription created = Subscription.of(answer.json());
            if (answer.status() / 100 != 2 || !created.isActive()) {
                session.end("Expected an active subscription, but status " + answer.status() + " " + answer.body());
            } else if (succeeds) {
                takeOver(created);
            } else {
                Optional<Instant> from = coveredUntil;
                stand(created);
                from.ifPresent(instant -> herald.gap(instant, how));
            }
        }

        private void stand(Subscription created) {
            settle(created);
            herald.connected(created);
        }

        /** From this moment on everything is told here; what the old one was told before is still waited for. */
        private void takeOver(Subscription created) {
            Socket old = standing.orElseThrow();
            settle(created);
            herald.reread(created);
            old.retire();
        }

        private void settle(Subscription created) {
            subscription = Optional.of(created);
            stoodSince = Optional.of(settings.clock().instant());
            coveredUntil = stoodSince;
            standing = Optional.of(this);
            successor = Optional.empty();
            changing = false;
            changeBackoff.reset();
            watch.begin(created.id(), herald::reread, this::expired);
            limits.ifPresent(given -> strand.after(given.changeAfter(), () -> change(this)));
            changeWhenIdle();
        }

        private void changeWhenIdle() {
            limits.map(ConnectionDetails::changeWhenIdleFor).ifPresent(most -> {
                Duration quiet =
                        Duration.between(session.busyAt(), settings.clock().instant());
                Duration rest = most.minus(quiet);
                if (rest.isNegative() || rest.isZero()) {
                    change(this);
                } else if (standing.equals(Optional.of(this))) {
                    strand.after(rest, this::changeWhenIdle);
                }
            });
        }

        /** What was sent before the echo has been heard. */
        private void retire() {
            retired = true;
            session.heartbeat().onSuccess(echo -> {
                heardOut = true;
                session.end("replaced");
            });
        }

        /** The session must not be recovered: its subscription would be as dead as before. */
        private void expired(String why) {
            refused = true;
            session.end(why);
        }

        @Override
        public void alive() {
            aliveAt = Optional.of(settings.clock().instant());
            if (standing.equals(Optional.of(this))) {
                coveredUntil = aliveAt;
            }
        }

        @Override
        public void heard(byte[] bytes) {
            heard++;
            herald.heard(bytes, Optional.empty());
        }

        @Override
        public void error(String code, String message) {
            refused = !ORDINARY.contains(code);
            if (refused && errorsSeen.size() < ERRORS_MAX && errorsSeen.add(code)) {
                log.warn("The platform refuses the socket, told once: code={} {}", code, message);
            }
        }

        @Override
        public void ended(String why) {
            if (retired) {
                endedRetired();
            } else if (succeeds && stoodSince.isEmpty()) {
                endedEarly();
            } else {
                lose(why);
            }
        }

        private void endedRetired() {
            if (!heardOut) {
                aliveAt.ifPresent(from -> herald.gap(from, "the old socket broke before its last word"));
            }
        }

        /** A successor that never stood. */
        private void endedEarly() {
            if (successor.equals(Optional.of(this))) {
                successor = Optional.empty();
                standing.ifPresent(WebSocketLoop.this::notChanged);
            }
        }

        private void lose(String why) {
            watch.end();
            replayed();
            standing = Optional.empty();
            changing = false;
            Optional<Socket> late = successor;
            successor = Optional.empty();
            late.ifPresent(other -> other.session.end("nothing to succeed"));
            Instant now = settings.clock().instant();
            if (stoodSince.isPresent()) {
                lostAt = now;
                wsc = session.recoveryToken();
                if (stoodSince.get().plus(settings.patience().answerWithin()).isBefore(now)) {
                    backoff.reset();
                }
            }
            if (refused || (session.isOpened() && stoodSince.isEmpty())) {
                wsc = Optional.empty();
            }
            retry(why);
        }
    }
}
