package io.switchhook.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The alert rules that ship, and which metrics a rule asks for. */
public final class AlertRules {
    private static final Path FILE = Path.of("conf/alerts.yaml");
    private static final Pattern NAME = Pattern.compile("switchhook_[a-z_]+");
    private static final String EXAMPLE = "      # ";

    private AlertRules() {}

    /** The file as it is. */
    static JsonNode document() {
        return read(text());
    }

    /** The file with its example switched on. */
    static JsonNode withExample() {
        StringBuilder text = new StringBuilder();
        boolean example = false;
        for (String line : text().lines().toList()) {
            example |= line.startsWith(EXAMPLE + "- alert:");
            text.append(example ? line.replaceFirst("# ", "") : line).append('\n');
        }
        return read(text.toString());
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> rules(JsonNode document) {
        List<JsonNode> rules = new ArrayList<>();
        document.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    /** Names in an expression, without what a histogram appends. */
    static Set<String> metrics(String expression) {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(expression);
        while (name.find()) {
            names.add(name.group().replaceFirst("_(bucket|count|sum)$", ""));
        }
        return names;
    }

    /** Every metric that any rule asks for, the example included. */
    public static Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        rules(withExample())
                .forEach(rule -> names.addAll(metrics(rule.path("expr").asText())));
        return names;
    }
}
