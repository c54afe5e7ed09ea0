package io.switchhook.cli;

import io.switchhook.delivery.CourierVerticle;
import io.switchhook.delivery.ReplayOrder;
import io.switchhook.http.Problem;
import io.switchhook.journal.Deliveries;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Seeing and steering delivery over HTTP; openapi.yaml describes it. */
final class DeliveryRoutes {
    /** Rows of an answer when the request does not say, and at most. */
    private static final int ROWS = 100;

    private static final int ROWS_MAX = 1_000;

    private final Map<String, CourierVerticle> couriers;
    private final Deliveries deliveries;
    private final CallDeliveries calls;
    private final InstantSource clock;

    DeliveryRoutes(
            Map<String, CourierVerticle> couriers, Deliveries deliveries, CallDeliveries calls, InstantSource clock) {
        this.couriers = couriers;
        this.deliveries = deliveries;
        this.calls = calls;
        this.clock = clock;
    }

    void mount(Router router) {
        router.post("/api/v1/*").handler(DeliveryRoutes::ownPagesOnly);
        router.get("/api/v1/connectors").handler(this::list);
        router.get("/api/v1/connectors/:name")
                .handler(ctx -> answer(ctx, courier(ctx).status().map(DeliveryJson::json)));
        router.get("/api/v1/connectors/:name/shadow").handler(this::shadowed);
        router.post("/api/v1/connectors/:name/check").handler(this::check);
        router.post("/api/v1/connectors/:name/pause").handler(ctx -> steer(ctx, one -> one.pause(words(ctx))));
        router.post("/api/v1/connectors/:name/resume").handler(ctx -> steer(ctx, one -> one.resume(words(ctx))));
        router.post("/api/v1/connectors/:name/replay").handler(this::replay);
        router.post("/api/v1/connectors/:name/shadow").handler(ctx -> steer(ctx, one -> one.shadow(isOn(ctx))));
        router.get("/api/v1/dead-letters").handler(this::deadLetters);
        router.get("/api/v1/dead-letters/:id").handler(this::deadLetter);
        router.post("/api/v1/dead-letters/:id/retry").handler(this::retry);
        router.post("/api/v1/dead-letters/:id/discard").handler(this::discard);
        router.get("/api/v1/calls/:id/deliveries").handler(this::ofCall);
    }

    /** A browser sends a bare POST for any page that asks it to, and without a token nothing else would tell. */
    private static void ownPagesOnly(RoutingContext ctx) {
        String origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
        String host = ctx.request().getHeader(HttpHeaders.HOST);
        if (origin == null || (host != null && origin.endsWith("//" + host))) {
            ctx.next();
            return;
        }
        ctx.fail(new Problem(
                403,
                "foreign-page",
                "Expected a request of our own page or of a program, but a page of " + origin + " sent it",
                "Send it without a browser."));
    }

    private void list(RoutingContext ctx) {
        List<Future<JsonObject>> all = couriers.values().stream()
                .map(courier -> courier.status().map(DeliveryJson::json))
                .toList();
        answer(
                ctx,
                Future.all(all)
                        .map(done -> new JsonObject()
                                .put(
                                        "connectors",
                                        new JsonArray(
                                                all.stream().map(Future::result).toList()))));
    }

    private void check(RoutingContext ctx) {
        answer(
                ctx,
                courier(ctx)
                        .check()
                        .map(found -> new JsonObject().put("ok", found.ok()).put("detail", found.words()))
                        .otherwise(failure -> new JsonObject().put("ok", false).put("detail", failure.getMessage())));
    }

    private void steer(RoutingContext ctx, Function<CourierVerticle, Future<Void>> work) {
        CourierVerticle courier = courier(ctx);
        answer(ctx, work.apply(courier).compose(done -> courier.status()).map(DeliveryJson::json));
    }

