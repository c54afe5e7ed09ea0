package io.switchhook.connector;

/** How far a call is told by one write; the first four in their order. */
public enum Stage {
    /** It exists; maybe it rings already. */
    STARTED,
    /** People talk, or have talked. */
    ANSWERED,
    /** It is over; outcome and durations may still change. */
    ENDED,
    /** Final facts are known. */
    COMPLETED,
    /** A recording or a message can be fetched; the call was told as far as it got before. */
    ARTIFACT,
    /** Something told before is different; the call was told as far as it got before. */
    CORRECTED
}
