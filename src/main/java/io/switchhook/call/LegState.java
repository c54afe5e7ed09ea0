package io.switchhook.call;

import java.util.Locale;

/** Where one leg of a call stands: the CSTA local connection states (ECMA-269), with parked and replaced beside. */
public enum LegState {
    /** Off hook, or the platform has the request; nobody alerts yet. */
    INITIATED,
    /** Somebody or something is ringing at the far end of this leg. */
    ALERTING,
    /** Waiting in a queue. */
    QUEUED,
    /** Media flows; says nothing about whether a person is there. */
    CONNECTED,
    /** This leg put the call on hold. */
    HELD,
    /** Left at a park location. */
    PARKED,
    /** Moved into another session; its peer goes on. */
    REPLACED,
    /** Over. */
    ENDED;

    /**
     * Whether nothing more is expected of the leg.
     *
     * @return true for {@link #ENDED} and {@link #REPLACED}
     */
    public boolean isOver() {
        return this == ENDED || this == REPLACED;
    }

    /**
     * The word on the wire.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
