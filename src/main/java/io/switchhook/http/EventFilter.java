package io.switchhook.http;

import io.switchhook.event.EventJson;
import io.switchhook.journal.StoredEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which events a reader wants.
 *
 * @param types names like {@code call.answered}, or beginnings like {@code call.*}; empty for all
 * @param account the account's label; absent for all
 */
record EventFilter(List<String> types, Optional<String> account) {
    EventFilter {
        types = List.copyOf(types);
    }

    static EventFilter of(Optional<String> types, Optional<String> account) {
        return new EventFilter(types.map(EventFilter::names).orElse(List.of()), account);
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .map(name ->
                        name.startsWith(EventJson.TYPE_PREFIX) ? name.substring(EventJson.TYPE_PREFIX.length()) : name)
                .map(EventFilter::checked)
                .toList();
    }

    private static String checked(String name) {
        if (name.matches("\\*|[a-z]+(\\.[a-z]+)*(\\.\\*)?")) {
            return name;
        }
        throw Problem.badParameter("type", "names like call.answered or call.*, separated by commas", name);
    }

    boolean wants(StoredEvent event) {
        return account.map(event.account()::equals).orElse(true)
                && (types.isEmpty() || types.stream().anyMatch(type -> matches(type, event.type())));
    }

    private static boolean matches(String wanted, String type) {
        return wanted.endsWith("*") ? type.startsWith(wanted.substring(0, wanted.length() - 1)) : type.equals(wanted);
    }
}
