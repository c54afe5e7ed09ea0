package io.switchhook.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One connector: its name, its type, and whatever else its type understands.
 *
 * @param name label in messages, records and commands; {@code name}, required, lower-case letters, digits and
 *     {@code -}
 * @param type which connector; {@code type}, required
 * @param options the remaining keys in the order of the file, references followed. A value is a {@link String},
 *     {@link Boolean}, {@link Long}, {@link java.math.BigDecimal}, {@link Secret}, a list or a map of these
 */
public record ConnectorSettings(String name, String type, Map<String, Object> options) {
    /** Copies the options and keeps their order. */
    public ConnectorSettings {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * An option as text; a number or a flag as it would be written, a secret in clear.
     *
     * @param key its key
     * @return the text; empty when the key is missing, or a list or a section
     */
    public Optional<String> text(String key) {
        Object value = options.get(key);
        if (value instanceof Secret secret) {
            return Optional.of(secret.reveal());
        }
        boolean single = value instanceof String || value instanceof Boolean || value instanceof Number;
        return single ? Optional.of(value.toString()) : Optional.empty();
    }

    /**
     * An option that is secret, whichever way it was written.
     *
     * @param key its key
     * @return the secret; empty when the key is missing, or a list or a section
     */
    public Optional<Secret> secret(String key) {
        return text(key).map(Secret::of);
    }

    /** Names the keys only: an address may carry a token, and which do is known to the connector alone. */
    @Override
    public String toString() {
        return "ConnectorSettings[name=" + name + ", type=" + type + ", options=" + options.keySet() + "]";
    }
}
