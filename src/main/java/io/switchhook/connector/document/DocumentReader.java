package io.switchhook.connector.document;

import io.switchhook.config.Findings;
import io.switchhook.config.Node;
import io.switchhook.config.Node.Fields;
import io.switchhook.config.YamlTree;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Key;
import io.switchhook.connector.NumberFormat;
import io.switchhook.connector.document.Document.Lookup;
import io.switchhook.connector.document.Document.Missing;
import io.switchhook.connector.document.Document.Writing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a document; every mistake in it is found in one go, with its line. */
final class DocumentReader {
    private static final int CONCURRENCY_MAX = 64;

    /** Keys that every connector has, which a document must not declare. */
    private static final List<String> COMMON = List.of(
            "name",
            "type",
            "when",
            "filter",
            "limits",
            "shadow",
            "start",
            "allowPrivate",
            "document",
            "contacts",
            "owner");

    private final Findings findings;
    private final Shape root;
    private final List<Key> keys = new ArrayList<>();
    private final TemplateReader templates;
    private final StepReader steps;

    private DocumentReader(Fields fields, Findings findings) {
        this.findings = findings;
        this.root = new Shape(fields, findings);
        root.own("keys").forEach((name, node) -> key(name, node).ifPresent(keys::add));
        List<String> names = keys.stream().map(Key::name).toList();
        this.templates = new TemplateReader(
                findings, Names.of(names, List.copyOf(root.own("values").keySet())));
        this.steps = new StepReader(templates, root);
    }

    /**
     * Reads one.
     *
     * @param text YAML
     * @param findings where mistakes go
     * @return the document; empty when there are mistakes that keep it from being used
     */
    static Optional<Document> read(String text, Findings findings) {
        if (text.isBlank()) {
            findings.error(
                    "a connector document", "the file is empty", "start from a copy of conf/connectors/pipedrive.yaml");
            return Optional.empty();
        }
        return YamlTree.read(text, findings)
                .map(fields -> new DocumentReader(fields, findings).document())
                .filter(document -> !findings.hasErrors());
    }

    private Document document() {
        String type = root.requiredText(
                        "type", "a name of lower-case letters, digits and -", text -> text.matches("[a-z][a-z0-9.-]*"))
                .orElse("");
        String version = root.text("version", "a text", text -> !text.isBlank()).orElse("1");
        Map<String, Expression> values = steps.expressions(root, "values");
        Optional<Writing> call = root.required("upsertCall", "how a call is written")
                .flatMap(root::shape)
                .map(shape -> writing(shape, "upsertCall"));
        Document document = new Document(
                type,
                version,
                List.copyOf(keys),
                root.section("auth").map(this::credentials).orElse(Credentials.NONE),
                guarantee(call),
                concurrency(),
                values,
                single("check"),
                root.section("lookup").map(this::lookup),
                call.orElse(null),
                root.section("upsertMessage").map(shape -> writing(shape, "upsertMessage")),
                single("notifyUser"),
                single("attachArtifact"));
        root.close();
        return document;
    }

    private Optional<Step> single(String key) {
        return root.section(key).map(shape -> closed(shape, key));
    }

    private Step closed(Shape shape, String name) {
        Step step = steps.step(shape, name);
        shape.close();
        return step;
    }

    private Optional<Key> key(String name, Node node) {
        if (COMMON.contains(name) || !name.matches("[a-z][A-Za-z0-9]*")) {
            findings.error(
                    node.place(),
                    "a key of letters and digits that not every connector has",
                    "it is \"" + name + "\"",
                    "choose another name");
        }
        return root.shape(node).map(shape -> {
            boolean required = shape.flag("required");
            Optional<String> standard = shape.text("default", "a text", text -> true);
            String meaning = shape.requiredText("meaning", "what it is for, with its unit", text -> !text.isBlank())
                    .orElse("");
            Key key = new Key(
                    name, required ? Key.Need.REQUIRED : Key.Need.OPTIONAL, shape.flag("secret"), standard, meaning);
            shape.close();
            return key;
        });
    }

    private Credentials credentials(Shape shape) {
        Map<String, Template> headers = new LinkedHashMap<>(steps.map(shape, "header"));
        shape.node("bearer")
                .ifPresent(node -> headers.put(
                        "authorization",
                        new Template.Mixed(List.of(new Template.Constant("Bearer "), templates.template(node)))));
        Optional<Shape> basic = shape.section("basic");
        Optional<Template> user =
                basic.flatMap(pair -> pair.required("user", "a text")).map(templates::template);
        Optional<Template> password =
                basic.flatMap(pair -> pair.required("password", "a text")).map(templates::template);
        basic.ifPresent(Shape::close);
        Optional<Step> token = shape.section("token").map(section -> closed(section, "token"));
        if (token.isPresent() && !token.get().keep().containsKey("token")) {
            findings.error(
                    shape.place().missing("token.response"),
                    "response.token, an expression",
                    "there is none",
                    "add response: { token: answer.access_token, seconds: answer.expires_in }");
        }
        Credentials credentials = new Credentials(headers, steps.map(shape, "query"), user, password, token);
        shape.close();
        return credentials;
    }

