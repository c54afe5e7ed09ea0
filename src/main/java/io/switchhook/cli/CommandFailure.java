package io.switchhook.cli;

/** A command could not do what it was asked; the message is for the person who typed it. */
final class CommandFailure extends RuntimeException {
    /** The thing asked about is not so. */
    static final int NOT_SO = 1;
    /** Usage or configuration. */
    static final int USAGE = 2;
    /** The platform or the daemon cannot be reached. */
    static final int UNREACHABLE = 3;

    private final int exitCode;

    CommandFailure(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
