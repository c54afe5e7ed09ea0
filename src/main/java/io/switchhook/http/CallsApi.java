package io.switchhook.http;

import io.switchhook.journal.CallQuery;
import io.switchhook.journal.Journal;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers about calls: a list, one, and its events. The journal's own JSON is passed on without being read again. */
final class CallsApi {
    /** The states that may be asked for; a test compares them with the nouns. */
    static final List<String> STATES =
            List.of("NEW", "ROUTING", "QUEUED", "RINGING", "TALKING", "HELD", "PARKED", "ENDED", "COMPLETED");

    private static final Set<String> PARAMETERS =
            Set.of("account", "open", "state", "number", "extension", "from", "to", "max");

    /** Most calls in one answer (CallQuery). */
    private static final int CALLS_MAX = 1_000;

    /** Calls in an answer when the request does not say; chosen, because a screen shows no more. */
    private static final long CALLS_DEFAULT = 100;

    /** Most pieces of evidence that are explained; chosen, a hundred times those of a usual call. */
    private static final int EXPLAINED_MAX = 2_000;

    private final Vertx vertx;
    private final Journal journal;
    private final Explainer explainer;

    CallsApi(Vertx vertx, HttpDoor door) {
        this.vertx = vertx;
        this.journal = door.journal();
        this.explainer = door.explainer();
    }

    void list(RoutingContext ctx) {
        CallQuery query = decode(ctx.queryParams());
        // The offset is read first: whoever follows the stream from it may see a call twice, but never misses a change.
        journal.newest()
                .compose(newest -> journal.calls(query)
                        .map(calls -> "{\"offset\":" + newest + ",\"calls\":[" + String.join(",", calls) + "]}"))
                .onSuccess(body -> Answers.json(ctx, 200, body))
                .onFailure(ctx::fail);
    }

    void one(RoutingContext ctx) {
        find(ctx.pathParam("id"))
                .onSuccess(call -> Answers.json(ctx, 200, call))
                .onFailure(ctx::fail);
    }

    void events(RoutingContext ctx) {
        find(ctx.pathParam("id"))
                .compose(call -> journal.events(new JsonObject(call).getString("id")))
                .map(events -> "{\"events\":["
                        + events.stream().map(StoredEvent::json).collect(Collectors.joining(",")) + "]}")
                .onSuccess(body -> Answers.json(ctx, 200, body))
                .onFailure(ctx::fail);
    }

    /** Off the event loop: the evidence goes through the rules once more. */
    void explain(RoutingContext ctx) {
        find(ctx.pathParam("id"))
                .compose(call -> {
                    String id = new JsonObject(call).getString("id");
                    Future<String> why = Future.all(journal.evidenceFor(id, EXPLAINED_MAX), journal.events(id))
                            .compose(both -> vertx.executeBlocking(
                                    () -> explainer.explain(call, both.resultAt(0), both.resultAt(1)), false));
                    Future<String> where = explainer.deliveries(id);
                    return Future.all(why, where).map(both -> joined(why.result(), where.result()));
                })
                .onSuccess(body -> Answers.json(ctx, 200, body))
                .onFailure(ctx::fail);
    }

    private static String joined(String explanation, String deliveries) {
        return explanation.substring(0, explanation.length() - 1) + ",\"deliveries\":" + deliveries + "}";
    }

    private Future<String> find(String id) {
        return journal.call(id)
                .map(found -> found.orElseThrow(() -> new Problem(
                        404,
                        "unknown-call",
                        "Expected a call with the id \"" + id + "\", but the journal has none",
                        "See /api/v1/calls for the calls that are known, or ask for \"last\".")));
    }

    static CallQuery decode(MultiMap parameters) {
        Query query = Query.of(parameters, PARAMETERS);
        return new CallQuery(
                query.text("account"),
                query.flag("open"),
                query.text("state").map(CallsApi::state),
                query.phone("number"),
                query.text("extension"),
                query.moment("from"),
                query.moment("to"),
                (int) (long) query.number("max", 1, CALLS_MAX).orElse(CALLS_DEFAULT));
    }

    private static String state(String text) {
        return Optional.of(text.toUpperCase(Locale.ROOT))
                .filter(STATES::contains)
                .orElseThrow(() -> Problem.badParameter("state", "one of " + STATES, text));
    }
}
