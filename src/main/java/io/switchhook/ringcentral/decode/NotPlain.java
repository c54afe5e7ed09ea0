package io.switchhook.ringcentral.decode;

/** A text is broken, or not written as {@link PlainJson} reads it; which of the two, the general reader knows. */
final class NotPlain extends Exception {
    private static final long serialVersionUID = 1;

    /** Without a trace: broken texts must not cost much more than good ones. */
    NotPlain() {
        super("Expected JSON as the platform writes it, but it is otherwise", null, false, false);
    }
}
