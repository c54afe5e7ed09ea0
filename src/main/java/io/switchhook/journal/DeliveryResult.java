package io.switchhook.journal;

import io.switchhook.journal.Deliveries.Memory;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of one delivery.
 *
 * @param connector the connector's name
 * @param callId the call
 * @param sequence of the event
 * @param everyEvent whether the connector is given each event
 * @param at when
 * @param fate what became of it
 */
public record DeliveryResult(
        String connector, String callId, long sequence, boolean everyEvent, Instant at, Fate fate) {
    /** What became of it. */
    public sealed interface Fate {}

    /**
     * It is in the CRM.
     *
     * @param memory what to remember; what is absent stays as it was
     */
    public record Delivered(Memory memory) implements Fate {}

    /**
     * It was not sent, only shown.
     *
     * @param shown what would have been sent
     */
    public record Shadowed(String shown) implements Fate {}

    /**
     * It is tried again.
     *
     * @param at when
     * @param counts whether the failure counts against this delivery
     * @param uncertain whether it may have been written all the same
     * @param reason what the CRM said
     * @param memory what was written all the same; what is absent stays as it was
     */
    public record Again(Instant at, boolean counts, boolean uncertain, String reason, Memory memory) implements Fate {
        /**
         * Tried again, and nothing was written.
         *
         * @param at when
         * @param counts whether the failure counts against this delivery
         * @param uncertain whether it may have been written all the same
         * @param reason what the CRM said
         */
        public Again(Instant at, boolean counts, boolean uncertain, String reason) {
            this(at, counts, uncertain, reason, Memory.NOTHING);
        }
    }

    /**
     * It is a dead letter.
     *
     * @param reason what the CRM said
     * @param memory what was written all the same, of a connector of pictures; what is absent stays as it was
     */
    public record Dead(String reason, Memory memory) implements Fate {
        /**
         * A dead letter of which nothing was written.
         *
         * @param reason what the CRM said
         */
        public Dead(String reason) {
            this(reason, Memory.NOTHING);
        }
    }

    /**
     * The memory to keep, for those who read it.
     *
     * @return the memory; empty unless it was delivered
     */
    public Optional<Memory> memory() {
        return fate instanceof Delivered delivered ? Optional.of(delivered.memory()) : Optional.empty();
    }
}
