package io.switchhook.cli;

import io.switchhook.delivery.CallFate;
import io.switchhook.delivery.CourierStatus;
import io.switchhook.delivery.CourierVerticle;
import io.switchhook.http.Problem;
import io.switchhook.journal.Deliveries;
import io.switchhook.journal.Deliveries.CallDelivery;
import io.switchhook.journal.Deliveries.DeadLetter;
import io.switchhook.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of a call at each connector, those that have not seen it included: why it was not logged. */
final class CallDeliveries {
    private final Map<String, CourierVerticle> couriers;
    private final Deliveries deliveries;
    private final Journal journal;

    CallDeliveries(Map<String, CourierVerticle> couriers, Deliveries deliveries, Journal journal) {
        this.couriers = couriers;
        this.deliveries = deliveries;
        this.journal = journal;
    }

    /** A call's own id, by any of its ids. */
    Future<String> find(String id) {
        return journal.call(id)
                .map(found -> found.map(call -> new JsonObject(call).getString("id"))
                        .orElseThrow(() -> new Problem(
                                404,
                                "unknown-call",
                                "Expected a call with the id \"" + id + "\", but the journal has none",
                                "See /api/v1/calls for the calls that are known, or ask for \"last\".")));
    }

    /** One for each connector, by name. */
    Future<JsonArray> of(String callId) {
        Future<List<CallDelivery>> rows = deliveries.ofCall(callId);
        Future<List<DeadLetter>> letters = deliveries.deadLettersOf(callId);
        List<Future<CourierStatus>> all =
                couriers.values().stream().map(CourierVerticle::status).toList();
        return Future.all(rows, letters, Future.all(new ArrayList<>(all)))
                .map(done -> write(
                        callId,
                        rows.result(),
                        letters.result(),
                        all.stream().map(Future::result).toList()));
    }

    private static JsonArray write(
            String callId, List<CallDelivery> rows, List<DeadLetter> letters, List<CourierStatus> all) {
        Map<String, CallDelivery> byName = new TreeMap<>();
        Map<String, CourierStatus> atWork = new TreeMap<>();
        rows.forEach(row -> byName.put(row.connector(), row));
        all.forEach(one -> atWork.put(one.name(), one));
        all.forEach(one -> byName.computeIfAbsent(one.name(), name -> CallFate.unseen(one, callId)));
        JsonArray written = new JsonArray();
        byName.forEach((name, row) -> {
            List<DeadLetter> its =
                    letters.stream().filter(one -> one.connector().equals(name)).toList();
            written.add(DeliveryJson.json(row)
                    .put("says", CallFate.says(row, Optional.ofNullable(atWork.get(name))))
                    .put("deadLetters", DeliveryJson.array(its, DeliveryJson::json)));
        });
        return written;
    }
}
