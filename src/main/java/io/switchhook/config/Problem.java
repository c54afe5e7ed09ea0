package io.switchhook.config;

/**
 * One mistake in the configuration, told so that an operator can go to the place and mend it.
 *
 * @param severity whether the daemon can start in spite of it
 * @param file the configuration file as it was named by the caller
 * @param line line in the file, from 1; 0 when the file as a whole is meant
 * @param column column in the line, from 1; 0 when the file as a whole is meant
 * @param key path of the key, such as {@code accounts[0].transports[1]}; empty when no key is meant
 * @param expected what would be right, to be read after "Expected"
 * @param found what is there instead, to be read after "but"; never a secret and never a resolved reference
 * @param remedy what to do; empty when the expectation says it already
 */
public record Problem(
        Severity severity,
        String file,
        int line,
        int column,
        String key,
        String expected,
        String found,
        String remedy) {

    /** Whether a problem keeps the configuration from being used. */
    public enum Severity {
        /** The configuration cannot be used. */
        ERROR,
        /** The configuration can be used, but somebody should look. */
        WARNING
    }

    /**
     * Whether the configuration cannot be used.
     *
     * @return true for {@link Severity#ERROR}
     */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /**
     * The problem as one readable line in the form that compilers use, so that editors can jump to it.
     *
     * @return the line, without a line break
     */
    public String text() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
        }
        if (!key.isEmpty()) {
            text.append(' ').append(key);
        }
        text.append(severity == Severity.WARNING ? ": warning: Expected " : ": Expected ");
        text.append(expected).append(", but ").append(found);
        if (!remedy.isEmpty()) {
            text.append("; ").append(remedy);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
