package io.switchhook.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The connectors of a running daemon: seen and steered. */
@Command(
        name = "connector",
        mixinStandardHelpOptions = true,
        description = "Shows and steers the connectors of a running daemon, and tests new ones.",
        subcommands = ConnectorTestCommand.class)
final class ConnectorCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Expected list, check, pause, resume, replay, shadow or test, for example: connector list");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Every connector and how it stands.")
    int list(@Mixin DaemonOptions daemon, @Option(names = "--json", description = "print JSON") boolean json)
            throws InterruptedException {
        JsonArray all = DaemonClient.list(client(daemon).get("/api/v1/connectors"), "connectors");
        if (json) {
            out().println(all.encodePrettily());
        } else if (all.isEmpty()) {
            out().println("no connectors; see connectors: in the configuration");
        }
        for (int i = 0; i < all.size() && !json; i++) {
            out().println(line(all.getJsonObject(i)));
        }
        out().flush();
        return 0;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Asks the CRM whether credentials, rights and fields are there. Exit code 1 when not.")
    int check(@Mixin DaemonOptions daemon, @Parameters(paramLabel = "NAME") String name) throws InterruptedException {
        JsonObject found = new JsonObject(client(daemon).post(path(name) + "/check"));
        out().println(name + ": " + (found.getBoolean("ok") ? "ok, " : "not ok, ") + found.getString("detail"));
        out().flush();
        return found.getBoolean("ok") ? 0 : CommandFailure.NOT_SO;
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Delivers nothing to it until it is resumed; nothing is lost meanwhile.")
    int pause(
            @Mixin DaemonOptions daemon,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--reason", paramLabel = "TEXT", description = "why, for those who find it paused")
                    String reason)
            throws InterruptedException {
        String why = reason == null ? "" : "?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
        return steer(daemon, name, "/pause" + why);
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Delivers again, whatever made it pause.")
    int resume(@Mixin DaemonOptions daemon, @Parameters(paramLabel = "NAME") String name) throws InterruptedException {
        return steer(daemon, name, "/resume");
    }

    @Command(
            name = "shadow",
            mixinStandardHelpOptions = true,
            description = {
                "Shows what a connector would send. With --on it sends nothing from now on and keeps what it would",
                "have sent; with --off it sends again, from then on."
            })
    int shadow(
            @Mixin DaemonOptions daemon,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--on", description = "send nothing") boolean on,
            @Option(names = "--off", description = "send again") boolean off)
            throws InterruptedException {
        if (on || off) {
            return steer(daemon, name, "/shadow?on=" + (on && !off));
        }
        JsonArray shown = DaemonClient.list(client(daemon).get(path(name) + "/shadow"), "deliveries");
        for (int i = shown.size() - 1; i >= 0; i--) {
            JsonObject one = shown.getJsonObject(i);
            out().println(one.getString("call") + " would send " + one.getString("reason"));
        }
        out().flush();
        return 0;
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Delivers events once more, under their ids and each call's in order: by the time at which they were",
                "told, by call, by type, or all of them. A connector that is given the newest picture of a call gets",
                "that. Calls that were filtered out before are sent when the present filter lets them pass."
            })
    int replay(@Mixin DaemonOptions daemon, @Parameters(paramLabel = "NAME") String name, @Mixin ReplayFlags which)
            throws InterruptedException {
        String query = which.query(spec.subcommands().get("replay"));
        JsonObject done = new JsonObject(client(daemon).post(path(name) + "/replay?" + query));
        out().println("%s: %d events of %s%d calls %s"
                .formatted(
                        name,
                        done.getLong("events"),
                        done.getBoolean("moreCalls") ? "more than " : "",
                        done.getLong("calls"),
                        done.getBoolean("dryRun") ? "would be delivered again" : "are delivered again"));
        out().flush();
        return 0;
    }

    private int steer(DaemonOptions daemon, String name, String what) throws InterruptedException {
        out().println(line(new JsonObject(client(daemon).post(path(name) + what))));
        out().flush();
        return 0;
    }

    private static String path(String name) {
        return "/api/v1/connectors/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** One connector on one line, and what stands in its way on the next. */
    static String line(JsonObject one) {
        String obstacle = one.getString("obstacle");
        return "%-16s %-12s %s, %d pending, %d behind, %d dead letters%s%s"
                .formatted(
                        one.getString("name"),
                        one.getString("type"),
                        one.getString("guarantee"),
                        one.getLong("pending"),
                        one.getLong("behind"),
                        one.getLong("deadLetters"),
                        one.getBoolean("shadow") ? ", shadow" : "",
                        obstacle == null ? "" : "\n    " + obstacle);
    }

    private DaemonClient client(DaemonOptions daemon) {
        return daemon.client(spec.commandLine().getErr());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
