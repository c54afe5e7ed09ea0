package io.switchhook.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer, with places for what is only known when it is asked for: {@code ${id}} and others.
 *
 * @param status its status
 * @param headers with places in their values
 * @param body JSON with places in its texts, or a text; missing for none
 */
record Reply(int status, Map<String, String> headers, JsonNode body) {
    static final Reply OK = new Reply(200, Map.of(), JsonNodeFactory.instance.objectNode());

    /** Reads {@code status}, {@code headers} and {@code answer}. */
    static Reply read(JsonNode node, int status) {
        Map<String, String> headers = new LinkedHashMap<>();
        node.path("headers")
                .properties()
                .forEach(one -> headers.put(one.getKey(), one.getValue().asText()));
        return new Reply(node.path("status").asInt(status), headers, node.path("answer"));
    }

    /** The body as it is sent. */
    String text(Map<String, String> values, List<JsonNode> each) {
        JsonNode filled = fill(body, values, each);
        return filled.isTextual() ? filled.asText() : filled.isMissingNode() ? "" : filled.toString();
    }

    boolean isJson() {
        return body.isContainerNode();
    }

    /** Puts values in their places; a text that is nothing but {@code ${each}} becomes the list of what was found. */
    static JsonNode fill(JsonNode form, Map<String, String> values, List<JsonNode> each) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (form.isTextual()) {
            return filled(form.asText(), values, each);
        }
        if (form.isObject()) {
            ObjectNode object = make.objectNode();
            form.properties().forEach(one -> object.set(one.getKey(), fill(one.getValue(), values, each)));
            return object;
        }
        if (form.isArray()) {
            ArrayNode array = make.arrayNode();
            form.forEach(one -> array.add(fill(one, values, each)));
            return array;
        }
        return form;
    }

    private static JsonNode filled(String text, Map<String, String> values, List<JsonNode> each) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (text) {
            case "${each}" -> make.arrayNode().addAll(each);
            case "${first}" -> each.isEmpty() ? make.nullNode() : each.get(0);
            case "${count}" -> make.numberNode(each.size());
            case "${idNumber}" -> make.numberNode(Long.parseLong(values.getOrDefault("id", "0")));
            default -> make.textNode(filled(text, values));
        };
    }

    static String filled(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
