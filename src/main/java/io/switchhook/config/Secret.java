package io.switchhook.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Something that must never be printed: a token, a client secret, an assertion. It masks itself. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a value.
     *
     * @param value the secret in clear; surrounding white space is removed, because files end in a line break
     * @return the secret
     */
    public static Secret of(String value) {
        return new Secret(value.strip());
    }

    /**
     * The secret in clear, for the one place that sends or compares it.
     *
     * @return the value
     */
    public String reveal() {
        return value;
    }

    /**
     * Compares in constant time, so that an answer's delay tells nothing about the secret.
     *
     * @param candidate what somebody presented
     * @return whether it is the secret
     */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
