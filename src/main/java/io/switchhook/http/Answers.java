package io.switchhook.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers: JSON, and problems for whatever failed. */
final class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static void json(RoutingContext ctx, int status, JsonObject body) {
        json(ctx, status, body.encode());
    }

    static void json(RoutingContext ctx, int status, String body) {
        text(ctx, status, "application/json", body);
    }

    /** The outermost edge: every failure of every handler ends here, as a problem document. */
    static void problem(RoutingContext ctx) {
        Problem problem = Problem.of(ctx.failure(), ctx.statusCode());
        if (problem.status() == 500) {
            log.error(
                    "Expected to serve path={}, but it failed; please report this",
                    ctx.normalizedPath(),
                    ctx.failure());
        }
        HttpServerResponse response = ctx.response();
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"switchhook\"");
        }
        text(ctx, problem.status(), "application/problem+json", problem.json().encode());
    }

    static void text(RoutingContext ctx, int status, String contentType, String body) {
        if (!ctx.response().ended() && !ctx.response().closed()) {
            ctx.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                    .end(body);
        }
    }
}
