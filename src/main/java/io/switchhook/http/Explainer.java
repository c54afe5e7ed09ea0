package io.switchhook.http;

import io.switchhook.journal.Journal.CallEvidence;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Future;
import java.util.List;

/** Says why a call is told as it is; given to the door, because it knows no rules. May take a while, so never on a loop. */
public interface Explainer {
    /**
     * Explains a call.
     *
     * @param snapshot its newest snapshot, JSON
     * @param evidence what spoke of it
     * @param events what was published of it, in order
     * @return a JSON object on one line, as in openapi.yaml
     */
    String explain(String snapshot, CallEvidence evidence, List<StoredEvent> events);

    /**
     * Says what became of a call where it is delivered to.
     *
     * @param callId the call's id
     * @return a JSON array on one line, as in openapi.yaml
     */
    default Future<String> deliveries(String callId) {
        return Future.succeededFuture("[]");
    }
}
