package io.switchhook.http;

import io.switchhook.event.Timestamps;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/** Health: is it alive, can it tell everything, and how does each source stand. */
final class StatusApi {
    private final HttpDoor door;
    private final EventStreams streams;
    private final Instant startedAt;

    StatusApi(HttpDoor door, EventStreams streams) {
        this.door = door;
        this.streams = streams;
        this.startedAt = door.clock().instant();
    }

    void live(RoutingContext ctx) {
        Answers.json(ctx, 200, new JsonObject().put("live", true));
    }

    void ready(RoutingContext ctx) {
        Readiness readiness = door.readiness().get();
        Answers.json(
                ctx,
                readiness.ready() ? 200 : 503,
                new JsonObject().put("ready", readiness.ready()).put("missing", missing(readiness)));
    }

    void status(RoutingContext ctx) {
        door.journal()
                .newest()
                .map(this::report)
                .onSuccess(body -> Answers.json(ctx, 200, body))
                .onFailure(ctx::fail);
    }

    private JsonObject report(long newest) {
        Readiness readiness = door.readiness().get();
        JsonArray accounts = new JsonArray();
        readiness.accounts().forEach(account -> accounts.add(account(account)));
        JsonObject counters = new JsonObject();
        readiness.counters().forEach(counters::put);
        return new JsonObject()
                .put("ready", readiness.ready())
                .put("missing", missing(readiness))
                .put("now", Timestamps.text(door.clock().instant()))
                .put("startedAt", Timestamps.text(startedAt))
                .put("offset", newest)
                .put("readers", streams.count())
                .put("accounts", accounts)
                .put("counters", counters);
    }

    private static JsonArray missing(Readiness readiness) {
        JsonArray missing = new JsonArray();
        readiness
                .missing()
                .forEach(one -> missing.add(new JsonObject()
                        .put("account", one.account())
                        .put("source", one.source())
                        .put("detail", one.detail())));
        return missing;
    }

    private static JsonObject account(Readiness.Account account) {
        JsonArray sources = new JsonArray();
        account.sources()
                .forEach(source -> sources.add(new JsonObject()
                        .put("name", source.name())
                        .put("up", source.up())
                        .put("since", source.since().map(Timestamps::text).orElse(null))
                        .put("detail", source.detail())));
        return new JsonObject()
                .put("account", account.name())
                .put("sources", sources)
                .put("lastLook", account.lastLook().map(Timestamps::text).orElse(null));
    }
}
