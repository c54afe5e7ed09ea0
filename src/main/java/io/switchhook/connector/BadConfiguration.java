package io.switchhook.connector;

/** A value in a connector's configuration that cannot be used; says what was expected, never the value of a secret. */
public final class BadConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String expected;
    private final String found;

    /**
     * What is wrong.
     *
     * @param key the key's name
     * @param expected what was expected, to follow "Expected"
     * @param found what was found, to follow "but"
     */
    public BadConfiguration(String key, String expected, String found) {
        super("Expected " + expected + " as " + key + ", but " + found, null, false, false);
        this.key = key;
        this.expected = expected;
        this.found = found;
    }

    /**
     * Which key.
     *
     * @return its name
     */
    public String key() {
        return key;
    }

    /**
     * What was expected.
     *
     * @return to follow "Expected"
     */
    public String expected() {
        return expected;
    }

    /**
     * What was found.
     *
     * @return to follow "but"
     */
    public String found() {
        return found;
    }
}
