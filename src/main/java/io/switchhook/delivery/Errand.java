package io.switchhook.delivery;

import io.switchhook.connector.Ability;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Contact;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.Stage;
import io.switchhook.connector.Written;
import io.switchhook.event.Envelope;
import io.switchhook.journal.Deliveries.Due;
import io.switchhook.journal.Deliveries.Memory;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** One delivery: from the row to the connector's answer. Writes nothing down. */
final class Errand {
    private final CourierParts parts;
    private final Connector connector;
    private final Policy policy;
    private final Asker asker;
    private final Lookup lookup;
    private final Attachments attachments;

    Errand(CourierParts parts, Policy policy, Asker asker, Lookup lookup) {
        this.parts = parts;
        this.connector = parts.connector();
        this.policy = policy;
        this.asker = asker;
        this.lookup = lookup;
        this.attachments = new Attachments(connector, asker);
    }

    /**
     * Asks the connector to write.
     *
     * @return what to remember; fails with {@link DeliveryFailure}, {@link Halfway}, or {@link Shadow.Shown} when it was
     *     only shown
     */
    Future<Memory> run(Due due, boolean shown) {
        Envelope event;
        try {
            event = Envelope.read(due.event().json());
        } catch (RuntimeException e) {
            return Future.failedFuture(DeliveryFailure.reject("the event cannot be read: " + e.getMessage()));
        }
        Future<Memory> written = policy.isClosed(earlier(due.memory()).reached())
                ? Future.succeededFuture(due.memory())
                : write(event, due, shown);
        return written.compose(memory -> attachments.attach(event.call(), memory));
    }

    private Future<Memory> write(Envelope event, Due due, boolean shown) {
        Earlier earlier = earlier(due.memory());
        if (shown && connector.describe().abilities().contains(Ability.WRITES_ELSEWHERE)) {
            return Future.failedFuture(new Shadow.Shown(event.json()));
        }
        Optional<String> owner = parts.orders().people().owners().of(event.call());
        boolean quiet = shown || earlier.recordId().isPresent();
        Told told = Told.of(due.memory().reached()).at(Stages.furthest(event.call(), earlier.reached()));
        return lookup.contacts(event.call(), owner, quiet)
                .compose(contacts -> asker.ask(() -> connector.upsertCall(update(event, earlier, contacts, owner))))
                .map(written -> memory(written, due.memory(), told));
    }

    private CallUpdate update(Envelope event, Earlier earlier, List<Contact> contacts, Optional<String> owner) {
        Stage stage = Stages.of(event.type(), event.call(), earlier.reached());
        return new CallUpdate(
                event.call().id(),
                stage,
                event,
                earlier,
                contacts,
                owner,
                parts.home(event.call().account()).numbers());
    }

    static Earlier earlier(Memory memory) {
        return new Earlier(
                memory.recordId(),
                memory.url(),
                Told.of(memory.reached()).stage(),
                memory.uncertain(),
                memory.textHash());
    }

    /** What the connector does not say again stays as it was. */
    private static Memory memory(Written written, Memory before, Told told) {
        return new Memory(
                written.recordId().or(before::recordId),
                written.url().or(before::url),
                written.textHash().or(before::textHash),
                told.word(),
                false);
    }
}
