package io.switchhook.journal;

/** The journal could not keep or read something. What it says is for a person: what failed and what to do. */
public final class JournalFailure extends RuntimeException {
    /**
     * A failure with its cause.
     *
     * @param message what was expected, what happened, what to do
     * @param cause what the store said
     */
    public JournalFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A failure without a cause of another layer.
     *
     * @param message what was expected, what happened, what to do
     */
    public JournalFailure(String message) {
        super(message);
    }
}
