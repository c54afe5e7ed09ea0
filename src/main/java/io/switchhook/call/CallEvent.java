package io.switchhook.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something about a call that is told, once and for ever: the unit of the promise.
 *
 * @param type what happened
 * @param sequence our own number: 1, 2, 3 … within the call, without holes
 * @param occurredAt when it happened, by the evidence
 * @param observedAt when we heard the evidence that settled it
 * @param certainty how we know
 * @param origin live news or a look back
 * @param evidence what it rests on
 * @param gap the provider numbers that were still missing when we went on without them
 * @param change what is different from the event before
 * @param call the whole call as known now
 */
public record CallEvent(
        CallEventType type,
        long sequence,
        Instant occurredAt,
        Instant observedAt,
        Certainty certainty,
        Origin origin,
        List<Provenance> evidence,
        Optional<NumberGap> gap,
        Change change,
        Call call) {
    /** Copies the evidence. */
    public CallEvent {
        evidence = List.copyOf(evidence);
    }

    /**
     * The event's id: the call's id and the zero-padded sequence. It is the same over retries, restarts and replay.
     *
     * @return for example {@code s-a1b2:000004}
     */
    public String id() {
        return call.id() + ":" + sequenceText();
    }

    /**
     * The sequence in the form that sorts as text.
     *
     * @return six digits, more when needed
     */
    public String sequenceText() {
        String digits = Long.toString(sequence);
        return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }

    /**
     * Provider numbers that never came, or came too late to be waited for.
     *
     * @param from the first missing number
     * @param to the last missing number
     */
    public record NumberGap(long from, long to) {}

    /**
     * What is different.
     *
     * @param from the call's state before, when it changed
     * @param to the call's state after, when it changed
     * @param leg the leg concerned
     * @param details corrected values, for {@code call.corrected}
     * @param reopened whether a call that was told as ended goes on
     * @param transfer who handed the call to whom, for {@code call.transferred}
     */
    public record Change(
            Optional<CallState> from,
            Optional<CallState> to,
            Optional<String> leg,
            List<Detail> details,
            boolean reopened,
            Optional<Transfer> transfer) {
        /** Nothing but the event itself. */
        public static final Change NONE =
                new Change(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false);

        /** Copies the details. */
        public Change {
            details = List.copyOf(details);
        }

        /**
         * A change without a transfer.
         *
         * @param from the call's state before
         * @param to the call's state after
         * @param leg the leg concerned
         * @param details corrected values
         * @param reopened whether the call goes on again
         */
        public Change(
                Optional<CallState> from,
                Optional<CallState> to,
                Optional<String> leg,
                List<Detail> details,
                boolean reopened) {
            this(from, to, leg, details, reopened, Optional.empty());
        }
    }

    /**
     * Who handed the call to whom.
     *
     * @param kind {@code blind}, {@code attended}, {@code voicemail}, {@code park}, {@code flip} or {@code rcc}
     * @param from the end that left
     * @param to the end that goes on, where it is known
     * @param successorCallId the call in which it goes on, where that is another one
     */
    public record Transfer(
            String kind, Optional<Endpoint> from, Optional<Endpoint> to, Optional<String> successorCallId) {}

    /**
     * One corrected value.
     *
     * @param path where it stands in the snapshot, for example {@code times.answeredAt}
     * @param was the value told before, as text; empty for none
     * @param is the value now, as text; empty for none
     */
    public record Detail(String path, String was, String is) {}
}
