package io.switchhook.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request that a CRM got.
 *
 * @param method {@code POST}, …
 * @param address path and query as they stand in the request line
 * @param query the query's parameters, decoded; the last of a name counts
 * @param headers by lower-case name
 * @param body as text
 */
record Asked(String method, String address, Map<String, String> query, Map<String, String> headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Keeps the order. */
    Asked {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Reads a request line's address. */
    static Asked of(String method, String address, Map<String, String> headers, String body) {
        int mark = address.indexOf('?');
        Map<String, String> query = mark < 0 ? Map.of() : fields(address.substring(mark + 1));
        Map<String, String> lower = new LinkedHashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new Asked(method, address, query, lower, body);
    }

    /** The address without the query. */
    String path() {
        int mark = address.indexOf('?');
        return mark < 0 ? address : address.substring(0, mark);
    }

    /** The body as a tree: JSON, or the fields of a form; an empty one when it is neither. */
    JsonNode tree() {
        if (headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")) {
            ObjectNode form = JsonNodeFactory.instance.objectNode();
            fields(body).forEach(form::put);
            return form;
        }
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? JsonNodeFactory.instance.missingNode() : read;
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /** Everything that may hold a key or a number, decoded, one after the other. */
    String text() {
        return decoded(path()) + "\n" + String.join("\n", query.values()) + "\n" + String.join("\n", headers.values())
                + "\n" + (headers.getOrDefault("content-type", "").contains("form-urlencoded") ? decoded(body) : body);
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Calls are personal. */
    @Override
    public String toString() {
        return method + " " + path();
    }
}
