package io.switchhook.kit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a stub has in it. Confined to one thread. */
final class Records {
    /** The first id; five digits, so that it is not mistaken for anything else in a request. */
    private static final int FIRST_ID = 10_001;

    private final Map<String, Kept> byId = new LinkedHashMap<>();
    private final Set<String> events = new LinkedHashSet<>();
    private int repeats;

    /**
     * A record.
     *
     * @param id the CRM's id
     * @param kind so that a call may have one of each
     * @param key the call's key, as it came; empty where none came
     * @param call the call's id; empty when nobody knows
     * @param writes sequences of the events that were written to it, in the order in which they came
     */
    record Kept(String id, String kind, String key, String call, List<Long> writes) {
        Kept {
            writes = Collections.unmodifiableList(writes);
        }
    }

    Kept create(String kind, String key, String call, long sequence) {
        Kept made = new Kept(Integer.toString(FIRST_ID + byId.size()), kind, key, call, List.of(sequence));
        byId.put(made.id(), made);
        return made;
    }

    Kept write(Kept record, long sequence) {
        List<Long> writes = new ArrayList<>(record.writes());
        writes.add(sequence);
        Kept written = new Kept(record.id(), record.kind(), record.key(), record.call(), writes);
        byId.put(record.id(), written);
        return written;
    }

    Optional<Kept> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Kept> byKey(String kind, String key) {
        return byId.values().stream()
                .filter(record -> record.kind().equals(kind) && record.key().equals(key))
                .toList();
    }

    /** Takes an event; false when it came before. */
    boolean take(String id) {
        boolean isNew = events.add(id);
        repeats += isNew ? 0 : 1;
        return isNew;
    }

    List<Kept> all() {
        return List.copyOf(byId.values());
    }

    /** Events that came again under their ids. */
    int repeats() {
        return repeats;
    }
}
