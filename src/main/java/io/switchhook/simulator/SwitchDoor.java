package io.switchhook.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;

/** Truth, calls and faults for people without Java, outside the platform's paths. */
final class SwitchDoor {
    private static final int FAULT_SECONDS = 30;

    private final CallEngine engine;
    private final SimulatorFaults faults;
    private final Agenda agenda;

    SwitchDoor(CallEngine engine, SimulatorFaults faults, Agenda agenda) {
        this.engine = engine;
        this.faults = faults;
        this.agenda = agenda;
    }

    void mount(Router router) {
        router.get("/simulator/truth")
                .handler(context -> context.json(
                        engine.truth().stream().map(SwitchDoor::json).collect(Wire.toArray())));
        router.get("/simulator/scripts").handler(context -> context.json(new JsonArray(ScriptBook.names())));
        router.post("/simulator/calls/:script").handler(this::place);
        router.post("/simulator/faults/:name")
                .handler(BodyHandler.create(false))
                .handler(this::fault);
    }

    private void place(RoutingContext context) {
        String script = context.pathParam("script");
        if (ScriptBook.names().contains(script)) {
            context.json(json(engine.place(script).truth(agenda.now())));
        } else {
            refuse(context, "Expected one of " + ScriptBook.names() + ", but the script is " + script);
        }
    }

    private void fault(RoutingContext context) {
        String seconds = context.request().getParam("seconds", String.valueOf(FAULT_SECONDS));
        Duration duration = Duration.ofSeconds(seconds.matches("\\d{1,6}") ? Long.parseLong(seconds) : FAULT_SECONDS);
        String name = context.pathParam("name");
        Future<Void> done = switch (name) {
            case "drop-sockets" -> faults.dropSockets();
            case "outage" -> faults.outage(duration);
            case "refuse" -> faults.refuse(duration);
            case "throttle" -> faults.throttle(context.request().getParam("group", "light"), duration);
            case "silence" -> faults.silence(duration);
            case "inject" -> faults.inject(String.valueOf(context.body().asString()));
            case "expire-subscriptions" -> faults.expireSubscriptions();
            case "blacklist-webhooks" -> faults.blacklistWebhooks();
            case "lose-pubnub" -> faults.losePubNub(duration);
            case "rotate-pubnub" -> faults.rotatePubNub();
            case "revoke-tokens" -> faults.revokeTokens();
            default ->
                Future.failedFuture("Expected drop-sockets, outage, refuse, throttle, silence, inject, "
                        + "expire-subscriptions, blacklist-webhooks, lose-pubnub, rotate-pubnub or revoke-tokens, but the fault is "
                        + name);
        };
        done.onSuccess(set -> context.response().setStatusCode(204).end())
                .onFailure(unknown -> refuse(context, unknown.getMessage()));
    }

    private static void refuse(RoutingContext context, String message) {
        context.response().setStatusCode(404);
        context.json(new JsonObject().put("message", message));
    }

    private static JsonObject json(CallTruth truth) {
        JsonArray parties = truth.parties().stream()
                .map(party -> new JsonObject()
                        .put("id", party.id())
                        .put("extensionId", party.extensionId().orElse(null))
                        .put(
                                "states",
                                party.states().stream()
                                        .map(state -> new JsonObject()
                                                .put("state", state.state())
                                                .put("at", state.at().toString()))
                                        .collect(Wire.toArray())))
                .collect(Wire.toArray());
        return new JsonObject()
                .put("number", truth.number())
                .put("script", truth.script())
                .put("telephonySessionIds", new JsonArray(truth.telephonySessionIds()))
                .put("sessionIds", new JsonArray(truth.sessionIds()))
                .put("direction", truth.direction())
                .put("from", truth.from())
                .put("to", truth.to())
                .put("answered", truth.answered())
                .put("answeredAt", truth.answeredAt().map(Object::toString).orElse(null))
                .put("startedAt", truth.startedAt().toString())
                .put("endedAt", truth.endedAt().toString())
                .put("answeredBy", truth.answeredBy().orElse(null))
                .put("outcome", truth.outcome())
                .put("over", truth.over())
                .put("parties", parties);
    }
}
