package io.switchhook.delivery;

import io.switchhook.call.Call;
import io.switchhook.call.Origin;
import io.switchhook.connector.Ability;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Earlier;
import io.switchhook.event.Envelope;
import io.switchhook.journal.Deliveries.Wish;
import io.switchhook.journal.StoredEvent;
import io.switchhook.metric.Metric;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Shows calls to users of the CRM while their telephones ring: live news only, at once or never, at most once for a user
 * and a call or the calls that it was transferred to. It neither waits for what is owed nor delays it.
 */
final class Pops {
    private static final List<String> TYPES =
            List.of("call.ringing", "call.answered", "call.transferred", "leg.alerting", "leg.answered");

    /** Pops that are remembered; chosen: more than ring in an hour. */
    private static final int REMEMBERED_MAX = 10_000;

    /** Pops that are under way at most; what comes then is dropped, because it would come too late. */
    private static final int UNDER_WAY_MAX = 32;

    private final CourierParts parts;
    private final Policy policy;
    private final Gate gate;
    private final Lookup lookup;
    private final Asker asker;
    private final Directory directory;
    private final People people;
    private final Instant since;
    private final boolean works;
    private final Recent shown = new Recent(REMEMBERED_MAX);
    private int underWay;

    /** Shows nothing of calls that began before now: somebody may have seen them before a restart. */
    Pops(CourierParts parts, Gate gate, Asker asker, Lookup lookup, Directory directory) {
        this.parts = parts;
        this.policy = Policy.of(
                parts.orders().when(),
                parts.orders().filter(),
                parts.connector().describe());
        this.gate = gate;
        this.lookup = lookup;
        this.asker = asker;
        this.directory = directory;
        this.people = parts.orders().people();
        // Events tell whole milliseconds.
        this.since = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        this.works = parts.connector().describe().abilities().contains(Ability.NOTIFY_USER)
                && !people.popWithin().isZero();
    }

    /** Looks at events that were just told. */
    void look(List<StoredEvent> page) {
        if (!works || parts.shadow().isOn()) {
            return;
        }
        for (StoredEvent event : page) {
            if (TYPES.contains(event.type())) {
                read(event)
                        .filter(this::isNow)
                        .ifPresent(now -> directory
                                .owners()
                                .onSuccess(owners -> show(now, owners))
                                .onFailure(failure -> count("failed")));
            }
        }
    }

    /** One that cannot be read is told among the dead letters. */
    private static Optional<Envelope> read(StoredEvent event) {
        try {
            return Optional.of(Envelope.read(event.json()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private boolean isNow(Envelope event) {
        Instant now = parts.clock().instant();
        return event.origin() == Origin.LIVE
                && !event.call().state().isOver()
                && !event.call().times().startedAt().isBefore(since)
                && !event.occurredAt().plus(people.popWithin()).isBefore(now)
                && policy.judge(event.call()).kind() == Wish.Kind.WANTED;
    }

    private void show(Envelope event, Owners owners) {
        Call call = event.call();
        for (String user : owners.seeing(call)) {
            boolean isNew = shown.add(call.id() + " " + user);
            boolean isNewToConversation = shown.add(call.conversationId() + " " + user);
            if (isNew && (isNewToConversation || call.id().equals(call.conversationId()))) {
                show(event, user);
            }
        }
    }

    private void show(Envelope event, String user) {
        if (underWay >= UNDER_WAY_MAX || !gate.obstacle(parts.clock().instant()).isEmpty()) {
            count("dropped");
            return;
        }
        underWay++;
        Call call = event.call();
        lookup.contacts(call, Optional.of(user), true)
                .otherwise(List.of())
                .compose(contacts -> isNow(event)
                        ? asker.ask(() -> parts.connector().notifyUser(user, update(event, user, contacts)))
                                .map("shown")
                        : Future.succeededFuture("dropped"))
                .otherwise("failed")
                .onSuccess(result -> {
                    underWay--;
                    count(result);
                });
    }

    private CallUpdate update(Envelope event, String user, List<Contact> contacts) {
        Call call = event.call();
        return new CallUpdate(
                call.id(),
                Stages.reachedBy(call),
                parts.orders().transform().of(event),
                Earlier.NOTHING,
                contacts,
                Optional.of(user),
                parts.home(call.account()).numbers());
    }

    private void count(String result) {
        parts.meter().count(Metric.POPS, parts.orders().name(), result);
    }
}
