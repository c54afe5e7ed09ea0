package io.switchhook.replay;

import io.switchhook.call.CallEvent;
import io.switchhook.call.Evidence;
import io.switchhook.call.rules.Decision;
import io.switchhook.call.rules.Reasoning;
import io.switchhook.call.rules.Rule;
import io.switchhook.ringcentral.decode.Decoded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A piece of evidence, or a moment at which time alone decided, with what was decided. */
record ExplainedStep(
        Instant at, Optional<Explanation.Piece> piece, Optional<Decoded> decoded, Optional<Decision> decision) {
    List<CallEvent> events() {
        return decision.map(Decision::events).orElse(List.of());
    }

    List<Reasoning> reasonings() {
        List<Reasoning> reasonings = decision.map(Decision::reasonings).orElse(List.of());
        return reasonings.isEmpty() && isList()
                ? List.of(new Reasoning(Rule.LIST_KEPT, "", Optional.empty(), ""))
                : reasonings;
    }

    private boolean isList() {
        return decision.isPresent()
                && decoded.filter(Decoded.Understood.class::isInstance)
                        .map(understood -> ((Decoded.Understood) understood).evidence())
                        .filter(Evidence.ExtensionReport.class::isInstance)
                        .isPresent();
    }

    /** Evidence of other calls is linked with a call when time decided something about it meanwhile. */
    boolean saysSomething() {
        return decision.isEmpty() || !events().isEmpty() || !reasonings().isEmpty();
    }
}
