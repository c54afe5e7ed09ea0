package io.switchhook.cli;

import io.switchhook.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the file that a person would write to watch the simulator, so that the demo runs what everybody runs. */
final class DemoConfiguration {
    private DemoConfiguration() {}

    static Path write(Path folder, Simulator simulator, List<String> transports, int port) throws IOException {
        Path secret = folder.resolve("secret");
        Files.createFile(
                secret,
                java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                        java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, "simulated");
        Path file = folder.resolve("switchhook.yaml");
        Files.writeString(
                file, """
                accounts:
                  - name: demo
                    server: %s
                    clientId: demo
                    clientSecret: ${file:secret}
                    jwt: ${file:secret}
                    transports: [%s]
                    pubnub: { origin: "%s", secure: false }
                journal: { url: "sqlite:journal.db" }
                http: { port: %d }
                """.formatted(simulator.server(), String.join(", ", transports), simulator.origin(), port));
        return file;
    }
}
