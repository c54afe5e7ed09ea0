package io.switchhook.call;

import java.util.Locale;

/** What a call came to, from the account's side. */
public enum Outcome {
    /** People talked. */
    ANSWERED,
    /** Inbound, meant for people, and none answered. */
    MISSED,
    /** The caller reached a mailbox. */
    VOICEMAIL,
    /** The caller left in a queue or menu before any person was tried. */
    ABANDONED,
    /** The far end was busy. */
    BUSY,
    /** The callee refused. */
    REJECTED,
    /** Outbound, and the caller gave up. */
    CANCELED,
    /** It could not be connected. */
    FAILED,
    /** A fax. */
    FAX,
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
