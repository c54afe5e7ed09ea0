package io.switchhook.metric.prometheus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the series of one metric few, whatever the platform sends: values are cut, and what comes after the limit is
 * counted together. Any thread.
 */
final class SeriesLimit {
    /** The value under which the rest is counted. */
    static final String OTHER = "other";

    /** Most series of one metric of one account. Chosen: the unmapped words of a bad day, and no burden for a monitor. */
    static final int SERIES_MAX = 200;

    /** Longest value, in characters; longer than every word of the platform. */
    static final int VALUE_MAX = 60;

    private final Set<List<String>> known = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, Integer> series = new ConcurrentHashMap<>();

    /** The labels to count under; the first is the account's and always kept. */
    String[] admit(String... labels) {
        List<String> wanted = List.of(labels);
        if (known.contains(wanted)) {
            return labels;
        }
        List<String> clean = wanted.stream().map(SeriesLimit::clean).toList();
        if (!known.contains(clean) && !hasRoom(clean.get(0))) {
            List<String> rest = new ArrayList<>(Collections.nCopies(labels.length, OTHER));
            rest.set(0, clean.get(0));
            return rest.toArray(String[]::new);
        }
        known.add(clean);
        return clean.toArray(String[]::new);
    }

    private boolean hasRoom(String account) {
        return series.merge(account, 1, Integer::sum) <= SERIES_MAX;
    }

    private static String clean(String value) {
        String cut = value.length() <= VALUE_MAX ? value : value.substring(0, VALUE_MAX) + "…";
        return cut.codePoints().anyMatch(Character::isISOControl) ? "(no word)" : cut;
    }
}
