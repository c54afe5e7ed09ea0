package io.switchhook.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.switchhook.kit.Records.Kept;
import io.switchhook.kit.Route.Does;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A CRM that does what its description says. Confined to one thread. */
final class StubCrm {
    /** Digits by which a number is recognized in any format: without country code and separators. */
    private static final int NATIONAL_DIGITS = 10;

    /** The kind of what holds the events of a call. */
    static final String EVENTS = "event";

    private final List<Route> routes;
    private final Cast cast;
    private final Records records = new Records();

    /**
     * An empty CRM.
     *
     * @param routes what it does with which requests
     * @param cast whose calls and numbers may come
     */
    StubCrm(List<Route> routes, Cast cast) {
        this.routes = List.copyOf(routes);
        this.cast = cast;
    }

    Records records() {
        return records;
    }

    /** What a request means; empty when the CRM does not know it. Changes nothing. */
    Optional<Meaning> understand(Asked asked) {
        for (Route route : routes) {
            Optional<Map<String, String>> path = route.match(asked);
            if (path.isPresent()) {
                return Optional.of(meaning(asked, route, path.get()));
            }
        }
        return Optional.empty();
    }

    private Meaning meaning(Asked asked, Route route, Map<String, String> path) {
        Optional<String> id = route.id().flatMap(place -> place.in(asked, path));
        Optional<String> key = route.key().isPresent()
                ? route.key().flatMap(place -> place.in(asked, path))
                : cast.callIn(asked.text());
        Optional<Kept> record = id.flatMap(records::byId);
        if (record.isEmpty() && route.does() == Does.UPSERT && key.isEmpty()) {
            record = records.byId(asked.path().substring(asked.path().lastIndexOf('/') + 1));
        }
        Optional<String> call = record.map(Kept::call).or(() -> key).flatMap(cast::callIn);
        return new Meaning(asked, route, path, key, id, record, call.or(() -> cast.callIn(asked.text())));
    }

    /** Does what is asked. */
    Done perform(Meaning meaning, long sequence) {
        Route route = meaning.route();
        return switch (route.does()) {
            case CREATE -> made(meaning, create(meaning, sequence));
            case UPSERT -> upsert(meaning, sequence);
            case UPDATE ->
                meaning.record()
                        .map(record -> changed(meaning, records.write(record, sequence)))
                        .orElseGet(() -> none(meaning));
            case SEARCH -> found(meaning, searched(meaning));
            case CONTACTS -> found(meaning, people(meaning));
            case EVENT -> event(meaning, sequence);
            case OK -> done(meaning, route.reply(), List.of());
        };
    }

    private Done upsert(Meaning meaning, long sequence) {
        List<Kept> there = meaning.record()
                .map(List::of)
                .orElseGet(() ->
                        records.byKey(meaning.route().kind(), meaning.key().orElse("")));
        return there.isEmpty()
                ? made(meaning, create(meaning, sequence))
                : changed(meaning, records.write(there.get(0), sequence));
    }

    private Kept create(Meaning meaning, long sequence) {
        return records.create(
                meaning.route().kind(), meaning.key().orElse(""), meaning.call().orElse(""), sequence);
    }

    private Done event(Meaning meaning, long sequence) {
        String id = meaning.id().orElse("");
        if (records.take(id)) {
            String call = meaning.call().orElse("");
            List<Kept> there = records.byKey(EVENTS, call);
            if (there.isEmpty()) {
                records.create(EVENTS, call, call, sequence);
            } else {
                records.write(there.get(0), sequence);
            }
        }
        return done(meaning, meaning.route().reply(), List.of());
    }

    private Done made(Meaning meaning, Kept record) {
        Reply reply = meaning.route().made().orElse(meaning.route().reply());
        return done(meaning, reply, List.of(values(record)));
    }

    private Done changed(Meaning meaning, Kept record) {
        return done(meaning, meaning.route().reply(), List.of(values(record)));
    }

    private Done none(Meaning meaning) {
        Reply missing = new Reply(
                404, Map.of(), JsonNodeFactory.instance.objectNode().put("message", "there is no such record"));
        return done(meaning, meaning.route().none().orElse(missing), List.of());
    }

    private Done found(Meaning meaning, List<Map<String, String>> found) {
        boolean isEmpty = found.isEmpty() && meaning.route().none().isPresent();
        return done(
                meaning,
                isEmpty ? meaning.route().none().get() : meaning.route().reply(),
                found);
    }

    private List<Map<String, String>> searched(Meaning meaning) {
        return records.byKey(meaning.route().kind(), meaning.key().orElse("")).stream()
                .map(StubCrm::values)
                .toList();
    }

    private List<Map<String, String>> people(Meaning meaning) {
        String digits = meaning.asked().text().replaceAll("[\\s().\\-/]", "");
        List<Map<String, String>> people = new ArrayList<>();
        for (String number : cast.numbers()) {
            if (digits.contains(number.substring(Math.max(0, number.length() - NATIONAL_DIGITS)))) {
                people.addAll(cast.people(number));
            }
        }
        return people;
    }

    private static Map<String, String> values(Kept record) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", record.id());
        values.put("key", record.key());
        return values;
    }

    private static Done done(Meaning meaning, Reply reply, List<Map<String, String>> found) {
        Map<String, String> values = new LinkedHashMap<>(meaning.path());
        meaning.key().ifPresent(key -> values.put("key", key));
        meaning.id().ifPresent(id -> values.put("id", id));
        found.stream().findFirst().ifPresent(values::putAll);
        List<JsonNode> each = found.stream()
                .map(one -> Reply.fill(meaning.route().each(), one, List.of()))
                .toList();
        return new Done(reply, values, each);
    }

    /**
     * A request as the CRM takes it.
     *
     * @param asked the request
     * @param route what is done with such requests
     * @param path parts of the path that have names
     * @param key the key in it
     * @param id the id in it
     * @param record the record with that id
     * @param call the id of the call that it is about, where that can be known
     */
    record Meaning(
            Asked asked,
            Route route,
            Map<String, String> path,
            Optional<String> key,
            Optional<String> id,
            Optional<Kept> record,
            Optional<String> call) {
        boolean isWrite() {
            return switch (route.does()) {
                case CREATE, UPDATE, UPSERT, EVENT -> true;
                case SEARCH, CONTACTS, OK -> false;
            };
        }
    }

    /**
     * What the CRM answers.
     *
     * @param reply the answer with places
     * @param values what goes into them
     * @param each what was found
     */
    record Done(Reply reply, Map<String, String> values, List<JsonNode> each) {}
}
