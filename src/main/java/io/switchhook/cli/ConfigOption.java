package io.switchhook.cli;

import io.switchhook.config.Configuration;
import io.switchhook.config.Problem;
import io.switchhook.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<Problem> problems = problems(file, loaded);
        problems.forEach(problem -> err.println(problem.text()));
        err.flush();
        return loaded.settings()
                .filter(complete -> problems.stream().noneMatch(Problem::isError))
                .orElseThrow(() -> new CommandFailure(
                        CommandFailure.USAGE, "Expected a configuration without mistakes, but see above"));
    }

    /** Everything that is wrong with a file, what only the types of connectors know included. */
    static List<Problem> problems(Path file, Configuration.Loaded<Settings> loaded) {
        List<Problem> problems = new ArrayList<>(loaded.problems());
        loaded.settings().ifPresent(settings -> problems.addAll(new ConnectorPlans(settings).problems(file)));
        return problems;
    }
}
