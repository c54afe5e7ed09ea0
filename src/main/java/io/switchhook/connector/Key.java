package io.switchhook.connector;

import java.util.Optional;

/**
 * One key of a connector's configuration.
 *
 * @param name its name in the file
 * @param need whether it has to be there
 * @param secret whether its value must never be shown
 * @param standard what is used when it is not there, as it would be written; empty for nothing
 * @param meaning what it is for, with its unit, one sentence
 */
public record Key(String name, Need need, boolean secret, Optional<String> standard, String meaning) {
    /** Whether a key has to be there. */
    public enum Need {
        /** Without it there is no connector. */
        REQUIRED,
        /** It may be left out. */
        OPTIONAL
    }

    /**
     * A key that has to be there.
     *
     * @param name its name
     * @param meaning what it is for
     * @return the key
     */
    public static Key required(String name, String meaning) {
        return new Key(name, Need.REQUIRED, false, Optional.empty(), meaning);
    }

    /**
     * A key that may be left out.
     *
     * @param name its name
     * @param meaning what it is for, and what happens without it
     * @return the key
     */
    public static Key optional(String name, String meaning) {
        return new Key(name, Need.OPTIONAL, false, Optional.empty(), meaning);
    }

    /**
     * A key with a default.
     *
     * @param name its name
     * @param standard the default, as it would be written in the file
     * @param meaning what it is for
     * @return the key
     */
    public static Key standard(String name, String standard, String meaning) {
        return new Key(name, Need.OPTIONAL, false, Optional.of(standard), meaning);
    }

    /**
     * The same, but its value must never be shown.
     *
     * @return the key
     */
    public Key asSecret() {
        return new Key(name, need, true, standard, meaning);
    }
}
