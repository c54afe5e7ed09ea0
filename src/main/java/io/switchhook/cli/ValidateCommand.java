package io.switchhook.cli;

import io.switchhook.config.Configuration;
import io.switchhook.config.Problem;
import io.switchhook.config.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a configuration offline. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a configuration without asking the platform: every mistake at once, with line, key, what was",
            "expected and a remedy. Exit code 2 when there is a mistake."
        })
final class ValidateCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the configuration")
    private Path file;

    @Option(
            names = {"-c", "--config", "--against"},
            paramLabel = "FILE",
            description = "the same, for those who type it as with the other commands")
    private Path option;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path checked = file == null ? option : file;
        if (checked == null) {
            throw new CommandFailure(
                    CommandFailure.USAGE, "Expected a file, for example: validate conf/switchhook.yaml");
        }
        Configuration.Loaded<Settings> loaded = Configuration.load(checked, System.getenv());
        List<Problem> problems = ConfigOption.problems(checked, loaded);
        PrintWriter out = spec.commandLine().getOut();
        problems.forEach(problem -> out.println(problem.text()));
        long errors = problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .count();
        long warnings = problems.size() - errors;
        out.println(checked + ": " + errors + " errors, " + warnings + " warnings");
        out.flush();
        return errors == 0 ? 0 : CommandFailure.USAGE;
    }
}
