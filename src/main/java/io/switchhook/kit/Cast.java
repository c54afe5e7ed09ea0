package io.switchhook.kit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose calls are played, and who is in the CRM. May be asked by any thread. */
final class Cast {
    /** Contacts of one number in the trial of many (connectors.md D5). */
    static final int MANY = 25;

    /** What ids of the kit's calls look like: ids of the platform, the last digits count. */
    private static final Pattern CALL = Pattern.compile("s-[0-9a-f]{12}(?:a0|b1)[0-9]{19}");

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Set<String> calls = new ConcurrentSkipListSet<>();

    /** Calls by the name that documents make of an id where a CRM wants a UUID: {@code $uuid(key)}. */
    private final Map<String, String> byUuid = new ConcurrentHashMap<>();

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    /** A call that may come. */
    void addCall(String id) {
        calls.add(id);
        byUuid.put(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString(), id);
    }

    /** A number, and how many people have it. */
    void addNumber(String e164, int people) {
        numbers.put(e164, people);
    }

    List<String> numbers() {
        return numbers.keySet().stream().sorted().toList();
    }

    /** The first id of a call in a text. */
    Optional<String> callIn(String text) {
        Matcher found = CALL.matcher(text);
        while (found.find()) {
            if (calls.contains(found.group())) {
                return Optional.of(found.group());
            }
        }
        return UUID_FORM
                .matcher(text)
                .results()
                .flatMap(uuid -> Optional.ofNullable(byUuid.get(uuid.group())).stream())
                .findFirst();
    }

    /** The people that have a number, each as what goes into an answer. */
    List<Map<String, String>> people(String e164) {
        List<Map<String, String>> people = new ArrayList<>();
        for (int n = 1; n <= numbers.getOrDefault(e164, 0); n++) {
            String id = e164.substring(e164.length() - 4) + "%02d".formatted(n);
            Map<String, String> person = new LinkedHashMap<>();
            person.put("id", id);
            person.put("name", "Person " + id);
            person.put("owner", "7");
            person.put("number", e164);
            people.add(person);
        }
        return people;
    }
}
