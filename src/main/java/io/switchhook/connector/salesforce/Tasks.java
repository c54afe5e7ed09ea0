package io.switchhook.connector.salesforce;

import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Doubts;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.TextHash;
import io.switchhook.connector.Written;
import io.switchhook.connector.salesforce.TaskFields.Text;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One task for each call. With a field of ours Salesforce itself finds or makes it; without one the key stands in
 * CallObject, the task's id is remembered, and in doubt the key is searched for before anything is created.
 */
final class Tasks {
    private static final String TASK = "/sobjects/Task/";
    private static final int NOT_FOUND = 404;

    /** Queries in a row that are answered with 404 until we believe that this server has none; chosen. */
    private static final int UNSEARCHABLE = 3;

    private final SalesforceApi api;
    private final TaskFields fields;
    private final Doubts doubts;
    private final AtomicInteger withoutQuery = new AtomicInteger();

    Tasks(SalesforceApi api, TaskFields fields, Doubts doubts) {
        this.api = api;
        this.fields = fields;
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
        return fields.externalField().isPresent() ? upsertAgain(update) : searchAndWrite(update);
    }

    private CompletionStage<Written> create(CallUpdate update) {
        Text text = Text.of(update);
        JsonObject task = fields.created(update, text);
        doubts.sent(update.key(), text.hash());
        CompletionStage<Answer> answer =
                fields.externalField().isPresent() ? upsert(update, task) : api.post("/sobjects/Task", task);
        return answer.thenApply(made -> created(made, text, update)).whenComplete((written, failure) -> {
            if (failure != null) {
                doubts.failed(update.key(), failure);
            }
        });
    }

    private CompletionStage<Answer> upsert(CallUpdate update, JsonObject task) {
        String path = path(update, update.key());
        return api.patch(path, task).thenCompose(answer -> {
            // The subtype can be set once only, and this task was there already.
            boolean wasThere = SalesforceApi.errorCode(answer).equals("INVALID_FIELD_FOR_INSERT_UPDATE")
                    && task.remove("TaskSubtype") != null;
            return wasThere ? api.patch(path, task) : CompletableFuture.completedStage(answer);
        });
    }

    private Written created(Answer answer, Text text, CallUpdate update) {
        JsonObject body = SalesforceApi.read(answer);
        String id = body.getString("id", "");
        if (id.isEmpty() && fields.externalField().isEmpty()) {
            throw DeliveryFailure.retry("the task that was created has no id");
        }
        doubts.settled(update.key());
        return written(id.isEmpty() ? update.key() : id, update).hashed(text.hash());
    }

    /** The task may be there, and a person may have written in it. */
    private CompletionStage<Written> upsertAgain(CallUpdate update) {
        return api.get(path(update, update.key()) + "?fields=Id,Subject,Description")
                .thenCompose(answer -> {
                    if (answer.status() == NOT_FOUND) {
                        return create(update);
                    }
                    JsonObject task = SalesforceApi.read(answer);
                    return adopt(new Target(task.getString("Id", update.key()), Optional.empty()), update);
                });
    }

    private CompletionStage<Written> searchAndWrite(CallUpdate update) {
        boolean isFresh = !doubts.rest(update.key()).isZero();
        return search(update.key())
                .thenCompose(found -> found.isPresent() || !isFresh
                        ? CompletableFuture.completedStage(found)
                        : doubts.believable(update.key()).thenCompose(rested -> search(update.key())))
                .thenCompose(found -> found.isPresent() ? adopt(found.get(), update) : create(update));
    }

    /** A task of ours whose id we did not learn. */
    private CompletionStage<Written> adopt(Target found, CallUpdate update) {
        Optional<String> hash = found.textHash().or(() -> doubts.textHash(update.key()));
        return update(new Target(found.id(), hash), update).thenApply(written -> {
            doubts.settled(update.key());
            return written;
        });
    }