    private Guarantee guarantee(Optional<Writing> call) {
        Map<String, Guarantee> words =
                new TreeMap<>(Map.of("exactly-one", Guarantee.EXACTLY_ONE, "at-least-one", Guarantee.AT_LEAST_ONE));
        Guarantee guarantee = root.requiredText("guarantee", "exactly-one or at-least-one", words::containsKey)
                .map(words::get)
                .orElse(Guarantee.AT_LEAST_ONE);
        boolean proven = call.map(writing -> writing.find().isPresent()
                        || Optional.ofNullable(writing.create())
                                .map(Step::idempotent)
                                .orElse(true))
                .orElse(true);
        if (guarantee == Guarantee.EXACTLY_ONE && !proven) {
            findings.error(
                    root.node("guarantee").orElseThrow().place(),
                    "a request that finds a record by our key",
                    "upsertCall has no find, and its create is not idempotent: true",
                    "add find, or write at-least-one");
        }
        return guarantee;
    }

    private int concurrency() {
        Optional<Shape> limits = root.section("limits");
        int concurrency = limits.flatMap(shape -> shape.text(
                        "concurrency",
                        "a whole number from 1 to " + CONCURRENCY_MAX,
                        text -> text.matches("[1-9][0-9]?") && Integer.parseInt(text) <= CONCURRENCY_MAX))
                .map(Integer::valueOf)
                .orElse(io.switchhook.connector.Description.CONCURRENCY);
        limits.ifPresent(Shape::close);
        return concurrency;
    }

    private Lookup lookup(Shape shape) {
        List<String> formats = new ArrayList<>();
        for (Node item : shape.items("formats")) {
            shape.single(
                            item,
                            "any of e164, e164-digits, national, international, digits, rfc3966, or a pattern such as"
                                    + " (***) ***-****",
                            text -> NumberFormat.of(text).isPresent())
                    .ifPresent(formats::add);
        }
        boolean together = shape.flag("together");
        Step one = steps.step(shape, "lookup");
        Expression list = shape.required("list", "the people of an answer, an expression")
                .map(templates::expression)
                .orElseGet(() -> Expression.compile("answer"));
        Map<String, Expression> person = steps.expressions(shape, "person");
        if (!person.containsKey("id")) {
            findings.error(
                    shape.place().missing("person.id"), "the id of a person, an expression", "the key is missing", "");
        }
        shape.close();
        return new Lookup(List.copyOf(formats), together, one, list, person);
    }

    private Writing writing(Shape shape, String name) {
        Optional<Step> write = shape.section("write").map(section -> closed(section, name + ".write"));
        Optional<Step> create = shape.section("create").map(section -> closed(section, name + ".create"));
        if (write.isPresent() == create.isPresent()) {
            findings.error(
                    shape.place(),
                    "either create, or write for a request that creates and changes",
                    write.isPresent() ? "there are both" : "there is neither",
                    "");
        }
        Optional<Step> update = shape.section("update").map(section -> closed(section, name + ".update"));
        Optional<Step> find = shape.section("find").map(section -> closed(section, name + ".find"));
        Optional<Step> read = shape.section("read").map(section -> closed(section, name + ".read"));
        Writing writing = new Writing(
                find,
                write.or(() -> create).orElse(null),
                write.or(() -> update),
                read,
                shape.node("present").map(templates::expression),
                shape.node("text").map(templates::expression),
                missing(shape, find),
                then(shape, name));
        shape.close();
        return writing;
    }

    private List<Step> then(Shape shape, String name) {
        List<Step> then = new ArrayList<>();
        for (Node item : shape.items("then")) {
            shape.shape(item).ifPresent(step -> then.add(closed(step, name + ".then[" + then.size() + "]")));
        }
        return List.copyOf(then);
    }

    private static Missing missing(Shape shape, Optional<Step> find) {
        Missing otherwise = find.isPresent() ? Missing.CREATE : Missing.REJECT;
        return shape.text("missing", "reject, create or ignore", text -> text.matches("reject|create|ignore"))
                .map(text -> Missing.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
    }
}
