package io.switchhook.cli;

import io.switchhook.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the file that a person would write to watch the simulator, so that the demo runs what everybody runs. */
final class DemoConfiguration {
    private DemoConfiguration() {}

    /** Port 0 is any free one; a webhook's address needs to know which before the server does. */
    static Path write(Path folder, Simulator simulator, List<String> transports, int wished) throws IOException {
        boolean hooked = transports.contains("webhook");
        int port = wished == 0 && hooked ? FreePort.orAny(0) : wished;
        Path secret = folder.resolve("secret");
        Files.createFile(
                secret,
                java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                        java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, "simulated");
        String hook = hooked ? "    webhook: { publicUrl: \"http://127.0.0.1:" + port + "\" }\n" : "";
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
                %sjournal: { url: "sqlite:journal.db" }
                http: { port: %d }
                """.formatted(simulator.server(), String.join(", ", transports), simulator.origin(), hook, port));
        return file;
    }
}
