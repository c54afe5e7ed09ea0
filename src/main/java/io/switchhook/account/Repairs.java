package io.switchhook.account;

import io.switchhook.call.CallEvent;
import io.switchhook.call.CallEventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look had to tell because no notification had. Looks run seconds behind notifications (protocol.md 6.1), so what
 * one of them tells first was missed, and is no race. What only a call log can know, the completion of a call, is none.
 */
final class Repairs {
    /** What was missed, the worst first. */
    enum What {
        /** The whole call. */
        FOUND,
        /** That it is over. */
        ENDED,
        /** That it rings, talks, holds …: a change of its state. */
        ADVANCED,
        /** Something told was not right. */
        CORRECTED
    }

    private Repairs() {}

    /** The repairs of one decision: each call once, by the worst that was missed. */
    static List<What> of(List<CallEvent> events) {
        Map<String, What> byCall = new LinkedHashMap<>();
        for (CallEvent event : events) {
            what(event)
                    .ifPresent(what -> byCall.merge(
                            event.call().id(), what, (one, other) -> one.compareTo(other) <= 0 ? one : other));
        }
        return new ArrayList<>(byCall.values());
    }

    private static Optional<What> what(CallEvent event) {
        return switch (event.origin()) {
            case LIVE, REPLAY, COMMAND -> Optional.empty();
            case POLL, CALLLOG, BACKFILL -> what(event.type());
        };
    }

    private static Optional<What> what(CallEventType type) {
        return switch (type) {
            case STARTED -> Optional.of(What.FOUND);
            case ENDED -> Optional.of(What.ENDED);
            case ROUTED,
                    QUEUED,
                    RINGING,
                    ANSWERED,
                    HELD,
                    RETRIEVED,
                    PARKED,
                    UNPARKED,
                    TRANSFERRED,
                    DIVERTED,
                    CONFERENCED,
                    VOICEMAIL,
                    FAX -> Optional.of(What.ADVANCED);
            case CORRECTED -> Optional.of(What.CORRECTED);
            default -> Optional.empty();
        };
    }
}
