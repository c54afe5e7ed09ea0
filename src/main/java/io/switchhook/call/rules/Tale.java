package io.switchhook.call.rules;

import io.switchhook.call.CallEvent.Transfer;
import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import java.util.Optional;

/** One thing worth telling. {@code at} is when it happened, in milliseconds of the epoch. */
record Tale(
        CallEventType type,
        Optional<String> leg,
        Optional<CallState> was,
        Optional<CallState> is,
        Mark mark,
        long at,
        Optional<Transfer> transfer) {
    Tale(
            CallEventType type,
            Optional<String> leg,
            Optional<CallState> was,
            Optional<CallState> is,
            Mark mark,
            long at) {
        this(type, leg, was, is, mark, at, Optional.empty());
    }

    Tale with(Optional<Transfer> handedOver) {
        return new Tale(type, leg, was, is, mark, at, handedOver);
    }

    static Tale ofCall(CallEventType type, Mark mark) {
        return new Tale(type, Optional.empty(), Optional.empty(), Optional.empty(), mark, mark.at);
    }

    static Tale ofLeg(CallEventType type, String leg, Mark mark) {
        return new Tale(type, Optional.of(leg), Optional.empty(), Optional.empty(), mark, mark.at);
    }

    /** What makes two tales the same one: for what happens once in a call, its type alone. */
    String key() {
        return switch (type) {
            case STARTED, ANSWERED, ENDED, FAX, VOICEMAIL, CONFERENCED -> type.name();
            default -> type.name() + leg.orElse("") + "@" + at;
        };
    }
}
