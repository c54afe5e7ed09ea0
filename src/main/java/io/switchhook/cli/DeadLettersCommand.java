package io.switchhook.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What CRMs refused for good. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Shows what CRMs refused for good, in their own words, and delivers or discards it.")
final class DeadLettersCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Expected list, show, retry or discard, for example: dead-letters list");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The newest dead letters.")
    int list(
            @Mixin DaemonOptions daemon,
            @Option(names = "--connector", paramLabel = "NAME", description = "only of this one") String connector,
            @Option(names = "--json", description = "print JSON, one a line") boolean json)
            throws InterruptedException {
        JsonArray all = letters(client(daemon), connector);
        for (int i = 0; i < all.size(); i++) {
            JsonObject one = all.getJsonObject(i);
            out().println(json ? one.encode() : line(one));
        }
        if (all.isEmpty() && !json) {
            out().println("no dead letters");
        }
        out().flush();
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "One dead letter with its event.")
    int show(@Mixin DaemonOptions daemon, @Parameters(paramLabel = "NUMBER") String number)
            throws InterruptedException {
        out().println(new JsonObject(client(daemon).get(path(number))).encodePrettily());
        out().flush();
        return 0;
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Delivers dead letters again, after their cause was mended.")
    int retry(
            @Mixin DaemonOptions daemon,
            @Parameters(paramLabel = "NUMBER", arity = "0..*") List<String> numbers,
            @Option(names = "--all", description = "every dead letter, at most 1000") boolean all,
            @Option(names = "--connector", paramLabel = "NAME", description = "with --all: only of this one")
                    String connector)
            throws InterruptedException {
        return each(daemon, all ? numbers(daemon, connector) : given(numbers), "retry");
    }

    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            description = "Takes dead letters off the list for good.")
    int discard(@Mixin DaemonOptions daemon, @Parameters(paramLabel = "NUMBER", arity = "1..*") List<String> numbers)
            throws InterruptedException {
        return each(daemon, numbers, "discard");
    }

    private List<String> given(List<String> numbers) {
        if (numbers == null || numbers.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Expected numbers or --all");
        }
        return numbers;
    }

    private int each(DaemonOptions daemon, List<String> numbers, String what) throws InterruptedException {
        DaemonClient client = client(daemon);
        for (String number : numbers) {
            client.post(path(number) + "/" + what);
        }
        out().println(numbers.size() + (what.equals("retry") ? " to be delivered again" : " discarded"));
        out().flush();
        return 0;
    }

    private List<String> numbers(DaemonOptions daemon, String connector) throws InterruptedException {
        JsonArray all = letters(client(daemon), connector);
        List<String> numbers = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0; i--) {
            numbers.add(all.getJsonObject(i).getLong("id").toString());
        }
        return numbers;
    }

    private static JsonArray letters(DaemonClient client, String connector) throws InterruptedException {
        String only = connector == null ? "" : "&connector=" + URLEncoder.encode(connector, StandardCharsets.UTF_8);
        return DaemonClient.list(client.get("/api/v1/dead-letters?max=1000" + only), "deadLetters");
    }

    private static String path(String number) {
        return "/api/v1/dead-letters/" + URLEncoder.encode(number, StandardCharsets.UTF_8);
    }

    private static String line(JsonObject one) {
        return "%-6d %s  %-12s %s  %s%s"
                .formatted(
                        one.getLong("id"),
                        one.getString("at"),
                        one.getString("connector"),
                        one.getString("eventId"),
                        one.getString("reason"),
                        one.getBoolean("retrying") ? "  (to be delivered again)" : "");
    }

    private DaemonClient client(DaemonOptions daemon) {
        return daemon.client(spec.commandLine().getErr());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
