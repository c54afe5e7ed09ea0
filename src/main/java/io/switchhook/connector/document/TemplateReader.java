package io.switchhook.connector.document;

import com.dashjoin.jsonata.JException;
import io.switchhook.config.Findings;
import io.switchhook.config.Node;
import io.switchhook.config.Node.Fields;
import io.switchhook.config.Node.Items;
import io.switchhook.config.Node.Place;
import io.switchhook.config.Node.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads templates and expressions; what is none is a finding. */
final class TemplateReader {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final Expression NOTHING = Expression.compile("$$.nothing");

    private final Findings findings;
    private final Names names;

    TemplateReader(Findings findings, Names names) {
        this.findings = findings;
        this.names = names;
    }

    /** A value of any shape. */
    Template template(Node node) {
        if (node instanceof Fields fields) {
            List<Template.Member> members = new ArrayList<>();
            fields.fields()
                    .forEach((name, field) ->
                            members.add(new Template.Member(text(field.key(), name), template(field.value()))));
            return new Template.Members(members);
        }
        if (node instanceof Items items) {
            return new Template.Items(items.items().stream().map(this::template).toList());
        }
        return single((Scalar) node);
    }

    private Template single(Scalar scalar) {
        return switch (scalar.form()) {
            case TEXT -> text(scalar.place(), scalar.text());
            case NUMBER -> new Template.Constant(number(scalar.text()));
            case FLAG -> new Template.Constant(flag(scalar.text()));
            case NONE, ALIAS -> new Template.Constant(Template.NULL);
        };
    }

    private static Object number(String text) {
        if (text.matches("0|-?[1-9][0-9]{0,17}")) {
            return Long.valueOf(text);
        }
        return text.matches("-?[0-9]{1,18}\\.[0-9]{1,18}") ? (Object) new BigDecimal(text) : text;
    }

    private static Object flag(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? (Object) Boolean.valueOf(text) : text;
    }

    /** Text with places between double braces. */
    Template text(Place place, String text) {
        List<Template> parts = new ArrayList<>();
        int at = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
            int close = close(text, open + OPEN.length());
            if (close < 0) {
                findings.error(place, "each {{ to be closed by }}", "one is not", "braces within quotes do not count");
                return new Template.Constant(text);
            }
            if (open > at) {
                parts.add(new Template.Constant(text.substring(at, open)));
            }
            parts.add(new Template.Place(expression(place, text.substring(open + OPEN.length(), close))));
            at = close + CLOSE.length();
        }
        if (at < text.length() || parts.isEmpty()) {
            parts.add(new Template.Constant(text.substring(at)));
        }
        return parts.size() == 1 ? parts.get(0) : new Template.Mixed(parts);
    }

    /** The place of the closing braces; braces of the expression itself come in pairs, or in quotes. */
    private static int close(String text, int from) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '}' && depth == 0 && text.startsWith(CLOSE, i)) {
                return i;
            } else {
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
        }
        return -1;
    }

    /** An expression that stands alone. */
    Expression expression(Node node) {
        if (node instanceof Scalar scalar && !scalar.isNone()) {
            String text = scalar.text().strip();
            if (text.startsWith(OPEN)) {
                findings.error(
                        node.place(), "an expression as it is", "it stands in braces", "leave {{ and }} away here");
                return NOTHING;
            }
            return expression(node.place(), text);
        }
        findings.error(node.place(), "an expression such as call.direction", "it is " + node.kind(), "");
        return NOTHING;
    }

    Expression expression(Place place, String text) {
        Optional<String> forbidden = Words.FORBIDDEN.stream()
                .filter(word -> text.matches("(?s).*\\$" + word + "\\b.*"))
                .findFirst();
        if (forbidden.isPresent()) {
            String expected = "an expression that gives the same for the same call each time";
            findings.error(place, expected, "it uses $" + forbidden.get(), "use now, or a member of call");
            return NOTHING;
        }
        try {
            Expression compiled = Expression.compile(text);
            names.check(place, text, findings);
            return compiled;
        } catch (JException e) {
            String found =
                    "\"" + text.strip() + "\" is none: " + e.getMessage() + " (at character " + e.getLocation() + ")";
            findings.error(place, "a JSONata expression", found, "");
            return NOTHING;
        }
    }
}
