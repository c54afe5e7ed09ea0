package io.switchhook.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;
import io.switchhook.config.Node.Field;
import io.switchhook.config.Node.Fields;
import io.switchhook.config.Node.Items;
import io.switchhook.config.Node.Place;
import io.switchhook.config.Node.Scalar;
import io.switchhook.config.Node.Scalar.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads YAML into a tree whose nodes know their lines. Mistakes of form are findings, never exceptions. */
public final class YamlTree {
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final Place TOP = new Place("", 1, 1);

    private final Findings findings;
    private final YAMLParser parser;

    private YamlTree(Findings findings, YAMLParser parser) {
        this.findings = findings;
        this.parser = parser;
    }

    /**
     * Reads a file's text.
     *
     * @param text YAML
     * @param findings where mistakes go
     * @return the document's keys and values; empty after a finding that leaves nothing to read
     */
    @SuppressWarnings("deprecation") // No other type of Jackson's 2 line tells the problem apart from the quoted line.
    public static Optional<Fields> read(String text, Findings findings) {
        try (YAMLParser parser = YAML.createParser(text)) {
            return new YamlTree(findings, parser).document();
        } catch (MarkedYAMLException e) {
            malformed(text, e, findings);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            findings.error(
                    at == null ? TOP : new Place("", Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr())),
                    "YAML of plain keys, values and lists",
                    "this cannot be read as such",
                    "compare it with conf/switchhook.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read YAML from memory, but it failed", e);
        }
        return Optional.empty();
    }

    private Optional<Fields> document() throws IOException {
        if (parser.nextToken() == null) {
            findings.error(TOP, "a section accounts", "the file is empty", "start from conf/switchhook.yaml");
            return Optional.empty();
        }
        Node node = node(placeOf(TOP));
        if (parser.nextToken() != null) {
            findings.error(placeOf(TOP), "one document", "a second one starts here", "remove the line ---");
        }
        if (node instanceof Fields fields) {
            return Optional.of(fields);
        }
        findings.error(node.place(), "keys and values at the top", "it is " + node.kind(), "");
        return Optional.empty();
    }

    private Node node(Place place) throws IOException {
        if (parser.isCurrentAlias()) {
            findings.error(place, "a value", "it is an alias (*name)", "write the value out; aliases are not followed");
            return new Scalar(place, "", Form.ALIAS);
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return fields(place);
        }
        if (token == JsonToken.START_ARRAY) {
            return items(place);
        }
        return new Scalar(place, token == JsonToken.VALUE_NULL ? "" : parser.getText(), form(token));
    }

    private static Form form(JsonToken token) {
        return switch (token) {
            case VALUE_NULL -> Form.NONE;
            case VALUE_TRUE, VALUE_FALSE -> Form.FLAG;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Form.NUMBER;
            default -> Form.TEXT;
        };
    }

    private Fields fields(Place place) throws IOException {
        Map<String, Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place key = place.key(name, line(), column());
            parser.nextToken();
            Field field = new Field(key, node(place.key(name, line(), column())));
            Field earlier = fields.putIfAbsent(name, field);
            if (earlier != null) {
                String found =
                        "\"" + name + "\" stands in line " + earlier.key().line() + " already";
                findings.error(key, "each key once", found, "keep one of the two");
            }
        }
        return new Fields(place, fields);
    }

    private Items items(Place place) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(place.item(items.size(), line(), column())));
        }
        return new Items(place, items);
    }

    private Place placeOf(Place place) {
        return new Place(place.path(), line(), column());
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private int column() {
        return parser.currentTokenLocation().getColumnNr();
    }

    /** The parser stops at the first mistake of form, so all tabs are looked for here: they come in numbers. */
    @SuppressWarnings("deprecation")
    private static void malformed(String text, MarkedYAMLException e, Findings findings) {
        // The exception's message quotes the line, which may hold a secret; its problem alone does not.
        int line = e.getProblemMark().getLine() + 1;
        List<String> lines = text.lines().toList();
        boolean told = false;
        for (int number = 1; number <= lines.size(); number++) {
            int tab = tabInIndentation(lines.get(number - 1));
            if (tab >= 0) {
                told |= number == line;
                Place place = new Place("", number, tab + 1);
                findings.error(place, "spaces as indentation", "there is a tab", "replace it by spaces");
            }
        }
        if (!told) {
            Place place = new Place("", line, e.getProblemMark().getColumn() + 1);
            String remedy = "check indentation, quotes and brackets here and in the line above";
            findings.error(place, "well-formed YAML", "the parser says: " + e.getProblem(), remedy);
        }
    }

    /** Position of a tab among the white space that a line starts with; -1 for none, or for a blank line. */
    private static int tabInIndentation(String line) {
        String indentation =
                line.substring(0, line.length() - line.stripLeading().length());
        return line.isBlank() ? -1 : indentation.indexOf('\t');
    }
}
