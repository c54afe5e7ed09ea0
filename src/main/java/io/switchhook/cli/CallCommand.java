package io.switchhook.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one call of a running daemon. */
@Command(name = "call", mixinStandardHelpOptions = true, description = "Shows one call: its story and its legs.")
final class CallCommand implements Callable<Integer> {
    @Mixin
    private DaemonOptions daemon;

    @Parameters(paramLabel = "ID", description = "the call's id, any of its platform ids, or last")
    private String id;

    @Option(names = "--json", description = "print the snapshot as JSON")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String path = "/api/v1/calls/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        JsonObject call =
                new JsonObject(daemon.client(spec.commandLine().getErr()).get(path));
        if (json) {
            out.println(call.encodePrettily());
        } else {
            out.println(Telling.forTerminal().call(call));
            history(out, "call", call.getJsonArray("history"));
            for (Object entry : call.getJsonArray("legs")) {
                JsonObject leg = (JsonObject) entry;
                String name = leg.getString("name", leg.getString("number"));
                history(out, leg.getString("kind") + (name == null ? "" : " " + name), leg.getJsonArray("history"));
            }
        }
        out.flush();
        return 0;
    }

    private static void history(PrintWriter out, String what, JsonArray history) {
        out.println("  " + what);
        for (Object entry : history) {
            JsonObject moment = (JsonObject) entry;
            String certainty = moment.getString("certainty");
            out.printf(
                    "    %s  %s%s%n",
                    moment.getString("at"),
                    moment.getString("state"),
                    certainty.equals("observed") ? "" : " (" + certainty + ")");
        }
    }
}
