package io.switchhook.cli;

import io.switchhook.config.Configuration;
import io.switchhook.config.Problem;
import io.switchhook.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Reads the configuration for a command and says everything that is wrong with it. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "the configuration; a commented sample is conf/switchhook.yaml")
    private Path file;

    Path file() {
        return file;
    }

    /** The settings; ends the command with exit code 2 when there is a mistake. */
    Settings load(PrintWriter err) {
        return load(file, err);
    }

    static Settings load(Path file, PrintWriter err) {
        Configuration.Loaded<Settings> loaded = Configuration.load(file, System.getenv());
        List<Problem> problems = loaded.problems();
        problems.forEach(problem -> err.println(problem.text()));
        err.flush();
        return loaded.settings()
                .orElseThrow(() -> new CommandFailure(
                        CommandFailure.USAGE, "Expected a configuration without mistakes, but see above"));
    }
}
