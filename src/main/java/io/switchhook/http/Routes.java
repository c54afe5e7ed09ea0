package io.switchhook.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** Which path leads where, and what every answer has in common. */
final class Routes {
    /** Largest body that is read, bytes; routes of other rooms may read larger ones by themselves. Chosen. */
    private static final long BODY_MAX = 1024 * 1024;

    /** Statuses that the router gives by itself, and that are problems all the same. */
    private static final List<Integer> ROUTER_STATUSES = List.of(400, 404, 405, 406, 413, 415, 500);

    /** The page needs itself and nothing else; nobody may frame it. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Routes() {}

    static Router of(Vertx vertx, HttpDoor door, Assets assets, EventStreams streams, EvidenceStreams evidence) {
        Router router = Router.router(vertx);
        router.route().failureHandler(Answers::problem);
        ROUTER_STATUSES.forEach(status -> router.errorHandler(status, Answers::problem));
        router.route().handler(Routes::secure);
        router.route().handler(new Access(door.settings()));
        door.more().forEach(part -> part.accept(router));
        router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(BODY_MAX));
        mountHealth(router, new StatusApi(door, streams));
        mountCalls(router, new CallsApi(vertx, door));
        router.get("/api/v1/events").produces(EventFormat.NDJSON.contentType()).handler(streams::ndjson);
        router.get("/api/v1/events").produces(EventFormat.SSE.contentType()).handler(streams::sse);
        router.get("/api/v1/evidence").handler(evidence::ndjson);
        assets.mount(router);
        return router;
    }

    private static void mountHealth(Router router, StatusApi status) {
        router.route("/livez").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(status::live);
        router.route("/readyz").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(status::ready);
        router.get("/api/v1/status").handler(status::status);
    }

    private static void mountCalls(Router router, CallsApi calls) {
        router.get("/api/v1/calls").handler(calls::list);
        router.get("/api/v1/calls/:id").handler(calls::one);
        router.get("/api/v1/calls/:id/events").handler(calls::events);
        router.get("/api/v1/calls/:id/explain").handler(calls::explain);
    }

    private static void secure(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        response.putHeader("Content-Security-Policy", CONTENT_POLICY);
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cache-Control", "no-store");
        ctx.next();
    }
}
