package io.switchhook.delivery;

import io.switchhook.event.Timestamps;
import io.switchhook.journal.Deliveries.CallDelivery;
import io.switchhook.journal.Deliveries.Memory;
import java.util.Optional;

/** Why a call was or was not logged by a connector, in a sentence. Pure. */
public final class CallFate {
    /** State of a call that a connector will look at. */
    private static final String UNSEEN = "unseen";

    /** State of a call that was over before a connector began. */
    private static final String BEFORE = "before";

    private CallFate() {}

    /**
     * What there is to say of a call that a connector has not looked at.
     *
     * @param status how the connector stands
     * @param callId the call
     * @return in state {@code unseen} while it has events before it, else {@code before}
     */
    public static CallDelivery unseen(CourierStatus status, String callId) {
        return new CallDelivery(
                status.name(),
                callId,
                status.backlog().behind() > 0 ? UNSEEN : BEFORE,
                "",
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Memory.NOTHING);
    }

    /**
     * Says it.
     *
     * @param delivery what the journal has about it
     * @param status how the connector stands; empty when it is not at work
     * @return the sentence, without the record's id
     */
    public static String says(CallDelivery delivery, Optional<CourierStatus> status) {
        String fate = switch (delivery.state()) {
            case "pending" ->
                waits(delivery, status.map(CourierStatus::obstacle).orElse(""));
            case "done" -> "written" + at(delivery) + ", up to event " + delivery.delivered();
            case "dead" -> "refused for good: " + delivery.reason();
            case "filtered" -> "not sent: " + delivery.reason();
            case "shadowed" -> "not sent, only shown (shadow)" + at(delivery);
            case UNSEEN ->
                "not looked at yet, " + status.orElseThrow().backlog().behind() + " events are before it";
            default -> "told before this connector began (start: now); connector replay delivers it";
        };
        return status.isPresent() ? fate : fate + "; this connector is not at work now";
    }

    private static String waits(CallDelivery delivery, String obstacle) {
        String so = delivery.failingSince()
                .map(since -> "waits since " + Timestamps.text(since) + ", failed " + delivery.attempts() + " times"
                        + delivery.nextAt()
                                .map(next -> ", next try at " + Timestamps.text(next))
                                .orElse("")
                        + (delivery.reason().isEmpty() ? "" : ": " + delivery.reason()))
                .orElse("waits for its turn");
        return obstacle.isEmpty() ? so : so + "; " + obstacle;
    }

    private static String at(CallDelivery delivery) {
        return delivery.deliveredAt().map(at -> " at " + Timestamps.text(at)).orElse("");
    }
}
