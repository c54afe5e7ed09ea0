package io.switchhook.call;

import java.util.Optional;

/**
 * One end of a call as a report names it. Anything may be missing, and names come late (protocol.md 5.3).
 *
 * @param number the number
 * @param name the display name
 * @param extensionId the platform's internal id, as text
 */
public record Endpoint(Optional<PhoneNumber> number, Optional<String> name, Optional<String> extensionId) {
    /** An end about which nothing is known. */
    public static final Endpoint UNKNOWN = new Endpoint(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Fills what is missing here from another report about the same end.
     *
     * @param other the other report
     * @return this, completed
     */
    public Endpoint or(Endpoint other) {
        if (number.isEmpty() && name.isEmpty() && extensionId.isEmpty()) {
            return other;
        }
        boolean complete = (number.isPresent() || other.number.isEmpty())
                && (name.isPresent() || other.name.isEmpty())
                && (extensionId.isPresent() || other.extensionId.isEmpty());
        return complete
                ? this
                : new Endpoint(number.or(other::number), name.or(other::name), extensionId.or(other::extensionId));
    }
}
