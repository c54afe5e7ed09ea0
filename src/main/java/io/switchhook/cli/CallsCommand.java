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
import picocli.CommandLine.Spec;

/** Lists calls of a running daemon. */
@Command(
        name = "calls",
        mixinStandardHelpOptions = true,
        description = "Lists the calls that are going on, or with --all those that are over too.")
final class CallsCommand implements Callable<Integer> {
    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--all", description = "also calls that are over, newest first")
    private boolean all;

    @Option(names = "--number", paramLabel = "NUMBER", description = "only calls with this number")
    private String number;

    @Option(names = "--max", paramLabel = "N", description = "at most so many; default 50")
    private int max = 50;

    @Option(names = "--json", description = "print JSON, one call a line")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String query = "?max=" + max + (all ? "" : "&open=true")
                + (number == null ? "" : "&number=" + URLEncoder.encode(number, StandardCharsets.UTF_8));
        String body = daemon.client(spec.commandLine().getErr()).get("/api/v1/calls" + query);
        JsonArray calls = DaemonClient.list(body, "calls");
        for (int i = 0; i < calls.size(); i++) {
            JsonObject call = calls.getJsonObject(i);
            out.println(json ? call.encode() : Telling.forTerminal().call(call));
        }
        if (!json && calls.isEmpty()) {
            out.println(all ? "no calls" : "no calls at the moment; --all shows those that are over");
        }
        out.flush();
        return 0;
    }
}
