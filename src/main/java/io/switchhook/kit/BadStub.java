package io.switchhook.kit;

/** A description of a stub that cannot be used. */
public final class BadStub extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * What is wrong.
     *
     * @param message what was expected, and what was found
     */
    BadStub(String message) {
        super(message, null, false, false);
    }
}
