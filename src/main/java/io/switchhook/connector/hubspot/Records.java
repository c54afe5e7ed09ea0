package io.switchhook.connector.hubspot;

import static io.switchhook.connector.hubspot.HubSpotApi.CALLS;

import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Doubts;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.TextHash;
import io.switchhook.connector.Written;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record for each call. Created by POST; when a POST's fate is unknown, our key is searched for, and searched for again
 * after the time that HubSpot's index may need, before another POST goes out. A record that a person deleted is not made
 * again.
 */
final class Records {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** Searches in a row that are answered with 404 until we believe that this server has no search; chosen. */
    private static final int UNSEARCHABLE = 3;

    private static final Pattern EXISTING = Pattern.compile("[Ee]xisting ID: ?([0-9]+)");

    private final HubSpotApi api;
    private final CallProperties properties;
    private final ContactSearch addresses;
    private final Doubts doubts;
    private final AtomicInteger withoutSearch = new AtomicInteger();

    Records(HubSpotApi api, CallProperties properties, ContactSearch addresses, Doubts doubts) {
        this.api = api;
        this.properties = properties;
        this.addresses = addresses;
        this.doubts = doubts;
    }

    CompletionStage<Written> write(CallUpdate update) {
        Optional<String> known = update.earlier().recordId();
        if (known.isPresent()) {
            return update(new Target(known.get(), update.earlier().textHash()), update);
        }
        if (!doubts.isOpen(update)) {
            return create(update);
        }
        return searchTwice(update)
                .thenCompose(found -> found.isPresent() ? adopt(found.get(), update) : create(update));
    }

    private CompletionStage<Written> create(CallUpdate update) {
        CallBody text = CallBody.of(update);
        doubts.sent(update.key(), text.hash());
        return api.post(CALLS, properties.created(update, text))
                .thenCompose(answer -> answer.status() == CONFLICT
                        ? conflict(answer, update)
                        : CompletableFuture.completedStage(created(answer, text, update)))
                .whenComplete((written, failure) -> {
                    if (failure != null) {
                        doubts.failed(update.key(), failure);
                    }
                });
    }

    private Written created(Answer answer, CallBody text, CallUpdate update) {
        JsonObject record = HubSpotApi.read(answer);
        String id = id(record).orElseThrow(() -> DeliveryFailure.retry("the record that was created has no id"));
        doubts.settled(update.key());
        return written(id, text.hashKept(record));
    }

    /** HubSpot holds the key unique, where the portal's property says so: the record is there. */
    private CompletionStage<Written> conflict(Answer answer, CallUpdate update) {
        Matcher existing = EXISTING.matcher(answer.text());
        if (existing.find()) {
            return adopt(new Target(existing.group(1), Optional.empty()), update);
        }
        return search(update.key())
                .thenCompose(found -> found.isPresent()
                        ? adopt(found.get(), update)
                        : CompletableFuture.failedStage(
                                DeliveryFailure.retry("409, and no record has our key yet: " + answer.text())));
    }

    /** A record of ours whose id we did not learn. */
    private CompletionStage<Written> adopt(Target found, CallUpdate update) {
        Optional<String> hash = found.textHash().or(() -> doubts.textHash(update.key()));
        return update(new Target(found.id(), hash), update).thenApply(written -> {
            doubts.settled(update.key());
            return written;
        });
    }

    private CompletionStage<Optional<Target>> searchTwice(CallUpdate update) {
        boolean isFresh = !doubts.rest(update.key()).isZero();
        return search(update.key())
                .thenCompose(found -> found.isPresent() || !isFresh
                        ? CompletableFuture.completedStage(found)
                        : doubts.believable(update.key()).thenCompose(rested -> search(update.key())));
    }

    private CompletionStage<Optional<Target>> search(String key) {
        JsonObject filter = new JsonObject()
                .put("propertyName", properties.keyProperty())
                .put("operator", "EQ")
                .put("value", key);
        JsonObject search = new JsonObject()
                .put("filterGroups", new JsonArray().add(new JsonObject().put("filters", new JsonArray().add(filter))))
                .put(
                        "properties",
                        new JsonArray()
                                .add(properties.keyProperty())
                                .add(CallBody.TITLE)
                                .add(CallBody.BODY))
                .put("limit", 2);
        return api.search(CALLS + "/search", search).thenApply(answer -> found(answer, key));
    }

