package io.switchhook.kit;

import io.switchhook.connector.ConnectorFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which connector is tried, and how.
 *
 * @param factory makes it
 * @param stub how its CRM answers; empty for a plain one
 * @param values of the connector's keys, before those of the stub
 * @param endpoint the author's own CRM; empty for the stub
 * @param folder for journal and files; it stays the caller's to remove
 * @param thorough whether every kind of call meets every harm, instead of some
 */
public record Subject(
        ConnectorFactory factory,
        Optional<StubPlan> stub,
        Map<String, Object> values,
        Optional<URI> endpoint,
        Path folder,
        boolean thorough) {
    /** Keeps the order. */
    public Subject {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** How the CRM is described: as the caller says, as what comes along for the type, or plainly. */
    StubPlan plan() {
        return stub.or(() -> StubPlan.shipped(factory.type()))
                .or(() -> StubPlan.shipped("plain"))
                .orElseThrow();
    }
}
