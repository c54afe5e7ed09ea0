package io.switchhook.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a CRM answers, and how a connector is configured to talk to it; {@code src/docs/test-kit.md} describes the file.
 *
 * @param connector the connector's type
 * @param config values of the connector's keys, with {@code ${stub}} and {@code ${folder}} in them
 * @param routes what it does with which requests; the first that fits counts
 * @param file what the connector writes instead of sending requests, from {@code ${folder}}; empty for requests
 * @param table the same for a table of a database
 */
public record StubPlan(
        String connector,
        Map<String, Object> config,
        List<Route> routes,
        Optional<String> file,
        Optional<Table> table) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final List<String> MEMBERS = List.of("connector", "config", "routes", "file", "table");

    /** Keeps the order. */
    public StubPlan {
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        routes = List.copyOf(routes);
    }

    /**
     * A table that the connector writes.
     *
     * @param url of the database, for JDBC, with {@code ${folder}} in it
     * @param query gives a line for each record: the call's key, and a number that grows with each write of a call
     */
    public record Table(String url, String query) {}

    /**
     * The description that comes along for a type.
     *
     * @param type the connector's type
     * @return the description; empty when none comes along
     */
    public static Optional<StubPlan> shipped(String type) {
        try (InputStream in = StubPlan.class.getResourceAsStream("stubs/" + type + ".yaml")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a description.
     *
     * @param yaml its text
     * @return the description
     * @throws BadStub when it cannot be used
     */
    public static StubPlan read(String yaml) {
        try {
            JsonNode root = YAML.readTree(yaml);
            root.fieldNames().forEachRemaining(name -> {
                if (!MEMBERS.contains(name)) {
                    throw new BadStub("Expected one of " + String.join(", ", MEMBERS) + ", but it is " + name);
                }
            });
            List<Route> routes = new ArrayList<>();
            root.path("routes").forEach(route -> routes.add(Route.read(route)));
            return new StubPlan(
                    root.path("connector").asText(),
                    map(root.path("config")),
                    routes,
                    Optional.ofNullable(root.get("file")).map(JsonNode::asText),
                    Optional.ofNullable(root.get("table"))
                            .map(table -> new Table(
                                    table.path("url").asText(),
                                    table.path("query").asText())));
        } catch (JsonProcessingException e) {
            throw new BadStub("Expected YAML, but " + e.getOriginalMessage());
        }
    }

    private static Map<String, Object> map(JsonNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(one -> values.put(one.getKey(), value(one.getValue())));
        return values;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            return map(node);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(one -> list.add(value(one)));
            return list;
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.isNumber() ? node.numberValue() : node.asText();
    }
}
