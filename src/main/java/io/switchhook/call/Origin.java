package io.switchhook.call;

import java.util.Locale;

/** What led to an event: live news or a look back. */
public enum Origin {
    /** A notification as it happened. */
    LIVE,
    /** A look at active calls, presence or a session. */
    POLL,
    /** The call log. */
    CALLLOG,
    /** Recovered after a gap in the sources. */
    BACKFILL,
    /** A trace. */
    REPLAY,
    /** A command of ours. */
    COMMAND;

    /**
     * The word on the wire.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
