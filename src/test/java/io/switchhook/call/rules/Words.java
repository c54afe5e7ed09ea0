package io.switchhook.call.rules;

import io.switchhook.call.Endpoint;
import io.switchhook.call.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The words of one line of evidence: some in their places, the rest options in any order. */
final class Words {
    private static final List<String> FLAGS = List.of("last", "queue", "live", "answered", "complete", "fax", "short");

    private final List<String> places = new ArrayList<>();
    private final Map<String, String> options = new TreeMap<>();
    private int next;

    Words(String text, int placed) {
        String[] words = text.strip().split(" +", -1);
        for (int i = 0; i < words.length; i++) {
            if (i < placed) {
                places.add(words[i]);
            } else if (FLAGS.contains(words[i])) {
                options.put(words[i], "");
            } else {
                options.put(words[i], words[++i]);
            }
        }
    }

    String next() {
        return places.get(next++);
    }

    /** A number behind one sign, as in {@code #3} and {@code @310}. */
    long nextNumber() {
        return Long.parseLong(next().substring(1));
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    Optional<Long> number(String name) {
        return option(name).map(Long::parseLong);
    }

    /** An end: a number; a short one is an extension's, whose id is the same. */
    Endpoint end(String name) {
        return option(name)
                .map(raw -> new Endpoint(
                        Optional.of(PhoneNumber.of(raw)),
                        Optional.empty(),
                        Optional.of(raw).filter(text -> text.length() == 3)))
                .orElse(Endpoint.UNKNOWN);
    }

    static Optional<String> unless(String word, String none) {
        return word.equals(none) ? Optional.empty() : Optional.of(word);
    }
}
