package io.switchhook.call;

import java.util.Locale;

/** What is at the end of a leg. */
public enum LegKind {
    /** An extension that alerts or talks as a person's does. */
    PERSON,
    /** A number outside the account. */
    EXTERNAL,
    /** A menu or rule that answers by itself. */
    IVR,
    /** A queue. */
    QUEUE,
    /** A mailbox. */
    VOICEMAIL,
    /** A fax reception. */
    FAX;

    /**
     * The word on the wire.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
