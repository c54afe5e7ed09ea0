package io.switchhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Configuration.Loaded;
import io.switchhook.config.Node.Fields;
import io.switchhook.config.Node.Items;
import io.switchhook.config.Node.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample is the documentation of every key: it must be complete, right and usable. */
class SampleTest {
    private static final Path SAMPLE = Path.of("conf/switchhook.yaml");
    private static final List<String> CREDENTIALS = List.of("rc-client-secret", "rc-jwt", "http-token", "crm-hook");

    @TempDir
    Path credentials;

    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void provide() throws IOException {
        for (String name : CREDENTIALS) {
            Files.writeString(credentials.resolve(name), "value of " + name);
        }
        environment.put("CREDENTIALS_DIRECTORY", credentials.toString());
        environment.put("RC_CLIENT_ID", "id-1");
    }

    @Test
    void the_sample_is_valid_once_what_it_refers_to_exists() {
        Loaded<Settings> loaded = Configuration.load(SAMPLE, environment);

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.settings().orElseThrow().journal().file())
                .isEqualTo(Path.of("conf/data/switchhook.db").toAbsolutePath());
    }

    @Test
    void the_sample_without_what_it_refers_to_names_exactly_that() {
        assertThat(Configuration.load(SAMPLE, Map.of()).problems())
                .extracting(Problem::key)
                .containsExactly(
                        "accounts[0].clientId",
                        "accounts[0].clientSecret",
                        "accounts[0].jwt",
                        "http.token",
                        "connectors[0].secret");
    }

    @Test
    void every_key_that_is_read_stands_in_the_sample_with_its_default_in_the_comment_above() throws IOException {
        Map<String, Node> sample = new LinkedHashMap<>();
        collect(tree(), sample);

        known().forEach((key, standard) -> {
            // The other form of watch is shown in the comment of the first.
            if (!key.equals("accounts[].watch.extensions")) {
                assertThat(sample).as("sample has %s", key).containsKey(key);
                standard.ifPresent(text -> {
                    assertThat(written(sample.get(key)))
                            .as("default of %s", key)
                            .isEqualTo(text);
                    assertThat(commentAbove(sample.get(key)))
                            .as("comment of %s", key)
                            .contains("Default: " + text);
                });
            }
        });
    }

    @Test
    void every_key_of_the_sample_has_a_comment_above_it() throws IOException {
        Map<String, Node> sample = new LinkedHashMap<>();
        collect(tree(), sample);

        assertThat(sample.entrySet())
                .allSatisfy(entry -> assertThat(commentAbove(entry.getValue()))
                        .as("comment of %s", entry.getKey())
                        .isNotBlank());
    }

    @Test
    void every_known_key_is_one_that_this_test_has_counted() throws IOException {
        assertThat(new TreeSet<>(known().keySet()))
                .containsExactly(
                        "accounts",
                        "accounts[].clientId",
                        "accounts[].clientSecret",
                        "accounts[].country",
                        "accounts[].jwt",
                        "accounts[].name",
                        "accounts[].ownNumbers",
                        "accounts[].pubnub",
                        "accounts[].pubnub.origin",
                        "accounts[].pubnub.secure",
                        "accounts[].server",
                        "accounts[].transports",
                        "accounts[].watch",
                        "accounts[].watch.extensions",
                        "accounts[].webhook",
                        "accounts[].webhook.publicUrl",
                        "bus",
                        "bus.tcp",
                        "bus.tcp.host",
                        "bus.tcp.port",
                        "connectors",
                        "connectors[].allowPrivate",
                        "connectors[].contacts",
                        "connectors[].createContact",
                        "connectors[].filter",
                        "connectors[].filter.accounts",
                        "connectors[].filter.directions",
                        "connectors[].filter.internal",
                        "connectors[].filter.types",
                        "connectors[].limits",
                        "connectors[].limits.concurrency",
                        "connectors[].limits.rate",
                        "connectors[].limits.timeout",
                        "connectors[].name",
                        "connectors[].owners",
                        "connectors[].owners.101",
                        "connectors[].owners.fallback",
                        "connectors[].popWithin",
                        "connectors[].shadow",
                        "connectors[].start",
                        "connectors[].type",
                        "connectors[].when",
                        "http",
                        "http.host",
                        "http.port",
                        "http.token",
                        "journal",
                        "journal.keepEvidence",
                        "journal.url",
                        "ordering",
                        "ordering.endGrace",
                        "ordering.gapWait",
                        "ordering.linger",
                        "plugins",
                        "reconcile",
                        "reconcile.activeCalls",
                        "reconcile.callLogAfter",
                        "reconcile.callLogDeadline");
    }

    /** What the readers ask for: once with the sample, once with the other form of watch. */
    private Map<String, Optional<String>> known() throws IOException {
        Findings findings = new Findings("sample");
        Configuration.load(SAMPLE, environment, findings);
        Path other = credentials.resolve("other.yaml");
        Files.writeString(other, Files.readString(SAMPLE).replace("watch: account", "watch: { extensions: [101] }"));
        Configuration.load(other, environment, findings);
        assertThat(findings.inOrder()).isEmpty();
        return findings.known();
    }

    private static Fields tree() throws IOException {
        return YamlTree.read(Files.readString(SAMPLE), new Findings("sample")).orElseThrow();
    }

    private static void collect(Node node, Map<String, Node> into) {
        if (node instanceof Fields fields) {
            fields.fields().values().forEach(field -> {
                String path = field.key().path().replaceAll("\\[[0-9]+]", "[]");
                into.put(path, field.value());
                collect(field.value(), into);
            });
        } else if (node instanceof Items items) {
            items.items().forEach(item -> collect(item, into));
        }
    }

    private static String written(Node node) {
        return node instanceof Items items
                ? items.items().stream().map(SampleTest::written).toList().toString()
                : ((Scalar) node).text();
    }

    /** The comment lines directly above a key; the key of a section stands in the line before its first. */
    private static String commentAbove(Node node) {
        try {
            List<String> lines = Files.readAllLines(SAMPLE);
            String key = node.place().path().replaceAll(".*\\.", "");
            int line = node.place().line() - 1;
            while (!lines.get(line).strip().startsWith(key + ":")) {
                line--;
            }
            StringBuilder comment = new StringBuilder();
            while (--line >= 0 && lines.get(line).contains("# ")) {
                comment.insert(0, lines.get(line) + "\n");
            }
            return comment.toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
