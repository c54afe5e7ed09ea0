package io.switchhook.connector.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Something of a request with places to be filled in. A place that stands alone keeps its value's type; among other text
 * it becomes text. A place without a value is left out of maps and lists, and is empty among text.
 */
sealed interface Template {
    /** The filled-in value; empty when there is none. A JSON null is {@link #NULL}. */
    Optional<Object> value(Map<String, Object> scope);

    /** What stands for a null that the document asks for. */
    Object NULL = new Object();

    /** As text; each filled-in part goes through an encoding, the document's own words do not. */
    default Optional<String> text(Map<String, Object> scope, UnaryOperator<String> encoding) {
        return value(scope).map(value -> encoding.apply(value == NULL ? "" : JsonValues.text(value)));
    }

    /** The value without {@link #NULL}, to be written as JSON. */
    static Object json(Object value) {
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(item -> plain.add(json(item)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, inner) -> plain.put(String.valueOf(key), json(inner)));
            return plain;
        }
        return value == NULL ? null : value;
    }

    /** What stands in the document as it is. */
    record Constant(Object constant) implements Template {
        @Override
        public Optional<Object> value(Map<String, Object> scope) {
            return Optional.of(constant);
        }

        @Override
        public Optional<String> text(Map<String, Object> scope, UnaryOperator<String> encoding) {
            return Optional.of(constant == NULL ? "" : JsonValues.text(constant));
        }
    }

    /** One place that is the whole value. */
    record Place(Expression expression) implements Template {
        @Override
        public Optional<Object> value(Map<String, Object> scope) {
            return Optional.ofNullable(expression.evaluate(scope));
        }
    }

    /** Text with places in it. */
    record Mixed(List<Template> parts) implements Template {
        public Mixed {
            parts = List.copyOf(parts);
        }

        @Override
        public Optional<Object> value(Map<String, Object> scope) {
            return text(scope, UnaryOperator.identity()).map(text -> text);
        }

        @Override
        public Optional<String> text(Map<String, Object> scope, UnaryOperator<String> encoding) {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(part.text(scope, encoding).orElse("")));
            return Optional.of(text.toString());
        }
    }

    /** Members by name; a name may have places too. */
    record Members(List<Member> members) implements Template {
        public Members {
            members = List.copyOf(members);
        }

        @Override
        public Optional<Object> value(Map<String, Object> scope) {
            Map<String, Object> values = new LinkedHashMap<>();
            members.forEach(member ->
                    member.value().value(scope).ifPresent(value -> values.put(name(member, scope), value)));
            return Optional.of(values);
        }

        static String name(Member member, Map<String, Object> scope) {
            return member.name().text(scope, UnaryOperator.identity()).orElse("");
        }
    }

    /** One member. */
    record Member(Template name, Template value) {}

    /** Items in order. */
    record Items(List<Template> items) implements Template {
        @Override
        public Optional<Object> value(Map<String, Object> scope) {
            List<Object> values = new ArrayList<>();
            items.forEach(item -> item.value(scope).ifPresent(values::add));
            return Optional.of(values);
        }
    }
}
