package io.switchhook.kit;

import io.switchhook.call.CallEvent;
import io.switchhook.journal.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of call, played once.
 *
 * @param kind its name, such as {@code attended-transfer}
 * @param number the outside number, in E.164
 * @param events what the rules tell of it, in order; of two calls where the kind has two
 */
record Play(String kind, String number, List<CallEvent> events) {
    /** Copies the list. */
    Play {
        events = List.copyOf(events);
    }

    /** Ids of its calls, in the order in which they began. */
    List<String> calls() {
        return events.stream().map(event -> event.call().id()).distinct().toList();
    }

    /** The sequence of the event after which a call is over, by call. */
    Map<String, Long> ends() {
        Map<String, Long> ends = new LinkedHashMap<>();
        for (CallEvent event : events) {
            if (event.call().state().isOver()) {
                ends.putIfAbsent(event.call().id(), event.sequence());
            }
        }
        return ends;
    }

    /** One of several parts of the story, for the journal. */
    List<Entry> part(int number, int of) {
        List<Entry> entries = new ArrayList<>();
        for (CallEvent event : events.subList(events.size() * (number - 1) / of, events.size() * number / of)) {
            entries.add(new Entry(
                    event.call().account(),
                    Optional.empty(),
                    List.of(event.call().id()),
                    List.of(event),
                    Optional.empty()));
        }
        return entries;
    }
}
