package io.switchhook.config;

import io.switchhook.config.ConnectorSettings.Filter;
import io.switchhook.config.ConnectorSettings.Limits;
import io.switchhook.config.ConnectorSettings.People;
import io.switchhook.config.ConnectorSettings.Where;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The keys that every connector has; the others belong to its type, which is not known here. */
final class ConnectorReader {
    private static final List<String> COMMON = List.of(
            "name",
            "type",
            "when",
            "filter",
            "limits",
            "shadow",
            "start",
            "allowPrivate",
            "contacts",
            "createContact",
            "owners",
            "popWithin");

    private static final int CONCURRENCY_MAX = 64;
    private static final int RATE_MAX = 10_000;

    private static final Kind<Boolean> WHEN =
            Kinds.choice(Map.of("incremental", false, "once", true), "incremental or once");
    private static final Kind<Boolean> START =
            Kinds.choice(Map.of("now", false, "beginning", true), "now or beginning");

    private ConnectorReader() {}

    static ConnectorSettings read(Section section) {
        Node.Place place = section.place("name");
        String path = place.path().substring(0, Math.max(0, place.path().lastIndexOf('.')));
        return new ConnectorSettings(
                new Where(path, place.line(), place.column()),
                section.required("name", Kinds.NAME, ""),
                section.required("type", Kinds.TYPE, ""),
                section.standard("when", WHEN, "incremental"),
                filter(section.section("filter")),
                limits(section.section("limits")),
                section.standard("shadow", Kinds.FLAG, "false"),
                section.standard("start", START, "now"),
                section.standard("allowPrivate", Kinds.FLAG, "false"),
                people(section),
                new Options(section).except(new TreeSet<>(COMMON)));
    }

    private static People people(Section section) {
        return new People(
                section.standard("contacts", Kinds.CONTACTS, "owner-first"),
                section.standard("createContact", Kinds.FLAG, "false"),
                owners(section.section("owners")),
                section.standard("popWithin", Kinds.duration("0s", "10m"), "10s"));
    }

    /** The keys are the operator's own; one that is empty is not asked for, and so is an error. */
    private static Map<String, String> owners(Section section) {
        Map<String, String> owners = new LinkedHashMap<>();
        section.all().keySet().stream()
                .filter(key -> !key.isBlank())
                .forEach(key -> section.optional(key, Kinds.TEXT).ifPresent(user -> owners.put(key, user)));
        section.close();
        return owners;
    }

    private static Filter filter(Section section) {
        Filter filter = new Filter(
                some(section, "types", Kinds.EVENT_TYPE),
                some(section, "directions", Kinds.DIRECTION),
                some(section, "accounts", Kinds.NAME),
                section.standard("internal", Kinds.FLAG, "false"));
        section.close();
        return filter;
    }

    /** No limitation, written as [all], is an empty list. */
    private static List<String> some(Section section, String key, Kind<String> kind) {
        List<String> named = section.list(key, kind, List.of(Kinds.ALL));
        return named.contains(Kinds.ALL) ? List.of() : named;
    }

    private static Limits limits(Section section) {
        Limits limits = new Limits(
                section.optional("concurrency", Kinds.whole(1, CONCURRENCY_MAX)),
                section.optional("rate", Kinds.whole(1, RATE_MAX)),
                section.standard("timeout", Kinds.duration("1s", "5m"), "30s"));
        section.close();
        return limits;
    }
}
