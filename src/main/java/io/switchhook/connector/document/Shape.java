package io.switchhook.connector.document;

import io.switchhook.config.Findings;
import io.switchhook.config.NearestKey;
import io.switchhook.config.Node;
import io.switchhook.config.Node.Field;
import io.switchhook.config.Node.Fields;
import io.switchhook.config.Node.Items;
import io.switchhook.config.Node.Place;
import io.switchhook.config.Node.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A section of a document whose keys are known; what is wrong is a finding, and reading goes on. */
final class Shape {
    private final Fields fields;
    private final Findings findings;
    private final TreeSet<String> known = new TreeSet<>();

    Shape(Fields fields, Findings findings) {
        this.fields = fields;
        this.findings = findings;
    }

    Place place() {
        return fields.place();
    }

    Findings findings() {
        return findings;
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    /** The value of a key, if there is one. */
    Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(fields.fields().get(key))
                .map(Field::value)
                .filter(node -> !(node instanceof Scalar scalar && scalar.isNone()));
    }

    Optional<Node> required(String key, String expected) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            findings.error(place().missing(key), expected, "the key is missing", "add " + key + ":");
        }
        return node;
    }

    /** A single value that has to pass a test. */
    Optional<String> text(String key, String expected, Predicate<String> test) {
        return node(key).flatMap(node -> single(node, expected, test));
    }

    Optional<String> requiredText(String key, String expected, Predicate<String> test) {
        return required(key, expected).flatMap(node -> single(node, expected, test));
    }

    Optional<String> single(Node node, String expected, Predicate<String> test) {
        if (!(node instanceof Scalar scalar) || scalar.isNone()) {
            findings.error(node.place(), expected, "it is " + node.kind(), "");
            return Optional.empty();
        }
        if (!test.test(scalar.text())) {
            findings.error(node.place(), expected, "it is \"" + scalar.text() + "\"", "");
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    boolean flag(String key) {
        return text(key, "true or false", text -> text.equals("true") || text.equals("false"))
                .filter("true"::equals)
                .isPresent();
    }

    Optional<Shape> section(String key) {
        return node(key).flatMap(this::shape);
    }

    Optional<Shape> shape(Node node) {
        if (node instanceof Fields inner) {
            return Optional.of(new Shape(inner, findings));
        }
        findings.error(node.place(), "keys and values", "it is " + node.kind(), "");
        return Optional.empty();
    }

    /** Keys and values whose names are the author's own. */
    Map<String, Node> own(String key) {
        Map<String, Node> own = new LinkedHashMap<>();
        Optional<Node> node = node(key);
        if (node.isPresent() && node.get() instanceof Fields inner) {
            inner.fields().forEach((name, field) -> own.put(name, field.value()));
        } else if (node.isPresent()) {
            findings.error(
                    node.get().place(), "keys and values", "it is " + node.get().kind(), "");
        }
        return own;
    }

    /** The items of a list; a single value counts as a list of one. */
    List<Node> items(String key) {
        List<Node> items = new ArrayList<>();
        node(key).ifPresent(node -> {
            if (node instanceof Items list) {
                items.addAll(list.items());
            } else {
                items.add(node);
            }
        });
        return items;
    }

    /** To be called after all keys were asked for. */
    void close() {
        fields.fields().forEach((name, field) -> {
            if (!known.contains(name)) {
                String remedy = NearestKey.of(name, known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElseGet(() -> "the keys here are " + String.join(", ", known));
                findings.error(field.key(), "a known key", "it is \"" + name + "\"", remedy);
            }
        });
    }
}