    private Optional<Target> found(Answer answer, String key) {
        if (answer.status() == NOT_FOUND) {
            if (withoutSearch.incrementAndGet() < UNSEARCHABLE) {
                throw DeliveryFailure.retry("404 for the search of calls");
            }
            return Optional.empty();
        }
        JsonObject body = HubSpotApi.read(answer);
        withoutSearch.set(0);
        for (Object one : body.getJsonArray("results", new JsonArray())) {
            if (one instanceof JsonObject record
                    && has(record, key)
                    && id(record).isPresent()) {
                return Optional.of(new Target(id(record).get(), untouched(record)));
            }
        }
        return Optional.empty();
    }

    /** A search that is read generously must not hand us the record of another call. */
    private boolean has(JsonObject record, String key) {
        return record.getJsonObject("properties") == null
                || key.equals(record.getJsonObject("properties").getString(properties.keyProperty(), key));
    }

    /** Nobody changed a record since it was created: its text is the one that we wrote. */
    private static Optional<String> untouched(JsonObject record) {
        String createdAt = record.getString("createdAt", "");
        return !createdAt.isEmpty() && createdAt.equals(record.getString("updatedAt"))
                ? Optional.ofNullable(record.getJsonObject("properties"))
                        .filter(kept -> kept.containsKey(CallBody.BODY))
                        .map(kept -> TextHash.of(CallBody.present(kept)))
                : Optional.empty();
    }

    private CompletionStage<Written> update(Target target, CallUpdate update) {
        CallBody text = CallBody.of(update);
        if (target.textHash().filter(text.hash()::equals).isPresent()) {
            return patch(target, update, Optional.empty());
        }
        String path = CALLS + "/" + target.id() + "?properties=" + CallBody.TITLE + "," + CallBody.BODY;
        return api.get(path).thenCompose(answer -> patch(target, update, mayWrite(answer, target, text)));
    }

    /** The text, unless a person's words stand there now. */
    private static Optional<CallBody> mayWrite(Answer answer, Target target, CallBody text) {
        if (answer.status() == NOT_FOUND) {
            return Optional.of(text);
        }
        JsonObject record = HubSpotApi.read(answer);
        String present = CallBody.present(record.getJsonObject("properties", new JsonObject()));
        boolean isOurs =
                TextHash.isOurs(present, target.textHash()) || TextHash.isOurs(present, Optional.of(text.hash()));
        return isOurs ? Optional.of(text) : Optional.empty();
    }

    private CompletionStage<Written> patch(Target target, CallUpdate update, Optional<CallBody> text) {
        JsonObject facts = properties.facts(update);
        text.ifPresent(words -> words.writeTo(facts));
        return api.patch(CALLS + "/" + target.id(), new JsonObject().put("properties", facts))
                .thenCompose(answer -> answer.status() == NOT_FOUND
                        ? missing(target, update)
                        : CompletableFuture.completedStage(patched(answer, target, text)));
    }

    private Written patched(Answer answer, Target target, Optional<CallBody> text) {
        if (answer.status() == CONFLICT) {
            throw DeliveryFailure.retry("409: " + answer.text());
        }
        JsonObject record = HubSpotApi.read(answer);
        Optional<String> hash = text.map(words -> words.hashKept(record)).or(target::textHash);
        return hash.map(mark -> written(target.id(), mark))
                .orElseGet(() -> address(Written.record(target.id()), target.id()));
    }

    /** Only a record that the search does not know either was deleted. */
    private CompletionStage<Written> missing(Target target, CallUpdate update) {
        return search(update.key()).thenApply(found -> {
            if (found.isPresent()) {
                throw DeliveryFailure.retry("404 for record " + target.id() + ", which the search knows");
            }
            throw DeliveryFailure.reject("Expected the call's record " + target.id()
                    + ", but it was deleted in HubSpot; it is not made again");
        });
    }

    private Written written(String id, String hash) {
        return address(Written.record(id).hashed(hash), id);
    }

    private Written address(Written written, String id) {
        return addresses.address("0-48", id).map(written::at).orElse(written);
    }

    private static Optional<String> id(JsonObject record) {
        return Optional.ofNullable(record.getValue("id")).map(String::valueOf).filter(id -> !id.isBlank());
    }

    /**
     * A record to be changed.
     *
     * @param id HubSpot's id
     * @param textHash the mark of the text that we wrote there, where we know
     */
    private record Target(String id, Optional<String> textHash) {}
}
