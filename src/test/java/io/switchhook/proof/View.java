package io.switchhook.proof;

/** Which sources are heard. */
enum View {
    /** Telephony sessions of the whole account. */
    SESSIONS,
    /** Detailed presence of every extension. */
    PRESENCE,
    /** Both. */
    BOTH,
    /** Telephony sessions by filters of the single extensions: no outside parties, numbers with holes. */
    NARROW;

    boolean hasSessions() {
        return this != PRESENCE;
    }

    boolean hasPresence() {
        return this == PRESENCE || this == BOTH;
    }
}
