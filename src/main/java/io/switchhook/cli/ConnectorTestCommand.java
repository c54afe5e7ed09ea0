package io.switchhook.cli;

import io.switchhook.config.Problem;
import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.document.DocumentShelf;
import io.switchhook.delivery.ConnectorCatalog;
import io.switchhook.kit.BadStub;
import io.switchhook.kit.Rehearsal;
import io.switchhook.kit.StubPlan;
import io.switchhook.kit.Subject;
import io.switchhook.kit.Verdict;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The test kit for authors of connectors. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Tries a connector: plays every kind of call to it through the real delivery, against a stub of its CRM or",
            "your own endpoint, while requests are refused, cut, answered late or not at all, and the process that",
            "delivers dies. Exit code 0 when no call was lost, doubled without need, or told out of order."
        })
final class ConnectorTestCommand implements Callable<Integer> {
    /** The least level that is logged, as logback.xml reads it. */
    private static final String LOG = "SWITCHHOOK_LOG";

    @Parameters(paramLabel = "TYPE|JAR|DOCUMENT", description = "a type that comes along, a plug-in, or a document")
    private String target;

    @Option(names = "--url", paramLabel = "URL", description = "your own endpoint instead of the stub")
    private URI url;

    @Option(
            names = "--stub",
            paramLabel = "FILE",
            description = "how your CRM answers, which also says what counts as a record (src/docs/test-kit.md)")
    private Path stub;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "a key of the connector's configuration; $${stub} in it is the address of the stub")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--type", paramLabel = "TYPE", description = "which one, when a jar has several")
    private String type;

    @Option(names = "--thorough", description = "every kind of call meets every fault, instead of some")
    private boolean thorough;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (System.getenv(LOG) == null && System.getProperty(LOG) == null) {
            // What goes wrong is meant to go wrong.
            System.setProperty(LOG, "ERROR");
        }
        Path folder = Files.createTempDirectory("switchhook-test");
        Vertx vertx = Vertx.vertx();
        try {
            Subject subject = new Subject(
                    factory(folder), plan(), new LinkedHashMap<>(values), Optional.ofNullable(url), folder, thorough);
            Verdict verdict = Rehearsal.run(
                            vertx, new KitEngine(vertx, "test"), subject, InstantSource.system(), new SecureRandom())
                    .await();
            String text = json ? VerdictText.json(verdict).encodePrettily() : VerdictText.text(verdict);
            spec.commandLine().getOut().println(text);
            spec.commandLine().getOut().flush();
            return verdict.passed() ? 0 : CommandFailure.NOT_SO;
        } catch (BadConfiguration | BadStub e) {
            throw new CommandFailure(CommandFailure.USAGE, e.getMessage());
        } finally {
            vertx.close().await();
            DemoCommand.delete(folder);
        }
    }

    private Optional<StubPlan> plan() throws IOException {
        if (stub == null) {
            return Optional.empty();
        }
        if (!Files.isReadable(stub)) {
            throw new CommandFailure(
                    CommandFailure.USAGE, "Expected --stub to name a file that can be read, but it is " + stub);
        }
        return Optional.of(StubPlan.read(Files.readString(stub)));
    }

    private ConnectorFactory factory(Path folder) throws IOException {
        if (target.endsWith(".jar")) {
            return fromJar(folder);
        }
        DocumentShelf documents = DocumentShelf.load(List.of());
        if (target.endsWith(".yaml") || target.endsWith(".yml")) {
            return fromDocument(documents);
        }
        Map<String, ConnectorFactory> known = new TreeMap<>(documents.factories());
        known.putAll(ConnectorCatalog.load(folder.resolve("plugins")).factories());
        if (!known.containsKey(target)) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    "Expected a jar, a document, or one of " + String.join(", ", known.keySet()) + ", but it is "
                            + target);
        }
        return known.get(target);
    }

    private ConnectorFactory fromDocument(DocumentShelf documents) {
        DocumentShelf.Opened opened =
                documents.open(Path.of(target).toAbsolutePath().toString(), Path.of(""));
        return opened.factory()
                .orElseThrow(() -> new CommandFailure(
                        CommandFailure.USAGE,
                        "Expected a document without mistakes, but there are some:\n"
                                + opened.problems().stream()
                                        .map(Problem::toString)
                                        .collect(Collectors.joining("\n"))));
    }

    /** Loaded as the daemon loads it: from a plug-in folder in which it is alone. */
    private ConnectorFactory fromJar(Path folder) throws IOException {
        if (!Files.isReadable(Path.of(target))) {
            throw new CommandFailure(
                    CommandFailure.USAGE, "Expected a jar that can be read, but " + target + " cannot");
        }
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        Files.copy(Path.of(target), plugins.resolve("plugin.jar"));
        ConnectorCatalog catalog = ConnectorCatalog.load(plugins);
        List<String> own = new ArrayList<>(catalog.factories().keySet());
        own.removeAll(ConnectorCatalog.load(folder).factories().keySet());
        String wanted = type == null && own.size() == 1 ? own.get(0) : type;
        if (wanted == null || !own.contains(wanted)) {
            throw new CommandFailure(
                    CommandFailure.USAGE,
                    own.isEmpty()
                            ? "Expected a connector in " + target + ", but there is none: " + catalog.faults()
                            : "Expected --type to be one of " + String.join(", ", own) + ", but it is " + type);
        }
        return catalog.factories().get(wanted);
    }
}
