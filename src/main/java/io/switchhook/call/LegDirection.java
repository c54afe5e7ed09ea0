package io.switchhook.call;

/** The technical direction of a leg: whether its end calls or is called (protocol.md 4.3.1). */
public enum LegDirection {
    /** The calling end; an outside caller's leg too. */
    OUTBOUND,
    /** A called end. */
    INBOUND
}
