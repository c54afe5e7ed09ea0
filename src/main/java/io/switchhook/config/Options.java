package io.switchhook.config;

import io.switchhook.config.Node.Field;
import io.switchhook.config.Node.Fields;
import io.switchhook.config.Node.Items;
import io.switchhook.config.Node.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The values of keys that only a connector understands. What looks secret is made a {@link Secret} here. */
final class Options {
    /** Names of keys whose values are secret in every connector that is documented (connectors.md). */
    private static final Set<String> SECRETS =
            new TreeSet<>(List.of("secret", "secrets", "token", "password", "apiKey", "clientSecret", "jwt"));

    private final Section section;

    Options(Section section) {
        this.section = section;
    }

    /** All keys but those that every connector has; keys without a value are left out. */
    Map<String, Object> except(Set<String> common) {
        Map<String, Field> fields = new LinkedHashMap<>(section.all());
        fields.keySet().removeAll(common);
        return values(fields);
    }

    private Map<String, Object> values(Map<String, Field> fields) {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((key, field) -> value(key, field.value()).ifPresent(value -> values.put(key, value)));
        return values;
    }

    private Optional<Object> value(String key, Node node) {
        if (node instanceof Fields fields) {
            return Optional.of(values(fields.fields()));
        }
        if (node instanceof Items items) {
            List<Object> values = new ArrayList<>();
            items.items().forEach(item -> value(key, item).ifPresent(values::add));
            return Optional.of(List.copyOf(values));
        }
        return single(key, (Scalar) node);
    }

    private Optional<Object> single(String key, Scalar scalar) {
        if (scalar.isNone()) {
            return Optional.empty();
        }
        if (SECRETS.contains(key) || References.isSecretReference(scalar.text())) {
            section.warnOfPlain(scalar);
            return section.references().follow(scalar).map(Secret::of);
        }
        return section.references().follow(scalar).map(text -> typed(scalar, text));
    }

    private static Object typed(Scalar scalar, String text) {
        return switch (scalar.form()) {
            case FLAG -> flag(text);
            case NUMBER -> number(text);
            case TEXT, NONE, ALIAS -> text;
        };
    }

    /** YAML 1.1 takes yes, no, on and off for flags too; they are as likely words, and stay words here. */
    private static Object flag(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? (Object) Boolean.valueOf(text) : text;
    }

    private static Object number(String text) {
        if (text.matches("0|-?[1-9][0-9]{0,17}")) {
            return Long.valueOf(text);
        }
        // 007, 0x1F and 1_000 are labels rather than numbers to the people who write them.
        return text.matches("-?[0-9]{1,18}\\.[0-9]{1,18}") ? (Object) new BigDecimal(text) : text;
    }
}
