package io.switchhook.cli;

import io.switchhook.config.Configuration;
import io.switchhook.config.HttpSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the running daemon is: by its configuration, or by its address. */
final class DaemonOptions {
    private static final int PORT = 7464;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "the daemon's configuration, for its address and token")
    private Path file;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the daemon's address, default http://127.0.0.1:" + PORT + "; token from SWITCHHOOK_TOKEN")
    private String url;

    DaemonClient client(PrintWriter err) {
        if (file != null && url == null) {
            Configuration.Loaded<HttpSettings> loaded = Configuration.loadHttp(file, System.getenv());
            loaded.problems().forEach(problem -> err.println(problem.text()));
            HttpSettings http = loaded.settings()
                    .orElseThrow(() -> new CommandFailure(
                            CommandFailure.USAGE, "Expected a configuration without mistakes, but see above"));
            String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
            return new DaemonClient(
                    URI.create("http://" + host + ":" + http.port()),
                    http.token().map(token -> token.reveal()));
        }
        String address = url == null ? "http://127.0.0.1:" + PORT : url;
        return new DaemonClient(address(address), Optional.ofNullable(System.getenv("SWITCHHOOK_TOKEN")));
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw notAnAddress(text);
        }
        throw notAnAddress(text);
    }

    private static CommandFailure notAnAddress(String text) {
        return new CommandFailure(
                CommandFailure.USAGE, "Expected --url like http://127.0.0.1:" + PORT + ", but it is " + text);
    }
}
