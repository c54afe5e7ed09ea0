package io.switchhook.delivery;

import io.switchhook.call.Call;
import io.switchhook.call.Direction;
import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Ability;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Contact;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Description;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.Found;
import io.switchhook.connector.Stage;
import io.switchhook.connector.Written;
import io.switchhook.event.Envelope;
import io.switchhook.journal.Deliveries.Due;
import io.switchhook.journal.Deliveries.Memory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One delivery: from the row to the connector's answer. Writes nothing down. */
final class Errand {
    private final Vertx vertx;
    private final Connector connector;
    private final Description description;
    private final Patience patience;

    Errand(Vertx vertx, Connector connector, Patience patience) {
        this.vertx = vertx;
        this.connector = connector;
        this.description = connector.describe();
        this.patience = patience;
    }

    /**
     * Asks the connector to write.
     *
     * @return what to remember; fails with {@link DeliveryFailure}, or {@link Shadow.Shown} when it was only shown
     */
    Future<Memory> run(Due due, boolean shown) {
        Envelope event;
        try {
            event = Envelope.read(due.event().json());
        } catch (RuntimeException e) {
            return Future.failedFuture(DeliveryFailure.reject("the event cannot be read: " + e.getMessage()));
        }
        return write(event, due, shown);
    }

    private Future<Memory> write(Envelope event, Due due, boolean shown) {
        Earlier earlier = earlier(due.memory());
        Stage stage = Stages.of(event.type(), event.call(), earlier.reached());
        if (shown && description.abilities().contains(Ability.WRITES_ELSEWHERE)) {
            return Future.failedFuture(new Shadow.Shown(event.json()));
        }
        return contacts(event.call(), earlier, shown)
                .compose(contacts -> ask(() -> connector.upsertCall(
                        new CallUpdate(event.call().id(), stage, event, earlier, contacts, Optional.empty()))))
                .map(written -> memory(written, Stages.furthest(event.call(), earlier.reached())));
    }

    /** A record that exists has its contacts already. */
    private Future<List<Contact>> contacts(Call call, Earlier earlier, boolean shown) {
        Optional<PhoneNumber> outside = call.external().flatMap(end -> end.number());
        boolean wanted = description.abilities().contains(Ability.FIND_CONTACTS)
                && earlier.recordId().isEmpty()
                && call.direction() != Direction.INTERNAL
                && outside.flatMap(PhoneNumber::e164).isPresent();
        if (!wanted) {
            return Future.succeededFuture(List.of());
        }
        return ask(() -> connector.findContacts(List.of(outside.get())))
                .map(found -> found.stream()
                        .filter(one -> one.number().key().equals(outside.get().key()))
                        .map(Found::contacts)
                        .findFirst()
                        .orElse(List.of()))
                .recover(failure -> shown && failure instanceof Shadow.Shown
                        ? Future.succeededFuture(List.of())
                        : Future.failedFuture(failure));
    }

    /** The edge of a plug-in: whatever it throws is a failure of this delivery, never of the courier. */
    <T> Future<T> ask(Supplier<CompletionStage<T>> question) {
        Future<T> answer;
        try {
            answer = Future.fromCompletionStage(question.get(), vertx.getOrCreateContext());
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        return answer.timeout(patience.answer().toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(understood(failure)));
    }

    private RuntimeException understood(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DeliveryFailure || cause instanceof Shadow.Shown) {
            return (RuntimeException) cause;
        }
        if (cause instanceof TimeoutException) {
            return DeliveryFailure.retry("no answer within " + patience.answer().toSeconds() + " s");
        }
        return DeliveryFailure.retry("defect of the connector: " + cause);
    }

    private static Earlier earlier(Memory memory) {
        return new Earlier(
                memory.recordId(),
                memory.url(),
                memory.reached().map(Stage::valueOf),
                memory.uncertain(),
                memory.textHash());
    }

    private static Memory memory(Written written, Stage reached) {
        return new Memory(written.recordId(), written.url(), written.textHash(), Optional.of(reached.name()), false);
    }
}
