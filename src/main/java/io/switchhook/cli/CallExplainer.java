package io.switchhook.cli;

import io.switchhook.call.rules.RulesConfig;
import io.switchhook.http.Explainer;
import io.switchhook.journal.Journal.CallEvidence;
import io.switchhook.journal.Journal.StoredEvidence;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.StoredEvent;
import io.switchhook.replay.Explanation;
import io.switchhook.replay.TraceLine;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Explains calls from the journal by the rules of their accounts. */
final class CallExplainer implements Explainer {
    private final Map<String, RulesConfig> rules;
    private final CallDeliveries deliveries;
    private final InstantSource clock;

    /** Takes the rules of each account, by its label. */
    CallExplainer(Map<String, RulesConfig> rules, CallDeliveries deliveries, InstantSource clock) {
        this.rules = rules;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public Future<String> deliveries(String callId) {
        return deliveries.of(callId).map(JsonArray::encode);
    }

    @Override
    public String explain(String snapshot, CallEvidence evidence, List<StoredEvent> events) {
        Explanation.Case told = new Explanation.Case(
                evidence.account(),
                new JsonObject(snapshot).getString("id"),
                snapshot,
                evidence.evidence().stream()
                        .map(kept -> piece(evidence.account(), kept))
                        .toList(),
                evidence.letGo(),
                events.stream()
                        .map(event -> new Explanation.Published(event.offset(), event.id(), event.type()))
                        .toList());
        // An account that is no longer configured was watched somehow; the defaults are the best guess.
        RulesConfig config = rules.getOrDefault(evidence.account(), RulesConfig.DEFAULTS);
        return Explanation.of(told, config, clock.instant());
    }

    private static Explanation.Piece piece(String account, StoredEvidence stored) {
        KeptEvidence kept = stored.evidence();
        return new Explanation.Piece(
                stored.offset(), new TraceLine(kept.at(), account, kept.kind(), kept.via(), kept.body()));
    }
}
