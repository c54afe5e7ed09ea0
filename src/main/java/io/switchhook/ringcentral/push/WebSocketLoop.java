package io.switchhook.ringcentral.push;

import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.PlatformResponse;
import io.switchhook.ringcentral.rest.Priority;
import io.switchhook.ringcentral.rest.RateGroup;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one socket with one subscription alive for ever: token, connect, recover or subscribe, again. */
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
    private final SubscriptionWatch watch;
    private final WebSocketClient client;
    private final Set<String> errorsSeen = new LinkedHashSet<>();
    private Optional<Subscription> subscription = Optional.empty();
    private Optional<String> wsc = Optional.empty();
    private Duration recoveryTimeout = RECOVERY;
    private Instant lostAt = Instant.EPOCH;
    private Optional<Instant> coveredUntil = Optional.empty();

    WebSocketLoop(FeedSettings settings, Strand strand, Herald herald) {
        this.settings = settings;
        this.strand = strand;
        this.herald = herald;
        this.backoff = new Backoff(settings.patience(), settings.random());
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
        PlatformRequest request =
                PlatformRequest.of(HttpMethod.POST, "/restapi/oauth/wstoken", RateGroup.AUTH, Priority.LIVE);
        Future<JsonObject> token = settings.platform().send(request).map(PlatformResponse::json);
        strand.when(token, this::dial, this::noToken);
    }

    Future<Void> close() {
        strand.cut();
        return client.close();
    }

    private void dial(JsonObject token) {
        Future.succeededFuture(token).map(this::where).onComplete(this::dial, this::noToken);
    }

    private void dial(WebSocketConnectOptions where) {
        new Socket().session.dial(client, where);
    }

    private void noToken(Throwable failure) {
        retry("no connection token: " + failure.getMessage());
    }

    private void retry(String why) {
        herald.lost(why);
        strand.after(backoff.next(), this::connect);
    }

    private WebSocketConnectOptions where(JsonObject token) {
        boolean recoverable = settings.clock().instant().isBefore(lostAt.plus(recoveryTimeout));
        wsc = recoverable ? wsc : Optional.empty();
        if (!token.containsKey("uri") || !token.containsKey("ws_access_token")) {
            throw new IllegalArgumentException("Expected uri and ws_access_token, but " + token.fieldNames());
        }
        URI uri = URI.create(token.getString("uri"));
        boolean ssl = "wss".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        StringBuilder path =
                new StringBuilder(Optional.ofNullable(uri.getRawPath()).orElse("/"));
        path.append('?');
        Optional.ofNullable(uri.getRawQuery())
                .ifPresent(query -> path.append(query).append('&'));
        path.append("access_token=").append(encoded(token.getString("ws_access_token")));
        wsc.ifPresent(kept -> path.append("&wsc=").append(encoded(kept)));
        return new WebSocketConnectOptions()
                .setHost(uri.getHost())
                .setPort(uri.getPort() > 0 ? uri.getPort() : ssl ? 443 : 80)
                .setSsl(ssl)
                .setURI(path.toString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** One socket and what it has reached. */
    private final class Socket implements WebSocketSession.Owner {
        private final WebSocketSession session = new WebSocketSession(strand, settings, this);
        private Optional<Instant> stoodSince = Optional.empty();
        private Optional<Instant> replayFrom = Optional.empty();
        private int replayMax;
        private boolean refused;
        private int heard;

        @Override
        public void opened(ConnectionDetails details) {
            recoveryTimeout = details.recoveryTimeout();
            if (details.isRecovered() && subscription.isPresent()) {
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
                return;
            }
            Optional<Instant> from = coveredUntil;
            stand(created);
            from.ifPresent(instant -> herald.gap(instant, how));
        }

        private void stand(Subscription standing) {
            subscription = Optional.of(standing);
            stoodSince = Optional.of(settings.clock().instant());
            coveredUntil = stoodSince;
            herald.connected(standing);
            watch.begin(standing.id(), herald::reread, this::expired);
        }

        /** The session must not be recovered: its subscription would be as dead as before. */
        private void expired(String why) {
            refused = true;
            session.end(why);
        }

        @Override
        public void alive() {
            if (stoodSince.isPresent()) {
                coveredUntil = Optional.of(settings.clock().instant());
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
            watch.end();
            replayed();
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
