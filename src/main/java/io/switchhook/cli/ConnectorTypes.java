package io.switchhook.cli;

import io.switchhook.config.ConnectorSettings;
import io.switchhook.config.NearestKey;
import io.switchhook.config.Problem;
import io.switchhook.config.Problem.Severity;
import io.switchhook.config.Settings;
import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Key;
import io.switchhook.connector.document.DocumentShelf;
import io.switchhook.delivery.ConnectorCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which types of connectors there are: in code, in jars, and as documents. */
final class ConnectorTypes {
    /** The type of a connector whose document stands in a key of its own. */
    private static final String DOCUMENT = "document";

    private final Settings settings;
    private final ConnectorCatalog catalog;
    private final DocumentShelf documents;

    /** Blocks on the disk: looks for jars and documents. */
    ConnectorTypes(Settings settings) {
        this.settings = settings;
        this.catalog = ConnectorCatalog.load(settings.plugins());
        this.documents =
                DocumentShelf.load(List.of(settings.plugins(), settings.folder().resolve("connectors")));
    }

    /** Jars that could not be used. */
    List<String> faults() {
        return catalog.faults();
    }

    /**
     * What makes a connector.
     *
     * @throws BadConfiguration when its type is not known, or its document has mistakes
     */
    ConnectorFactory factory(ConnectorSettings connector) {
        if (connector.type().equals(DOCUMENT)) {
            return named(connector);
        }
        Map<String, ConnectorFactory> known = known();
        return Optional.ofNullable(known.get(connector.type()))
                .orElseThrow(() -> new BadConfiguration(
                        "type",
                        "one of " + String.join(", ", known.keySet()) + ", " + DOCUMENT,
                        "it is \"" + connector.type() + "\""));
    }

    /** Code before documents: a file cannot take the place of what is compiled. */
    private Map<String, ConnectorFactory> known() {
        Map<String, ConnectorFactory> known = new TreeMap<>(documents.factories());
        known.putAll(catalog.factories());
        return known;
    }

    private ConnectorFactory named(ConnectorSettings connector) {
        String name = connector
                .text(DOCUMENT)
                .orElseThrow(() -> new BadConfiguration(
                        DOCUMENT, "the type of a document, or the path of its file", "it is missing"));
        DocumentShelf.Opened opened = documents.open(name, settings.folder());
        return opened.factory()
                .orElseThrow(() -> new BadConfiguration(
                        DOCUMENT,
                        "one of " + String.join(", ", documents.factories().keySet())
                                + ", or the path of a document without mistakes",
                        opened.problems().isEmpty()
                                ? "it is \"" + name + "\""
                                : "there are " + opened.problems().size() + " in " + name));
    }

    /** Mistakes in documents: those in use keep the configuration from being used, the others are worth a warning. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        documents.problems().forEach((file, found) -> {
            String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
            boolean used = settings.connectors().stream()
                    .anyMatch(connector -> connector.type().equals(name)
                            || connector.text(DOCUMENT).filter(name::equals).isPresent());
            found.forEach(problem -> problems.add(used ? problem : warning(problem)));
        });
        for (ConnectorSettings connector : settings.connectors()) {
            if (connector.type().equals(DOCUMENT)) {
                connector
                        .text(DOCUMENT)
                        .ifPresent(name -> problems.addAll(
                                documents.open(name, settings.folder()).problems()));
            }
        }
        return problems;
    }

    private static Problem warning(Problem problem) {
        return new Problem(
                Severity.WARNING,
                problem.file(),
                problem.line(),
                problem.column(),
                problem.key(),
                problem.expected(),
                problem.found(),
                problem.remedy());
    }

    /** What to do about a mistake in a connector's keys. */
    String remedy(ConnectorSettings connector, BadConfiguration bad) {
        String wrong = bad.key().equals("type") || bad.key().equals(DOCUMENT)
                ? connector.text(bad.key()).orElse(connector.type())
                : bad.key();
        return NearestKey.of(wrong, candidates(connector, bad.key()))
                .filter(near -> !near.equals(wrong))
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("see src/docs/connectors.md for the keys of each type");
    }

    private List<String> candidates(ConnectorSettings connector, String key) {
        if (key.equals("type")) {
            return List.copyOf(known().keySet());
        }
        if (key.equals(DOCUMENT)) {
            return List.copyOf(documents.factories().keySet());
        }
        return factory(connector).keys().stream().map(Key::name).toList();
    }
}
