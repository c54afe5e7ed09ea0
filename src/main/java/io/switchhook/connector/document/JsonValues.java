package io.switchhook.connector.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as plain values: {@link Map}, {@link List}, {@link String}, {@link Number}, {@link Boolean}, null. */
final class JsonValues {
    /** Whatever follows a document is no part of it: such an answer is not understood by halves. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonValues() {}

    /** What an answer says; empty when it is not JSON. */
    static Optional<Object> read(String text) {
        try {
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.ofNullable(MAPPER.readValue(text, Object.class)).map(JsonValues::known);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Null means unknown, and for an expression what is unknown is not there. */
    private static Object known(Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(item -> item != null)
                    .map(JsonValues::known)
                    .toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> known = new LinkedHashMap<>();
            map.forEach((key, inner) -> {
                if (inner != null) {
                    known.put(String.valueOf(key), known(inner));
                }
            });
            return known;
        }
        return value;
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected plain values, but " + e.getOriginalMessage(), e);
        }
    }

    /** A value as it is written into a text: texts as they are, the rest as JSON; nothing is an empty text. */
    static String text(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof String text ? text : write(value);
    }

    /**
     * A copy without the lists and functions of the expression language.
     *
     * @throws IllegalArgumentException when there is something in it that JSON does not have
     */
    static Object plain(Object value) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>(list.size());
            list.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, inner) -> plain.put(String.valueOf(key), plain(inner)));
            return plain;
        }
        throw new IllegalArgumentException("it yields a function instead of a value");
    }
}
