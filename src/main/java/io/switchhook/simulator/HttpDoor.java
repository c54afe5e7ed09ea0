package io.switchhook.simulator;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocketHandshake;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The platform's paths on the one HTTP server: tokens and REST; PubNub and the switches have their own. */
final class HttpDoor {
    private final Platform platform;
    private final OAuthDoor oauth;
    private final RestApi api;
    private Instant closedUntil = Instant.EPOCH;
    private String origin = "";

    HttpDoor(Platform platform, RestApi api) {
        this.platform = platform;
        this.api = api;
        this.oauth = new OAuthDoor(platform.tokens(), platform.limiter(), platform.options());
    }

    void serveAt(String address) {
        origin = address;
        api.serveAt("http://" + address);
    }

    /** Everything is answered 503 until then. */
    void close(Instant until) {
        closedUntil = until;
    }

    boolean isClosed() {
        return platform.agenda().now().isBefore(closedUntil);
    }

    void mount(Router router) {
        router.route("/restapi/*").handler(this::guard);
        router.route("/v2/*").handler(this::guard);
        router.route("/restapi/*").handler(BodyHandler.create(false));
        router.post("/restapi/oauth/token").handler(this::token);
        router.post("/restapi/oauth/revoke")
                .handler(context -> reply(
                        context,
                        oauth.revoke(
                                authorization(context.request()),
                                context.request().formAttributes().addAll(context.queryParams()),
                                platform.agenda().now())));
        router.post("/restapi/oauth/wstoken").handler(this::socketToken);
        router.get("/restapi/v1.0").handler(this::version);
        router.route("/restapi/*").handler(this::rest);
        platform.pubNub().mount(router);
    }

    private void guard(RoutingContext context) {
        if (isClosed()) {
            reply(context, Reply.unavailable(retryAfter()));
        } else {
            context.next();
        }
    }

    private long retryAfter() {
        return Math.max(
                1, Duration.between(platform.agenda().now(), closedUntil).toSeconds());
    }

    private void token(RoutingContext context) {
        HttpServerRequest request = context.request();
        reply(
                context,
                oauth.token(
                        authorization(request),
                        request.formAttributes(),
                        platform.agenda().now()));
    }

    private static String authorization(HttpServerRequest request) {
        return request.getHeader("Authorization");
    }

    private void socketToken(RoutingContext context) {
        Instant now = platform.agenda().now();
        String authorization = authorization(context.request());
        String token = authorization == null ? "" : authorization.replaceFirst("(?i)^Bearer ", "");
        Optional<Tokens.Session> session = platform.tokens().use(token, now);
        if (session.isEmpty()) {
            reply(context, Reply.tokenInvalid("OAU-213", "Token not found"));
            return;
        }
        RateLimiter.Verdict verdict = platform.limiter().admit(session.get().clientId(), "auth", now);
        reply(
                context,
                verdict.refusal()
                        .orElseGet(() -> Reply.ok(new JsonObject()
                                .put("uri", "ws://" + origin + "/ws")
                                .put("ws_access_token", platform.tokens().socketToken(session.get(), now))
                                .put("expires_in", Tokens.socketTokenSeconds()))));
    }

    private void version(RoutingContext context) {
        reply(
                context,
                Reply.ok(new JsonObject()
                        .put("uri", "http://" + origin + "/restapi/v1.0")
                        .put("versionString", "1.0.51")
                        .put("releaseDate", "2024-01-01T00:00:00.000Z")
                        .put("uriString", "v1.0")));
    }

    private void rest(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<JsonObject> body = body(context);
        if (body.isEmpty()) {
            reply(context, Reply.error(400, "CMN-103", "Unable to parse JSON"));
            return;
        }
        String override = request.getHeader("X-HTTP-Method-Override");
        String method = override != null && request.method().equals(HttpMethod.POST)
                ? override
                : request.method().name();
        RestCall call = new RestCall(
                method, request.path(), context.queryParams(), body.get(), null, Optional.empty(), List.of());
        api.handle(call, authorization(request))
                .onSuccess(answer -> reply(context, answer))
                .onFailure(context::fail);
    }

    private static Optional<JsonObject> body(RoutingContext context) {
        try {
            return Optional.of(
                    Optional.ofNullable(context.body().asJsonObject()).orElseGet(JsonObject::new));
        } catch (DecodeException | ClassCastException malformed) {
            return Optional.empty();
        }
    }

    private void reply(RoutingContext context, Reply reply) {
        HttpServerResponse response = context.response().setStatusCode(reply.status());
        response.putHeader("RCRequestId", platform.tokens().uuid()).putHeader("RoutingKey", "SIM01P01");
        reply.headers().forEach(response::putHeader);
        if (reply.body().isPresent()) {
            response.putHeader("Content-Type", "application/json;charset=UTF-8");
            response.end(reply.body().get().toBuffer());
        } else {
            response.end();
        }
    }

    /** Whether a socket may come in while the platform is closed. */
    boolean refuses(ServerWebSocketHandshake handshake) {
        if (isClosed()) {
            handshake.reject(503);
        }
        return isClosed();
    }
}
