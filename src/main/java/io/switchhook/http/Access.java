package io.switchhook.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in who may enter (product.md 8, "Access"). With a token, the token decides. Without one, only requests addressed
 * to this machine by its own name are served, so that a foreign page cannot reach in through a name of its own that
 * resolves to 127.0.0.1.
 */
final class Access implements Handler<RoutingContext> {
    private static final String SCHEME = "Bearer ";
    private static final Set<String> OPEN = Set.of("/", "/livez", "/readyz");

    private final HttpSettings settings;

    Access(HttpSettings settings) {
        this.settings = settings;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String path = ctx.normalizedPath();
        if (OPEN.contains(path) || path.startsWith("/web/") || path.startsWith("/webhooks/")) {
            ctx.next();
        } else if (path.equals("/eventbus") || path.startsWith("/eventbus/")) {
            handleBus(ctx);
        } else {
            handleApi(ctx);
        }
    }

    /**
     * On the event bus each message may bring the token, so that a program need not write it into an address. Without a
     * token nothing else would keep a foreign page from opening a WebSocket here, which browsers let every page do.
     */
    private void handleBus(RoutingContext ctx) {
        if (settings.token().isPresent() && presented(ctx).isEmpty()) {
            ctx.next();
        } else if (settings.token().isEmpty() && isForeignPage(ctx)) {
            ctx.fail(new Problem(
                    403,
                    "foreign-page",
                    "Expected a program or our own page, but a page of "
                            + ctx.request().getHeader(HttpHeaders.ORIGIN) + " asks",
                    "Configure http.token, and let the page present it."));
        } else {
            handleApi(ctx);
        }
    }

    private static boolean isForeignPage(RoutingContext ctx) {
        String origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
        String host = ctx.request().getHeader(HttpHeaders.HOST);
        return origin != null && (host == null || !origin.endsWith("//" + host));
    }

    private void handleApi(RoutingContext ctx) {
        if (settings.token().isEmpty()) {
            handleLocal(ctx);
        } else if (presented(ctx).filter(settings.token().get()::matches).isPresent()) {
            ctx.next();
        } else {
            ctx.fail(new Problem(
                    401,
                    "unauthorized",
                    "Expected the token of http.token, but "
                            + (presented(ctx).isPresent() ? "another was presented" : "none was presented"),
                    "Send Authorization: Bearer TOKEN; where headers cannot be set, ?token=TOKEN."));
        }
    }

    private void handleLocal(RoutingContext ctx) {
        String host = ctx.request().authority() == null
                ? ""
                : ctx.request().authority().host();
        if (Hosts.isLoopback(host) || host.equalsIgnoreCase(settings.host())) {
            ctx.next();
            return;
        }
        ctx.fail(new Problem(
                403,
                "foreign-host",
                "Expected a request addressed to this machine, but its Host is \"" + host + "\"",
                "Configure http.token to serve other names, or ask for " + settings.host() + "."));
    }

    private static Optional<String> presented(RoutingContext ctx) {
        String header = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.of(header.substring(SCHEME.length()).strip());
        }
        return Optional.ofNullable(ctx.queryParams().get("token"));
    }
}
