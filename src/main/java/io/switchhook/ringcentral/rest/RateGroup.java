package io.switchhook.ringcentral.rest;

/** The platform's rate groups; every operation belongs to one (protocol.md 2.6). */
public enum RateGroup {
    /** Cheap reads: extension presence, session status, subscription reads, message store. */
    LIGHT,
    /** Subscription creation and changes, SMS, message content. */
    MEDIUM,
    /** Active calls, call log, account presence, fax, RingOut. */
    HEAVY,
    /** Tokens. */
    AUTH
}
