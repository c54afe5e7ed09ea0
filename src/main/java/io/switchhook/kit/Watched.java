package io.switchhook.kit;

import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Artifact;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Contact;
import io.switchhook.connector.ContactDraft;
import io.switchhook.connector.Context;
import io.switchhook.connector.Description;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.Found;
import io.switchhook.connector.Key;
import io.switchhook.connector.MessageUpdate;
import io.switchhook.connector.User;
import io.switchhook.connector.Written;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The connector under test, with a witness between it and the delivery. */
final class Watched implements Connector {
    private final Connector connector;
    private final Witness witness;
    private final int life;

    private Watched(Connector connector, Witness witness) {
        this.connector = connector;
        this.witness = witness;
        this.life = witness.life();
    }

    @Override
    public CompletionStage<Written> upsertCall(CallUpdate update) {
        String call = update.key();
        if (!witness.begins(call, update.event().sequence(), update.earlier().uncertain(), life)) {
            return new CompletableFuture<>();
        }
        return connector
                .upsertCall(update)
                .thenCompose(written -> witness.isToBeDoubled(call) ? again(update) : completed(written))
                .whenComplete((written, failure) -> witness.ends(call, life))
                .thenCompose(written -> witness.swallows(life) ? new CompletableFuture<>() : completed(written));
    }

    /** As after a crash: the same write once more, without knowledge of the first. */
    private CompletionStage<Written> again(CallUpdate update) {
        Earlier before = update.earlier();
        Earlier unknown = new Earlier(before.recordId(), before.url(), before.reached(), true, before.textHash());
        witness.doubt(update.key());
        return connector.upsertCall(new CallUpdate(
                update.key(),
                update.stage(),
                update.event(),
                unknown,
                update.contacts(),
                update.owner(),
                update.numbers()));
    }

    private static <T> CompletionStage<T> completed(T value) {
        return CompletableFuture.completedStage(value);
    }

    @Override
    public Description describe() {
        Description description = connector.describe();
        witness.describes(description);
        return description;
    }

    @Override
    public CompletionStage<Checked> check() {
        return connector.check();
    }

    @Override
    public CompletionStage<List<Found>> findContacts(List<PhoneNumber> numbers) {
        return connector.findContacts(numbers);
    }

    @Override
    public CompletionStage<Written> upsertMessage(MessageUpdate update) {
        return connector.upsertMessage(update);
    }

    @Override
    public CompletionStage<Contact> createContact(ContactDraft draft) {
        return connector.createContact(draft);
    }

    @Override
    public CompletionStage<Void> notifyUser(String userId, CallUpdate update) {
        return connector.notifyUser(userId, update);
    }

    @Override
    public CompletionStage<Void> attachArtifact(Artifact artifact) {
        return connector.attachArtifact(artifact);
    }

    @Override
    public CompletionStage<List<User>> listUsers() {
        return connector.listUsers();
    }

    @Override
    public CompletionStage<Integer> erase(PhoneNumber number) {
        return connector.erase(number);
    }

    @Override
    public void close() {
        connector.close();
    }

    /** Makes watched connectors. */
    record Factory(ConnectorFactory real, Witness witness) implements ConnectorFactory {
        @Override
        public String type() {
            return real.type();
        }

        @Override
        public List<Key> keys() {
            return real.keys();
        }

        @Override
        public Connector create(Context context) {
            return new Watched(real.create(context), witness);
        }
    }
}
