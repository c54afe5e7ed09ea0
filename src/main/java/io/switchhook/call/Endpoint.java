package io.switchhook.call;

import java.util.Objects;
import java.util.Optional;

/** One end of a call as a report names it. Anything may be missing, and names come late (protocol.md 5.3). */
public final class Endpoint {
    /** An end about which nothing is known. */
    public static final Endpoint UNKNOWN = new Endpoint(null, null, (String) null);

    private final PhoneNumber number;
    private final String name;
    private final String extensionId;

    /**
     * An end as far as it is known.
     *
     * @param number the number
     * @param name the display name
     * @param extensionId the platform's internal id, as text
     */
    public Endpoint(Optional<PhoneNumber> number, Optional<String> name, Optional<String> extensionId) {
        this(number.orElse(null), name.orElse(null), extensionId.orElse(null));
    }

    private Endpoint(PhoneNumber number, String name, String extensionId) {
        this.number = number;
        this.name = name;
        this.extensionId = extensionId;
    }

    /**
     * Its number.
     *
     * @return the number
     */
    public Optional<PhoneNumber> number() {
        return Optional.ofNullable(number);
    }

    /**
     * Its display name.
     *
     * @return the name
     */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * The extension there.
     *
     * @return the platform's internal id, as text
     */
    public Optional<String> extensionId() {
        return Optional.ofNullable(extensionId);
    }

    /**
     * Whether nothing is known of it.
     *
     * @return true without number, name and extension
     */
    public boolean isUnknown() {
        return number == null && name == null && extensionId == null;
    }

    /**
     * Fills what is missing here from another report about the same end.
     *
     * @param other the other report
     * @return this, completed
     */
    public Endpoint or(Endpoint other) {
        if (isUnknown()) {
            return other;
        }
        boolean complete = (number != null || other.number == null)
                && (name != null || other.name == null)
                && (extensionId != null || other.extensionId == null);
        return complete
                ? this
                : new Endpoint(
                        number == null ? other.number : number,
                        name == null ? other.name : name,
                        extensionId == null ? other.extensionId : extensionId);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Endpoint that
                        && Objects.equals(number, that.number)
                        && Objects.equals(extensionId, that.extensionId)
                        && Objects.equals(name, that.name));
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, name, extensionId);
    }

    @Override
    public String toString() {
        return number == null ? "end of " + extensionId : number.toString();
    }
}
