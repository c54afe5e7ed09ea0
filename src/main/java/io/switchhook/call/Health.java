package io.switchhook.call;

/** How sure we are that a call still is what we last heard; never changes its state by itself. */
public enum Health {
    /** Nothing speaks against it. */
    LIVE,
    /** A look did not show it, or its source was away. */
    SUSPECT,
    /** The platform is being asked. */
    VERIFYING,
    /** It was over and nobody had told us. */
    LOST
}
