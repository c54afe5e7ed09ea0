package io.switchhook.delivery;

import io.switchhook.delivery.CrmServer.Asked;
import io.switchhook.delivery.CrmServer.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The part of HubSpot that keeps calls and contacts; what is new shows in its search only after a while. */
final class HubSpotCrm {
    private final long lagMs;
    private final AtomicInteger ids = new AtomicInteger(9_000);
    /** Properties of calls by id. */
    final Map<String, JsonObject> calls = new ConcurrentSkipListMap<>();
    /** What calls were linked to when they were created. */
    final Map<String, JsonArray> associations = new ConcurrentSkipListMap<>();

    private final Map<String, Long> madeAt = new ConcurrentSkipListMap<>();
    /** Contacts that every search finds. */
    volatile int contacts;

    HubSpotCrm(long lagMs) {
        this.lagMs = lagMs;
    }

    Reply answer(Asked asked) {
        if (asked.is("POST", "/crm/v3/objects/contacts/search")) {
            return new Reply(200, new JsonObject().put("results", found()).encode());
        }
        if (asked.is("POST", "/crm/v3/objects/calls/search")) {
            return search(new JsonObject(asked.body()));
        }
        if (asked.is("POST", "/crm/v3/objects/calls")) {
            return create(new JsonObject(asked.body()));
        }
        String id = asked.path().substring(asked.path().lastIndexOf('/') + 1);
        if (!asked.path().startsWith("/crm/v3/objects/calls/") || !calls.containsKey(id)) {
            return new Reply(asked.path().startsWith("/calling") ? 200 : 404, "[]");
        }
        if (asked.method().equals("PATCH")) {
            calls.get(id).mergeIn(new JsonObject(asked.body()).getJsonObject("properties"));
        }
        return new Reply(200, record(id).encode());
    }

    private Reply create(JsonObject body) {
        String id = String.valueOf(ids.incrementAndGet());
        calls.put(id, body.getJsonObject("properties"));
        associations.put(id, body.getJsonArray("associations", new JsonArray()));
        madeAt.put(id, System.nanoTime());
        return new Reply(201, record(id).encode());
    }

    private Reply search(JsonObject search) {
        JsonObject filter = search.getJsonArray("filterGroups")
                .getJsonObject(0)
                .getJsonArray("filters")
                .getJsonObject(0);
        JsonArray results = new JsonArray();
        calls.forEach((id, properties) -> {
            boolean isIndexed = System.nanoTime() - madeAt.get(id) > lagMs * 1_000_000;
            if (isIndexed && filter.getString("value").equals(properties.getString(filter.getString("propertyName")))) {
                results.add(record(id));
            }
        });
        return new Reply(
                200,
                new JsonObject()
                        .put("total", results.size())
                        .put("results", results)
                        .encode());
    }

    private JsonObject record(String id) {
        return new JsonObject().put("id", id).put("properties", calls.get(id));
    }

    private JsonArray found() {
        JsonArray found = new JsonArray();
        for (int n = 1; n <= contacts; n++) {
            found.add(new JsonObject()
                    .put("id", String.valueOf(100 + n))
                    .put("properties", new JsonObject().put("firstname", "Ana").put("lastname", "D. " + n)));
        }
        return found;
    }
}
