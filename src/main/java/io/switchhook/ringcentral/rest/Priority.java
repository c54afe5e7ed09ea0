package io.switchhook.ringcentral.rest;

/** Who goes first when a rate group is short. */
public enum Priority {
    /** Somebody waits for it now: tokens, subscriptions, the look after a gap, commands. */
    LIVE,
    /** It can wait: history, back-fill. */
    HISTORY
}
