package io.switchhook.connector.document;

import io.switchhook.config.Node;
import io.switchhook.config.Node.Fields;
import io.switchhook.config.Node.Items;
import io.switchhook.config.Node.Scalar;
import io.switchhook.connector.Stage;
import io.switchhook.connector.document.RequestForm.Body;
import io.switchhook.connector.document.RequestForm.Kind;
import io.switchhook.connector.document.Step.Guard;
import io.switchhook.connector.document.Step.Signs;
import io.switchhook.connector.document.Step.Verdicts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one request of a document. */
final class StepReader {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern BASE = Pattern.compile("(\\{\\{[^}]*}}|https?://[^{/?#]+)(.*)", Pattern.DOTALL);
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final TemplateReader templates;
    private final Map<String, Signs> everywhere = new LinkedHashMap<>();

    /**
     * A reader.
     *
     * @param root the document, whose {@code retryOn}, {@code authOn} and {@code rejectOn} are for every request
     */
    StepReader(TemplateReader templates, Shape root) {
        this.templates = templates;
        for (String key : List.of("retryOn", "authOn", "rejectOn")) {
            everywhere.put(key, signs(root, key));
        }
    }

    /** A request with everything that belongs to it; the caller closes the section. */
    Step step(Shape shape, String name) {
        return new Step(
                shape.text("name", "a name", text -> !text.isBlank()).orElse(name),
                guard(shape),
                request(shape),
                expressions(shape, "response"),
                new Verdicts(
                        signs(shape, "doneOn"),
                        signs(shape, "missingOn"),
                        signs(shape, "existsOn"),
                        signs(shape, "retryOn"),
                        signs(shape, "authOn"),
                        signs(shape, "rejectOn")),
                shape.flag("optional"),
                shape.flag("idempotent"));
    }

    private Guard guard(Shape shape) {
        List<Stage> on = new ArrayList<>();
        for (Node item : shape.items("on")) {
            shape.single(item, "any of " + words(), word -> stage(word).isPresent())
                    .flatMap(StepReader::stage)
                    .ifPresent(on::add);
        }
        Optional<Stage> from = shape.text(
                        "from",
                        "started, answered, ended or completed",
                        word -> stage(word)
                                .filter(stage -> stage.compareTo(Stage.COMPLETED) <= 0)
                                .isPresent())
                .flatMap(StepReader::stage);
        return new Guard(from, on, shape.node("when").map(templates::expression));
    }

    static Optional<Stage> stage(String word) {
        for (Stage stage : Stage.values()) {
            if (word(stage).equals(word)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    static String word(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    private static String words() {
        List<String> words = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            words.add(word(stage));
        }
        return String.join(", ", words);
    }

    private RequestForm request(Shape shape) {
        String method = shape.requiredText("method", "any of " + String.join(", ", METHODS), METHODS::contains)
                .orElse("GET");
        String expected = "an address that begins with {{config.KEY}} or https://HOST";
        Optional<String> url =
                shape.requiredText("url", expected, text -> BASE.matcher(text).matches());
        Template base = new Template.Constant("");
        Template path = base;
        if (url.isPresent()) {
            Matcher parts = BASE.matcher(url.get());
            parts.matches();
            Node.Place place = shape.node("url").orElseThrow().place();
            base = templates.text(place, parts.group(1));
            path = templates.text(place, parts.group(2));
        }
        return new RequestForm(method, base, path, map(shape, "query"), map(shape, "headers"), body(shape));
    }

    /** Templates by a name of the author's own. */
    Map<String, Template> map(Shape shape, String key) {
        Map<String, Template> templatesByName = new LinkedHashMap<>();
        shape.own(key).forEach((name, node) -> templatesByName.put(name, templates.template(node)));
        return templatesByName;
    }

    /** Expressions by a name of the author's own. */
    Map<String, Expression> expressions(Shape shape, String key) {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        shape.own(key).forEach((name, node) -> expressions.put(name, templates.expression(node)));
        return expressions;
    }

    private Body body(Shape shape) {
        Optional<Shape> section = shape.section("body");
        if (section.isEmpty()) {
            return Body.NONE;
        }
        Shape inner = section.get();
        Optional<Node> json = inner.node("json");
        Optional<Node> form = inner.node("form");
        Optional<Node> text = inner.node("text");
        Optional<String> type =
                inner.text("contentType", "a media type such as application/json", word -> word.indexOf('/') > 0);
        inner.close();
        if (json.map(node -> 1).orElse(0)
                        + form.map(node -> 1).orElse(0)
                        + text.map(node -> 1).orElse(0)
                != 1) {
            inner.findings().error(inner.place(), "one of json, form and text", "there are none or several", "");
            return Body.NONE;
        }
        if (form.isPresent() && !(form.get() instanceof Fields)) {
            inner.findings()
                    .error(
                            form.get().place(),
                            "fields and their values",
                            "it is " + form.get().kind(),
                            "");
            return Body.NONE;
        }
        if (text.isPresent() && !(text.get() instanceof Scalar)) {
            inner.findings()
                    .error(text.get().place(), "a text", "it is " + text.get().kind(), "");
            return Body.NONE;
        }
        return json.map(node -> new Body(Kind.JSON, templates.template(node), type.orElse(JSON)))
                .or(() -> form.map(node -> new Body(Kind.FORM, templates.template(node), type.orElse(FORM))))
                .or(() -> text.map(node -> new Body(Kind.TEXT, templates.template(node), type.orElse(PLAIN))))
                .orElse(Body.NONE);
    }

    private Signs signs(Shape shape, String key) {
        Signs common = everywhere.getOrDefault(key, Signs.NONE);
        List<Integer> statuses = new ArrayList<>(common.statuses());
        List<Expression> conditions = new ArrayList<>(common.conditions());
        for (Node item : shape.items(key)) {
            if (item instanceof Scalar scalar && scalar.text().matches("[1-5][0-9][0-9]")) {
                statuses.add(Integer.valueOf(scalar.text()));
            } else if (item instanceof Items || item instanceof Fields) {
                shape.findings()
                        .error(item.place(), "a status such as 503, or an expression", "it is " + item.kind(), "");
            } else {
                conditions.add(templates.expression(item));
            }
        }
        return new Signs(List.copyOf(statuses), List.copyOf(conditions));
    }
}
