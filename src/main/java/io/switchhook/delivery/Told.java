package io.switchhook.delivery;

import io.switchhook.connector.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a call was told, as the journal keeps it: the stage, and behind it the ids of the files that are attached.
 *
 * @param stage the furthest of the first four stages
 * @param attached ids of files, in order
 */
record Told(Optional<Stage> stage, List<String> attached) {
    Told {
        attached = List.copyOf(attached);
    }

    /** Reads what {@link #word} wrote. */
    static Told of(Optional<String> word) {
        List<String> words = word.map(text -> List.of(text.split(" "))).orElse(List.of());
        return words.isEmpty()
                ? new Told(Optional.empty(), List.of())
                : new Told(Optional.of(Stage.valueOf(words.get(0))), words.subList(1, words.size()));
    }

    Told at(Stage reached) {
        return new Told(Optional.of(reached), attached);
    }

    Told with(String id) {
        List<String> more = new ArrayList<>(attached);
        more.add(key(id));
        return new Told(stage, more);
    }

    boolean has(String id) {
        return attached.contains(key(id));
    }

    Optional<String> word() {
        return stage.map(reached -> attached.isEmpty() ? reached.name() : reached + " " + String.join(" ", attached));
    }

    private static String key(String id) {
        return id.replace(' ', '_');
    }
}
