package io.switchhook.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a CRM does with requests of one form.
 *
 * @param method the method
 * @param path the path; named groups are the parts that have names
 * @param names of these parts
 * @param where what else has to be so
 * @param does what it does
 * @param key where the call's key stands; empty for anywhere
 * @param id where the id of a record or an event stands
 * @param kind of the records, so that a call may have one of each
 * @param each how one of what was found looks
 * @param reply the answer
 * @param made the answer when a record was made that was not there; empty for the same
 * @param none the answer when nothing was found
 */
record Route(
        String method,
        Pattern path,
        List<String> names,
        Map<Place, String> where,
        Does does,
        Optional<Place> key,
        Optional<Place> id,
        String kind,
        JsonNode each,
        Reply reply,
        Optional<Reply> made,
        Optional<Reply> none) {
    private static final List<String> MEMBERS =
            List.of("on", "where", "does", "key", "id", "kind", "each", "status", "headers", "answer", "made", "none");

    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

    /** Keeps the order. */
    Route {
        names = List.copyOf(names);
        where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
    }

    /** What a CRM does with a request. */
    enum Does {
        /** Makes a record, always a new one. */
        CREATE,
        /** Changes the record with that id. */
        UPDATE,
        /** Changes the record with that key, or makes it. */
        UPSERT,
        /** Finds records by key. */
        SEARCH,
        /** Finds people by number. */
        CONTACTS,
        /** Takes an event; one that came before, by its id, is dropped. */
        EVENT,
        /** Answers. */
        OK
    }

    /** Reads a route of a description. */
    static Route read(JsonNode node) {
        node.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new BadStub("Expected one of " + String.join(", ", MEMBERS) + " in a route, but it is " + name);
            }
        });
        String[] on = node.path("on").asText().strip().split(" +", 2);
        if (on.length < 2 || !on[1].startsWith("/")) {
            throw new BadStub(
                    "Expected on: METHOD /path, but it is \"" + node.path("on").asText() + "\"");
        }
        Map<Place, String> where = new LinkedHashMap<>();
        node.path("where")
                .properties()
                .forEach(one -> where.put(
                        new Place(one.getKey(), Optional.empty()),
                        one.getValue().asText()));
        return new Route(
                on[0],
                path(on[1]),
                NAME.matcher(on[1]).results().map(found -> found.group(1)).toList(),
                where,
                does(node.path("does").asText("ok")),
                Optional.ofNullable(node.get("key")).map(Place::read),
                Optional.ofNullable(node.get("id")).map(Place::read),
                node.path("kind").asText("call"),
                node.path("each"),
                Reply.read(node, 200),
                Optional.ofNullable(node.get("made")).map(made -> Reply.read(made, 201)),
                Optional.ofNullable(node.get("none")).map(none -> Reply.read(none, 404)));
    }

    private static Does does(String word) {
        return Arrays.stream(Does.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new BadStub("Expected does: one of "
                        + Arrays.stream(Does.values())
                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", but it is " + word));
    }

    private static Pattern path(String form) {
        if (form.equals("/**")) {
            return Pattern.compile(".*");
        }
        StringBuilder pattern = new StringBuilder();
        Matcher name = NAME.matcher(form);
        int end = 0;
        while (name.find()) {
            pattern.append(Pattern.quote(form.substring(end, name.start())))
                    .append("(?<")
                    .append(name.group(1))
                    .append(">[^/]+?)");
            end = name.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(form.substring(end))).toString());
    }

    /** The parts of the path that have names, decoded; empty when the request is of another form. */
    Optional<Map<String, String>> match(Asked asked) {
        Matcher found = path.matcher(asked.path());
        if (!method.equals(asked.method()) || !found.matches()) {
            return Optional.empty();
        }
        Map<String, String> parts = new LinkedHashMap<>();
        names.forEach(name -> parts.put(name, Asked.decoded(found.group(name))));
        boolean all = where.entrySet().stream()
                .allMatch(one -> one.getKey()
                        .in(asked, parts)
                        .filter(one.getValue()::equals)
                        .isPresent());
        return all ? Optional.of(parts) : Optional.empty();
    }
}
