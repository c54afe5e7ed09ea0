package io.switchhook.call.rules;

import io.switchhook.call.CallEvent.Transfer;
import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import java.util.Optional;

/**
 * One thing worth telling. {@code leg} is the leg concerned, null for what concerns the call; {@code at} is when it
 * happened, in milliseconds of the epoch.
 */
@SuppressWarnings("EnumOrdinal") // In memory only: no number of it is ever kept or sent.
record Tale(
        CallEventType type,
        LegTrack leg,
        Optional<CallState> was,
        Optional<CallState> is,
        Mark mark,
        long at,
        Optional<Transfer> transfer) {
    private static final int TYPE_BITS = 6;
    private static final int LEG_BITS = 9;
    private static final int TYPE_MASK = (1 << TYPE_BITS) - 1;
    private static final int LEG_MAX = (1 << LEG_BITS) - 1;

    Tale(CallEventType type, LegTrack leg, Optional<CallState> was, Optional<CallState> is, Mark mark, long at) {
        this(type, leg, was, is, mark, at, Optional.empty());
    }

    Tale with(Optional<Transfer> handedOver) {
        return new Tale(type, leg, was, is, mark, at, handedOver);
    }

    static Tale ofCall(CallEventType type, Mark mark) {
        return ofLeg(type, null, mark);
    }

    static Tale ofLeg(CallEventType type, LegTrack leg, Mark mark) {
        return new Tale(type, leg, Optional.empty(), Optional.empty(), mark, mark.at);
    }

    /**
     * What makes two tales of a call the same one: for what happens once in a call, its type alone. Packed, because
     * every open call keeps those that it has told.
     */
    long key() {
        return switch (type) {
            case STARTED, ANSWERED, ENDED, FAX, VOICEMAIL, CONFERENCED -> type.ordinal();
            default -> (at << LEG_BITS | place()) << TYPE_BITS | type.ordinal();
        };
    }

    private int place() {
        return leg == null ? 0 : Math.min(leg.place + 1, LEG_MAX);
    }

    /** Whether a key is that of a tale of a type. */
    static boolean isOf(CallEventType type, long key) {
        return (key & TYPE_MASK) == type.ordinal();
    }
}
