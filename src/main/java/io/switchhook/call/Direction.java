package io.switchhook.call;

import java.util.Locale;

/** Where a call goes, seen from the account; not the technical direction of a leg. */
public enum Direction {
    /** From outside to the account. */
    INBOUND,
    /** From the account to outside. */
    OUTBOUND,
    /** Between extensions of the account. */
    INTERNAL,
    /** Not known. */
    UNKNOWN;

    /**
     * The word on the wire.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