    private void replay(RoutingContext ctx) {
        CourierVerticle courier = courier(ctx);
        ReplayRequest request = ReplayRequest.of(ctx.queryParams());
        Future<ReplayOrder> order = request.call()
                .map(id -> calls.find(id).map(known -> request.order(Optional.of(known))))
                .orElseGet(() -> Future.succeededFuture(request.order(Optional.empty())));
        answer(
                ctx,
                order.compose(courier::replay)
                        .map(done -> new JsonObject()
                                .put("connector", courier.name())
                                .put("dryRun", request.dry())
                                .put("events", done.events())
                                .put("calls", done.calls())
                                .put("moreCalls", done.more())));
    }

    private static String words(RoutingContext ctx) {
        return Optional.ofNullable(ctx.queryParams().get("reason")).orElse("by hand");
    }

    private static boolean isOn(RoutingContext ctx) {
        String on = Optional.ofNullable(ctx.queryParams().get("on")).orElse("true");
        if (!on.equals("true") && !on.equals("false")) {
            throw Problem.badParameter("on", "true or false", on);
        }
        return on.equals("true");
    }

    private CourierVerticle courier(RoutingContext ctx) {
        String name = ctx.pathParam("name");
        if (!couriers.containsKey(name)) {
            throw new Problem(
                    404,
                    "unknown-connector",
                    "Expected a connector of the configuration, but there is none called \"" + name + "\"",
                    "See /api/v1/connectors for those that are at work.");
        }
        return couriers.get(name);
    }

    private void shadowed(RoutingContext ctx) {
        answer(
                ctx,
                deliveries
                        .shadowed(courier(ctx).name(), max(ctx))
                        .map(found ->
                                new JsonObject().put("deliveries", DeliveryJson.array(found, DeliveryJson::json))));
    }

    private void ofCall(RoutingContext ctx) {
        answer(
                ctx,
                calls.find(ctx.pathParam("id"))
                        .compose(calls::of)
                        .map(found -> new JsonObject().put("deliveries", found)));
    }

    private void deadLetters(RoutingContext ctx) {
        Optional<String> connector = Optional.ofNullable(ctx.queryParams().get("connector"));
        answer(
                ctx,
                deliveries
                        .deadLetters(connector, max(ctx))
                        .map(found ->
                                new JsonObject().put("deadLetters", DeliveryJson.array(found, DeliveryJson::json))));
    }

    private void deadLetter(RoutingContext ctx) {
        answer(
                ctx,
                deliveries
                        .deadLetter(id(ctx))
                        .map(found -> found.map(letter -> DeliveryJson.json(letter)
                                        .put(
                                                "event",
                                                new JsonObject(letter.event().json())))
                                .orElseThrow(() -> unknownLetter(ctx))));
    }

    private void retry(RoutingContext ctx) {
        answer(ctx, deliveries.retry(id(ctx), clock.instant()).map(connector -> {
            String name = connector.orElseThrow(() -> unknownLetter(ctx));
            Optional.ofNullable(couriers.get(name)).ifPresent(CourierVerticle::wake);
            return new JsonObject().put("id", id(ctx)).put("connector", name).put("retrying", true);
        }));
    }

    private void discard(RoutingContext ctx) {
        answer(ctx, deliveries.discard(id(ctx)).map(known -> {
            if (!known) {
                throw unknownLetter(ctx);
            }
            return new JsonObject().put("id", id(ctx)).put("discarded", true);
        }));
    }

    private static Problem unknownLetter(RoutingContext ctx) {
        return new Problem(
                404,
                "unknown-dead-letter",
                "Expected the number of a dead letter, but there is none with " + ctx.pathParam("id"),
                "See /api/v1/dead-letters; it may have been delivered or discarded.");
    }

    private static long id(RoutingContext ctx) {
        return number("id", ctx.pathParam("id"), Long.MAX_VALUE);
    }

    private static int max(RoutingContext ctx) {
        String max = ctx.queryParams().get("max");
        return max == null ? ROWS : (int) number("max", max, ROWS_MAX);
    }

    private static long number(String name, String text, long most) {
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
            throw Problem.badParameter(name, "a whole number from 1 to " + most, text);
        }
        return Long.parseLong(text);
    }

    private static void answer(RoutingContext ctx, Future<JsonObject> work) {
        work.onSuccess(body -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(body.encode()))
                .onFailure(ctx::fail);
    }
}
