package io.switchhook.call;

import java.util.Locale;

/** How we know. */
public enum Certainty {
    /** The platform reported it as it happened. */
    OBSERVED,
    /** It follows from something reported. */
    INFERRED,
    /** A later look at the platform showed it. */
    RECONCILED;

    /**
     * The word on the wire.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
