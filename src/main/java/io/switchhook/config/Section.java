package io.switchhook.config;

import io.switchhook.config.Node.Field;
import io.switchhook.config.Node.Fields;
import io.switchhook.config.Node.Items;
import io.switchhook.config.Node.Place;
import io.switchhook.config.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Keys and values to be read by type. A wrong value is a finding, and reading goes on with a stand-in, so that one
 * run finds every mistake; stand-ins are never seen, because findings of errors mean that there are no settings.
 */
final class Section {
    private final Fields fields;
    private final References references;
    private final Findings findings;
    private final TreeSet<String> known = new TreeSet<>();

    Section(Fields fields, References references, Findings findings) {
        this.fields = fields;
        this.references = references;
        this.findings = findings;
    }

    /** The value of a key that has to be there. */
    <T> T required(String key, Kind<T> kind, T standIn) {
        know(key, Optional.empty());
        return node(key).map(node -> value(node, kind).orElse(standIn)).orElseGet(() -> {
            findings.error(fields.place().missing(key), kind.expected(), "the key is missing", "add " + key + ":");
            return standIn;
        });
    }

    /** The value of a key, or its default, which is written here as it would be in the file. */
    <T> T standard(String key, Kind<T> kind, String standard) {
        know(key, Optional.of(standard));
        T otherwise = kind.parse().apply(standard).orElseThrow();
        return node(key).map(node -> value(node, kind).orElse(otherwise)).orElse(otherwise);
    }

    /** The value of a key without a default. */
    <T> Optional<T> optional(String key, Kind<T> kind) {
        know(key, Optional.empty());
        return node(key).flatMap(node -> value(node, kind));
    }

    Secret requiredSecret(String key) {
        Secret secret = required(key, Kinds.SECRET, Secret.of(""));
        node(key).ifPresent(this::warnOfPlain);
        return secret;
    }

    Optional<Secret> optionalSecret(String key) {
        Optional<Secret> secret = optional(key, Kinds.SECRET);
        node(key).ifPresent(this::warnOfPlain);
        return secret;
    }

    /** The single values of a list, each once, in the order of the file; the default when the key is not there. */
    <T> List<T> list(String key, Kind<T> kind, List<String> standard) {
        know(key, standard.isEmpty() ? Optional.empty() : Optional.of(standard.toString()));
        List<T> values = new ArrayList<>();
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            standard.forEach(text -> values.add(kind.parse().apply(text).orElseThrow()));
        } else if (node.get() instanceof Items items && !items.items().isEmpty()) {
            items.items().forEach(item -> value(item, kind).ifPresent(value -> add(item, values, value)));
        } else {
            String found = node.get() instanceof Items
                    ? "it is empty"
                    : "it is " + node.get().kind();
            String remedy = "write " + key + ": [ONE, TWO]";
            findings.error(node.get().place(), "a list of at least one item: " + kind.expected(), found, remedy);
        }
        return values;
    }

    private <T> void add(Node item, List<T> values, T value) {
        if (values.contains(value)) {
            findings.error(item.place(), "each item once", "it is in the list already", "remove it");
        } else {
            values.add(value);
        }
    }

    /** A section within this one; an empty one when it is not there, so that defaults apply. */
    Section section(String key) {
        know(key, Optional.empty());
        Node node = node(key).orElseGet(() -> empty(fields.place().missing(key)));
        if (node instanceof Fields inner) {
            return new Section(inner, references, findings);
        }
        // A heading whose keys are all commented out is what an operator leaves behind who wants the defaults.
        if (!(node instanceof Scalar scalar && scalar.isNone())) {
            findings.error(node.place(), "keys and values", "it is " + node.kind(), "");
        }
        return new Section(empty(node.place()), references, findings);
    }

    /** A list of sections; those items that are something else are findings and left out. */
    List<Section> sections(String key) {
        know(key, Optional.empty());
        Node node = node(key).orElseGet(() -> empty(fields.place()));
        List<Section> sections = new ArrayList<>();
        if (node instanceof Items items) {
            for (Node item : items.items()) {
                if (item instanceof Fields inner) {
                    sections.add(new Section(inner, references, findings));
                } else {
                    findings.error(item.place(), "keys and values", "it is " + item.kind(), "start it with - name:");
                }
            }
        } else if (has(key) && !(node instanceof Scalar scalar && scalar.isNone())) {
            findings.error(node.place(), "a list", "it is " + node.kind(), "start each item with -");
        }
        return sections;
    }

    boolean has(String key) {
        return fields.fields().containsKey(key);
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(fields.fields().get(key)).map(Field::value);
    }

    /** All keys and values, for a section whose keys are not known here. */
    Map<String, Field> all() {
        return fields.fields();
    }

    /** Whether a key is missing, without a value or a list: what is something else was found fault with already. */
    boolean lists(String key) {
        return node(key)
                .map(node -> node instanceof Scalar scalar
                        ? scalar.isNone()
                        : node instanceof Items items && items.items().isEmpty())
                .orElse(true);
    }

    /** Where a key's value stands, or where the section stands that lacks it. */
    Place place(String key) {
        return node(key).map(Node::place).orElseGet(() -> fields.place().missing(key));
    }

    References references() {
        return references;
    }

    /** To be called after all keys were asked for: what is left over is not known to anybody. */
    void close() {
        fields.fields().forEach((name, field) -> {
            if (!known.contains(name)) {
                String remedy = NearestKey.of(name, known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElseGet(() -> "the keys here are " + String.join(", ", known));
                findings.error(field.key(), "a known key", "it is " + References.shown(name), remedy);
            }
        });
    }

    private void know(String key, Optional<String> standard) {
        known.add(key);
        findings.know(fields.place(), key, standard);
    }

    private <T> Optional<T> value(Node node, Kind<T> kind) {
        if (!(node instanceof Scalar scalar)) {
            findings.error(node.place(), kind.expected(), "it is " + node.kind(), "");
            return Optional.empty();
        }
        if (scalar.isNone()) {
            if (scalar.form() != Scalar.Form.ALIAS) {
                String remedy = "give it one, or remove the key";
                findings.error(node.place(), kind.expected(), "it has no value", remedy);
            }
            return Optional.empty();
        }
        Optional<String> text = references.follow(scalar);
        Optional<T> value = text.flatMap(kind.parse());
        if (text.isPresent() && value.isEmpty()) {
            boolean reference = References.isReference(scalar.text());
            String shown = References.shown(scalar.text());
            String found = reference ? "the value of " + shown + " is not" : "it is " + shown;
            findings.error(node.place(), kind.expected(), found, kind.remedy().apply(text.get()));
        }
        return value;
    }

    /** A secret written out works, but whoever reads the file has it. */
    void warnOfPlain(Node node) {
        if (node instanceof Scalar scalar && !scalar.text().isBlank() && !References.isReference(scalar.text())) {
            String remedy = "move it to a file that only the service can read, or to a systemd credential";
            String expected = "a reference such as ${file:PATH} or ${credential:NAME}";
            findings.warning(node.place(), expected, "the secret itself stands here", remedy);
        }
    }

    private static Fields empty(Place place) {
        return new Fields(place, Map.of());
    }
}
