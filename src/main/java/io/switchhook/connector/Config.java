package io.switchhook.connector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values of a connector's keys as the operator wrote them, references to secrets followed, defaults filled in. It
 * shows the names of the keys only, because any value may be secret.
 */
public final class Config {
    /** No key at all. */
    public static final Config NONE = new Config(Map.of());

    private final Map<String, Object> values;

    /**
     * Values by key.
     *
     * @param values each a {@link String}, {@link Boolean}, {@link Number}, a list or a map of these
     */
    public Config(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A value as text; a number or a flag as it would be written.
     *
     * @param key its key
     * @return the text; empty when there is none, or when it is a list or a section
     */
    public Optional<String> text(String key) {
        return single(values.get(key));
    }

    /**
     * A text that has to be there.
     *
     * @param key its key
     * @return the text, not blank
     * @throws BadConfiguration when it is missing
     */
    public String requiredText(String key) {
        return text(key)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new BadConfiguration(key, "a text", "it is missing"));
    }

    /**
     * A secret in clear, for the one place that sends it or signs with it; never log it.
     *
     * @param key its key
     * @return the secret
     */
    public Optional<String> secret(String key) {
        return text(key);
    }

    /**
     * A whole number.
     *
     * @param key its key
     * @param least the least that is allowed
     * @param most the most that is allowed
     * @return the number; empty when there is none
     * @throws BadConfiguration when it is none, or out of range
     */
    public Optional<Long> whole(String key, long least, long most) {
        return text(key).map(text -> whole(key, text, least, most));
    }

    private static long whole(String key, String text, long least, long most) {
        String expected = "a whole number from " + least + " to " + most;
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new BadConfiguration(key, expected, "it is none");
        }
        long number = Long.parseLong(text);
        if (number < least || number > most) {
            throw new BadConfiguration(key, expected, "it is " + number);
        }
        return number;
    }

    /**
     * A flag.
     *
     * @param key its key
     * @return true only when it is there and {@code true}
     * @throws BadConfiguration when it is neither true nor false
     */
    public boolean flag(String key) {
        String text = text(key).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new BadConfiguration(key, "true or false", "it is neither");
        }
        return text.equals("true");
    }

    /**
     * Single values of a list; a single value counts as a list of one.
     *
     * @param key its key
     * @return the texts in the order of the file; empty when there is none
     */
    public List<String> texts(String key) {
        Object value = values.get(key);
        Stream<?> items = value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
        return items.flatMap(item -> single(item).stream()).toList();
    }

    /**
     * A section of keys and values.
     *
     * @param key its key
     * @return the section; an empty one when there is none
     */
    public Config section(String key) {
        return values.get(key) instanceof Map<?, ?> section ? of(section) : NONE;
    }

    /**
     * A list of sections.
     *
     * @param key its key
     * @return the sections in the order of the file
     */
    public List<Config> sections(String key) {
        return values.get(key) instanceof List<?> list
                ? list.stream()
                        .filter(item -> item instanceof Map)
                        .map(item -> of((Map<?, ?>) item))
                        .toList()
                : List.of();
    }

    /**
     * Every key with its value, for sections whose keys are the operator's own.
     *
     * @return the values in the order of the file
     */
    public Map<String, Object> all() {
        return values;
    }

    private static Config of(Map<?, ?> section) {
        Map<String, Object> inner = new LinkedHashMap<>();
        section.forEach((key, value) -> inner.put(String.valueOf(key), value));
        return new Config(inner);
    }

    private static Optional<String> single(Object value) {
        boolean isSingle = value instanceof String || value instanceof Boolean || value instanceof Number;
        return isSingle ? Optional.of(value.toString()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Config" + values.keySet();
    }
}
