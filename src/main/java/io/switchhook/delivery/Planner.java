package io.switchhook.delivery;

import io.switchhook.delivery.Policy.Answer;
import io.switchhook.event.Envelope;
import io.switchhook.journal.Deliveries.Wish;
import io.switchhook.journal.StoredEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a page of the journal owes to a connector: one line for each call, because the newest event says everything. */
final class Planner {
    private final Policy policy;

    Planner(Policy policy) {
        this.policy = policy;
    }

    /** What is owed of a page; events that are not about calls are nothing to connectors. */
    List<Wish> plan(List<StoredEvent> page) {
        Map<String, Wish> wishes = new LinkedHashMap<>();
        for (StoredEvent event : page) {
            if (isOfCall(event)) {
                wishes.merge(event.callId(), wish(event), Planner::both);
            }
        }
        return new ArrayList<>(wishes.values());
    }

    /** Whether an event is owed by itself, as the filter stands now. */
    boolean wants(StoredEvent event) {
        return isOfCall(event) && judge(event).kind() == Wish.Kind.WANTED;
    }

    private static boolean isOfCall(StoredEvent event) {
        return event.type().startsWith("call.") || event.type().startsWith("leg.");
    }

    private Wish wish(StoredEvent event) {
        Answer answer = judge(event);
        return new Wish(
                event.callId(), answer.kind(), event.sequence(), event.sequence(), event.offset(), answer.reason());
    }

    /** One that cannot be read must not stop the others: it is owed, and ends among the dead letters with the reason. */
    private Answer judge(StoredEvent event) {
        try {
            return policy.judge(Envelope.read(event.json()));
        } catch (RuntimeException e) {
            return Answer.WANTED;
        }
    }

    /** The newest word counts, except that nobody takes back a wish by not having one. */
    private static Wish both(Wish before, Wish after) {
        Wish last = after.kind() == Wish.Kind.NOT_YET ? before : after;
        return new Wish(last.callId(), last.kind(), before.first(), last.sequence(), last.offset(), last.reason());
    }
}
