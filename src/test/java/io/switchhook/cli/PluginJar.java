package io.switchhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The example plug-in, compiled as its author would compile it. */
final class PluginJar {
    static final Path EXAMPLE = Path.of("src/example");

    private PluginJar() {}

    /** Builds the jar into a folder. */
    static Path build(Path folder) {
        try {
            Path classes = Files.createDirectories(folder.resolve("plugin-classes"));
            List<String> arguments =
                    new ArrayList<>(List.of("-proc:none", "-d", classes.toString(), "-cp", classPath()));
            sources().forEach(source -> arguments.add(source.toString()));
            int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
            assertThat(status).as("the compiler on src/example").isZero();
            Path jar = folder.resolve("ledger.jar");
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out)) {
                add(entries, classes);
                add(entries, EXAMPLE.resolve("resources"));
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE.resolve("java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static void add(JarOutputStream jar, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
            }
        }
    }
}
