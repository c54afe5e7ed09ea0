package io.switchhook.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value stands in a request: {@code path.NAME}, {@code query.NAME}, {@code header.NAME}, {@code body} or {@code
 * body.a.b[0].c}; and which part of it is meant.
 *
 * @param from the place
 * @param part a pattern whose first group is the value; empty for the whole
 */
record Place(String from, Optional<Pattern> part) {
    private static final Pattern FORM = Pattern.compile("(path|query|header)\\.[^.]+|body(\\..+|\\[.+)?");

    Place {
        if (!FORM.matcher(from).matches()) {
            throw new BadStub("Expected path.NAME, query.NAME, header.NAME or body.…, but it is " + from);
        }
        if (part.isPresent() && part.get().matcher("").groupCount() < 1) {
            throw new BadStub("Expected a pattern with a group in brackets, but it is "
                    + part.get().pattern());
        }
    }

    /** Reads {@code body.id}, or {@code {from: query.q, pattern: "key=(.*)"}}. */
    static Place read(JsonNode node) {
        if (node.isTextual()) {
            return new Place(node.asText(), Optional.empty());
        }
        return new Place(
                node.path("from").asText(),
                Optional.ofNullable(node.get("pattern")).map(text -> Pattern.compile(text.asText())));
    }

    /** The value in a request, with the parts of the path that have names. */
    Optional<String> in(Asked asked, Map<String, String> path) {
        Optional<String> whole = whole(asked, path);
        return part.isEmpty()
                ? whole
                : whole.map(part.get()::matcher).filter(Matcher::find).map(found -> found.group(1));
    }

    private Optional<String> whole(Asked asked, Map<String, String> path) {
        if (from.startsWith("body")) {
            return from.equals("body") ? Optional.of(asked.body()) : node(asked.tree());
        }
        String name = from.substring(from.indexOf('.') + 1);
        if (from.startsWith("path.")) {
            return Optional.ofNullable(path.get(name));
        }
        return from.startsWith("query.")
                ? Optional.ofNullable(asked.query().get(name))
                : Optional.ofNullable(asked.headers().get(name.toLowerCase(Locale.ROOT)));
    }

    /** A form's field may have brackets in its name, as {@code ticket[id]}. */
    private Optional<String> node(JsonNode body) {
        String steps = from.substring("body".length());
        JsonNode field = body.get(steps.replaceFirst("^\\.", ""));
        JsonNode found = field != null ? field : body.at(steps.replace('.', '/').replaceAll("\\[([0-9]+)]", "/$1"));
        return found.isValueNode() ? Optional.of(found.asText()) : Optional.empty();
    }
}
