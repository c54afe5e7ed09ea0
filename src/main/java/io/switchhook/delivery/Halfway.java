package io.switchhook.delivery;

import io.switchhook.connector.DeliveryFailure;
import io.switchhook.journal.Deliveries.Memory;

/** The record is written, but what belongs to it is not: what was written must not be forgotten. */
final class Halfway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DeliveryFailure failure;
    private final transient Memory memory;

    Halfway(DeliveryFailure failure, Memory memory) {
        super(failure.getMessage(), null, false, false);
        this.failure = failure;
        this.memory = memory;
    }

    /** What went wrong; the record itself is certain. */
    DeliveryFailure failure() {
        return failure;
    }

    Memory memory() {
        return memory;
    }
}
