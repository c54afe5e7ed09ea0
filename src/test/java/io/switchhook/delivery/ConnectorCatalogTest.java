package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.connector.Config;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Connectors of other authors, from jars that are built here. */
class ConnectorCatalogTest {
    private static final String SERVICE = "META-INF/services/io.switchhook.connector.ConnectorFactory";

    @TempDir
    private Path folder;

    @Test
    void ours_are_there_without_any_folder() {
        ConnectorCatalog catalog = ConnectorCatalog.load(folder.resolve("absent"));
        assertThat(catalog.factories().keySet()).contains("file", "webhook");
        assertThat(catalog.faults()).isEmpty();
    }

    @Test
    void a_jar_brings_its_connector_in_a_class_loader_of_its_own_and_a_broken_one_is_a_fault() throws IOException {
        jar("a.jar", SERVICE, "acme.AcmeFactory".getBytes(StandardCharsets.UTF_8), compiled());
        jar("b.jar", SERVICE, "acme.Missing".getBytes(StandardCharsets.UTF_8), Map.of());
        Files.writeString(folder.resolve("c.jar"), "no jar at all");
        ConnectorCatalog catalog = ConnectorCatalog.load(folder);
        assertThat(catalog.factories()).containsKey("acme").containsKey("webhook");
        assertThat(catalog.factories().get("acme").getClass().getClassLoader().getName())
                .isEqualTo("plugin-a.jar");
        assertThat(catalog.faults()).anyMatch(fault -> fault.startsWith("b.jar: ") && fault.contains("acme.Missing"));
        Context context = new Context(
                "x", Config.NONE, request -> null, InstantSource.system(), LoggerFactory.getLogger("x"), folder);
        try (Connector connector = catalog.factories().get("acme").create(context)) {
            assertThat(connector.describe().version()).isEqualTo("7");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The author's side: compiled against the door alone. */
    private Map<String, byte[]> compiled() throws IOException {
        Path source = folder.resolve("src/acme/AcmeFactory.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, """
                package acme;
                import io.switchhook.connector.*;
                import java.util.List;
                import java.util.concurrent.*;
                public final class AcmeFactory implements ConnectorFactory {
                    public String type() { return "acme"; }
                    public List<Key> keys() { return List.of(); }
                    public Connector create(Context context) {
                        return new Connector() {
                            public Description describe() { return Description.ofPictures("7", Guarantee.EXACTLY_ONE); }
                            public CompletionStage<Checked> check() { return null; }
                            public CompletionStage<Written> upsertCall(CallUpdate update) { return null; }
                        };
                    }
                }
                """);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        folder.resolve("out").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(status).isZero();
        return Map.of(
                "acme/AcmeFactory.class", Files.readAllBytes(folder.resolve("out/acme/AcmeFactory.class")),
                "acme/AcmeFactory$1.class", Files.readAllBytes(folder.resolve("out/acme/AcmeFactory$1.class")));
    }

    private void jar(String name, String service, byte[] factory, Map<String, byte[]> classes) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry(service));
            jar.write(factory);
            for (String entry : List.copyOf(classes.keySet())) {
                jar.putNextEntry(new JarEntry(entry));
                jar.write(classes.get(entry));
            }
        }
    }
}
