package io.switchhook.event;

import io.switchhook.call.Call;
import io.switchhook.call.Origin;
import java.time.Instant;

/**
 * An event about a call as it was told, read back from its JSON.
 *
 * @param id the event's id, for example {@code s-a1b2:000004}; never changes
 * @param type without prefix, for example {@code call.answered}
 * @param sequence its number within the call, from 1
 * @param occurredAt when it happened
 * @param origin live news or a look back
 * @param call the whole call as it was known then
 * @param json the envelope on one line, byte for byte as it was published
 */
public record Envelope(
        String id, String type, long sequence, Instant occurredAt, Origin origin, Call call, String json) {
    /**
     * Reads an event about a call.
     *
     * @param json what {@link EventJson} wrote
     * @return the event
     * @throws IllegalArgumentException when it is something else, a notice for example
     */
    public static Envelope read(String json) {
        return EnvelopeReader.read(json);
    }

    /** The call's parties are personal, so only what names the event. */
    @Override
    public String toString() {
        return "Envelope[" + id + ", " + type + "]";
    }
}
