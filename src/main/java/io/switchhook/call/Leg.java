package io.switchhook.call;

import java.util.List;
import java.util.Optional;

/**
 * One participant's part of a call.
 *
 * @param id the party id where known when the leg was first seen, else made from extension and direction; never changes
 * @param aliases other ids it goes by, a party id learnt later
 * @param state where it stands
 * @param direction whether its end calls or is called
 * @param kind what is at its end
 * @param extensionId the extension, absent for the outside
 * @param number the end's own number, where known
 * @param name the end's display name, where known
 * @param reason the provider's reason for its end or move, unchanged
 * @param history the states so far, as they are known now
 */
public record Leg(
        String id,
        List<String> aliases,
        LegState state,
        LegDirection direction,
        LegKind kind,
        Optional<String> extensionId,
        Optional<PhoneNumber> number,
        Optional<String> name,
        Optional<String> reason,
        List<Moment<LegState>> history) {
    /** Copies the lists. */
    public Leg {
        aliases = List.copyOf(aliases);
        history = history instanceof History ? history : List.copyOf(history);
    }
}
