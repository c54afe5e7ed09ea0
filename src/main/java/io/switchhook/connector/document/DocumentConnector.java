package io.switchhook.connector.document;

import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Ability;
import io.switchhook.connector.Artifact;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Context;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Description;
import io.switchhook.connector.Found;
import io.switchhook.connector.MessageUpdate;
import io.switchhook.connector.Stage;
import io.switchhook.connector.Written;
import io.switchhook.connector.document.Conversation.NotSent;
import io.switchhook.connector.document.Conversation.Reply;
import io.switchhook.connector.document.Conversation.Sign;
import io.switchhook.connector.document.RecordWriter.Order;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Does what a document says. */
final class DocumentConnector implements Connector {
    private final Document document;
    private final Context context;
    private final Conversation conversation;
    private final RecordWriter calls;
    private final Optional<RecordWriter> messages;
    private final Optional<People> people;

    DocumentConnector(Document document, Context context) {
        this.document = document;
        this.context = context;
        this.conversation = new Conversation(document.credentials(), context.http(), context.clock(), context.config());
        this.calls = new RecordWriter(document.call(), conversation);
        this.messages = document.message().map(writing -> new RecordWriter(writing, conversation));
        this.people = document.lookup().map(lookup -> new People(lookup, conversation));
    }

    @Override
    public Description describe() {
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        add(
                abilities,
                Ability.UPDATE,
                !document.call().then().isEmpty() || document.call().update().isPresent());
        add(abilities, Ability.FIND_CONTACTS, people.isPresent());
        add(abilities, Ability.UPSERT_MESSAGE, messages.isPresent());
        add(abilities, Ability.NOTIFY_USER, document.notifyUser().isPresent());
        add(abilities, Ability.ATTACH_ARTIFACT, document.attachArtifact().isPresent());
        return new Description(document.version(), document.guarantee(), false, abilities, document.concurrency());
    }

    private static void add(Set<Ability> abilities, Ability ability, boolean has) {
        if (has) {
            abilities.add(ability);
        }
    }

    @Override
    public CompletionStage<Checked> check() {
        if (document.check().isEmpty()) {
            return CompletableFuture.completedStage(new Checked(true, "the document has no check"));
        }
        Step step = document.check().get();
        return conversation
                .ask(step, Scope.of(context.config(), context.clock().instant()))
                .handle((reply, failure) -> checked(step, reply, failure));
    }

    private static Checked checked(Step step, Reply reply, Throwable failure) {
        if (failure == null) {
            if (reply.sign() != Sign.DONE) {
                return new Checked(false, reply.failure().getMessage());
            }
            return new Checked(true, JsonValues.text(reply.kept(step).getOrDefault("words", "it answers")));
        }
        Throwable cause = Conversation.cause(failure);
        if (cause instanceof DeliveryFailure known && known.kind() != DeliveryFailure.Kind.RETRY) {
            return new Checked(false, known.getMessage());
        }
        throw unwrapped(cause);
    }

    @Override
    public CompletionStage<Written> upsertCall(CallUpdate update) {
        return guarded(() -> {
            Map<String, Object> scope =
                    values(Scope.of(update, context.config(), context.clock().instant()));
            return calls.write(new Order(update.key(), update.earlier(), update.stage(), Scope.told(update)), scope);
        });
    }

    @Override
    public CompletionStage<Written> upsertMessage(MessageUpdate update) {
        return messages.isEmpty()
                ? Connector.super.upsertMessage(update)
                : guarded(() -> messages.get()
                        .write(
                                new Order(update.key(), update.earlier(), Stage.COMPLETED, Stage.COMPLETED),
                                Scope.of(
                                        update,
                                        context.config(),
                                        context.clock().instant())));
    }

    @Override
    public CompletionStage<List<Found>> findContacts(List<PhoneNumber> numbers) {
        return people.isEmpty()
                ? Connector.super.findContacts(numbers)
                : guarded(() -> people.get()
                        .find(
                                numbers,
                                Scope.of(context.config(), context.clock().instant())));
    }

    @Override
    public CompletionStage<Void> notifyUser(String userId, CallUpdate update) {
        return document.notifyUser().isEmpty()
                ? Connector.super.notifyUser(userId, update)
                : guarded(() -> {
                    Map<String, Object> scope = values(
                            Scope.of(update, context.config(), context.clock().instant()));
                    return once(
                            document.notifyUser().get(),
                            recorded(
                                    Scope.with(scope, "owner", userId),
                                    update.earlier().recordId()));
                });
    }

    @Override
    public CompletionStage<Void> attachArtifact(Artifact artifact) {
        return document.attachArtifact().isEmpty()
                ? Connector.super.attachArtifact(artifact)
                : guarded(() -> once(
                        document.attachArtifact().get(),
                        recorded(
                                Scope.of(
                                        artifact,
                                        context.config(),
                                        context.clock().instant()),
                                artifact.earlier().recordId())));
    }

    private static Map<String, Object> recorded(Map<String, Object> scope, Optional<String> recordId) {
        return recordId.map(id -> Scope.with(scope, "record", RecordIds.read(id)))
                .orElse(scope);
    }

    private CompletionStage<Void> once(Step step, Map<String, Object> scope) {
        boolean lets = step.guard().when().map(when -> when.holds(scope)).orElse(true);
        if (!lets) {
            return CompletableFuture.completedStage(null);
        }
        return conversation.ask(step, scope).thenApply(reply -> {
            if (reply.sign() != Sign.DONE) {
                throw reply.failure();
            }
            return null;
        });
    }

    /** Named expressions, each with those before it. */
    private Map<String, Object> values(Map<String, Object> scope) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> known = Scope.with(scope, "value", values);
        document.values().forEach((name, expression) -> values.put(name, expression.evaluate(known)));
        return known;
    }

    /** The daemon reads its own failures; ours stay within the document. */
    private static <T> CompletionStage<T> guarded(java.util.function.Supplier<CompletionStage<T>> work) {
        CompletionStage<T> stage;
        try {
            stage = work.get();
        } catch (DeliveryFailure failure) {
            return CompletableFuture.failedStage(failure.unsent());
        }
        return stage.handle((value, failure) -> {
            if (failure != null) {
                throw unwrapped(Conversation.cause(failure));
            }
            return value;
        });
    }

    private static RuntimeException unwrapped(Throwable cause) {
        Throwable real = cause instanceof NotSent ? cause.getCause() : cause;
        return real instanceof RuntimeException known ? known : new IllegalStateException(real);
    }
}