    private CompletionStage<Optional<Target>> search(String key) {
        String soql = "SELECT Id, Subject, Description, CreatedDate, SystemModstamp FROM Task WHERE " + TaskFields.KEY
                + " = '" + key.replace("\\", "\\\\").replace("'", "\\'") + "' ORDER BY CreatedDate LIMIT 1";
        return api.query(soql).thenApply(this::found);
    }

    private Optional<Target> found(Answer answer) {
        if (answer.status() == NOT_FOUND) {
            if (withoutQuery.incrementAndGet() < UNSEARCHABLE) {
                throw DeliveryFailure.retry("404 for the query of tasks");
            }
            return Optional.empty();
        }
        JsonArray records = SalesforceApi.read(answer).getJsonArray("records", new JsonArray());
        withoutQuery.set(0);
        return records.isEmpty() || records.getJsonObject(0).getString("Id") == null
                ? Optional.empty()
                : Optional.of(target(records.getJsonObject(0)));
    }

    /** Nobody changed a task since it was created: its text is the one that we wrote. */
    private static Target target(JsonObject task) {
        String createdAt = task.getString("CreatedDate", "");
        boolean untouched = !createdAt.isEmpty() && createdAt.equals(task.getString("SystemModstamp"));
        return new Target(
                task.getString("Id"), untouched ? Optional.of(TextHash.of(Text.present(task))) : Optional.empty());
    }

    private CompletionStage<Written> update(Target target, CallUpdate update) {
        Text text = Text.of(update);
        if (target.textHash().filter(text.hash()::equals).isPresent()) {
            return patch(target, update, Optional.empty());
        }
        return api.get(path(update, target.id()) + "?fields=Subject,Description")
                .thenCompose(answer -> patch(target, update, mayWrite(answer, target, text)));
    }

    /** The text, unless a person's words stand there now. */
    private static Optional<Text> mayWrite(Answer answer, Target target, Text text) {
        if (answer.status() == NOT_FOUND) {
            return Optional.of(text);
        }
        String present = Text.present(SalesforceApi.read(answer));
        boolean isOurs =
                TextHash.isOurs(present, target.textHash()) || TextHash.isOurs(present, Optional.of(text.hash()));
        return isOurs ? Optional.of(text) : Optional.empty();
    }

    private CompletionStage<Written> patch(Target target, CallUpdate update, Optional<Text> text) {
        JsonObject facts = fields.facts(update);
        text.ifPresent(words -> words.writeTo(facts));
        return api.patch(path(update, target.id()), facts).thenCompose(answer -> {
            if (answer.status() == NOT_FOUND && fields.externalField().isEmpty()) {
                return missing(target, update);
            }
            SalesforceApi.ok(answer);
            Written written = written(target.id(), update);
            Optional<String> hash = text.map(Text::hash).or(target::textHash);
            return CompletableFuture.completedStage(hash.map(written::hashed).orElse(written));
        });
    }

    /** Only a task that no query knows either was deleted. */
    private CompletionStage<Written> missing(Target target, CallUpdate update) {
        return search(update.key()).thenApply(found -> {
            if (found.isPresent()) {
                throw DeliveryFailure.retry("404 for task " + target.id() + ", which a query knows");
            }
            throw DeliveryFailure.reject("Expected the call's task " + target.id()
                    + ", but it was deleted in Salesforce; it is not made again");
        });
    }

    private String path(CallUpdate update, String id) {
        return fields.externalField()
                .map(field -> TASK + field + "/" + SalesforceApi.encode(update.key()))
                .orElse(TASK + id);
    }

    private Written written(String id, CallUpdate update) {
        Written record = Written.record(id);
        return id.equals(update.key()) ? record : record.at(api.address("Task", id));
    }

    /**
     * A task to be changed.
     *
     * @param id Salesforce's id, or our key where the id is not known
     * @param textHash the mark of the text that we wrote there, where we know
     */
    private record Target(String id, Optional<String> textHash) {}
}
