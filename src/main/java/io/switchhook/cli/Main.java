package io.switchhook.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where the process starts: the command line and its exit codes. */
@Command(
        name = "switchhook",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "One trustworthy story per RingCentral phone call.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the thing asked about is not so",
            "2:usage or configuration",
            "3:the platform or the daemon cannot be reached"
        },
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ValidateCommand.class,
            TapCommand.class,
            CallsCommand.class,
            CallCommand.class,
            ExplainCommand.class,
            ConnectorCommand.class,
            BacklogCommand.class,
            DeadLettersCommand.class,
            ReplayCommand.class,
            RecordCommand.class,
            SimulatorCommand.class,
            PrepareCommand.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    /**
     * Runs one command and exits with its code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::failed)
                .execute(arguments));
    }

    /** A command that fails says what and why in one line; a bug shows its stack. */
    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult result) {
        if (failure instanceof CommandFailure expected) {
            command.getErr().println(expected.getMessage());
            return expected.exitCode();
        }
        failure.printStackTrace(command.getErr());
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Expected a command, for example: switchhook demo");
    }

    /** The version stands in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"switchhook " + (version == null ? "(not packaged)" : version)};
        }
    }
}
