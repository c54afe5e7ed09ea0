package io.switchhook.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Configuration.Loaded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder with a configuration file, secret files and an environment, as an operator has before the first start. */
final class Desk {
    /** The least that is needed; secrets by reference so that nothing is warned of. */
    static final String ACCOUNT = """
            accounts:
              - name: acme
                clientId: id-1
                clientSecret: ${env:SECRET}
                jwt: ${env:JWT}
            """;

    private final Path folder;
    private final Map<String, String> environment =
            new LinkedHashMap<>(Map.of("SECRET", "s3cr3t-value", "JWT", "eyJ-assertion"));

    Desk(Path folder) {
        this.folder = folder;
    }

    Desk variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Writes a file next to the configuration. */
    Path file(String name, String text, String permissions) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path configuration() {
        return folder.resolve("switchhook.yaml");
    }

    Loaded<Settings> load(String yaml) {
        file("switchhook.yaml", yaml, "rw-r--r--");
        return Configuration.load(configuration(), environment);
    }

    Loaded<HttpSettings> loadHttp(String yaml) {
        file("switchhook.yaml", yaml, "rw-r--r--");
        return Configuration.loadHttp(configuration(), environment);
    }

    /** Settings of a file that has to be free of errors and warnings. */
    Settings settings(String yaml) {
        Loaded<Settings> loaded = load(yaml);
        assertThat(loaded.problems()).isEmpty();
        return loaded.settings().orElseThrow();
    }

    /** The problems as lines, with the folder cut off. */
    List<String> problems(String yaml) {
        return load(yaml).problems().stream()
                .map(problem -> problem.text().replace(folder + "/", ""))
                .toList();
    }

    /** The only problem. */
    String problem(String yaml) {
        List<String> problems = problems(yaml);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
