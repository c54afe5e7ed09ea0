package io.switchhook.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What connectors have before them. */
@Command(
        name = "backlog",
        mixinStandardHelpOptions = true,
        description =
                "Shows what is owed to each connector and since when. Exit code 1 when anything stands in the way.")
final class BacklogCommand implements Callable<Integer> {
    @Mixin
    private DaemonOptions daemon;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        DaemonClient client = daemon.client(spec.commandLine().getErr());
        JsonArray all = DaemonClient.list(client.get("/api/v1/connectors"), "connectors");
        boolean blocked = false;
        for (int i = 0; i < all.size(); i++) {
            JsonObject one = all.getJsonObject(i);
            String oldest = one.getString("oldest");
            out.println(ConnectorCommand.line(one) + (oldest == null ? "" : "\n    oldest since " + oldest));
            blocked |= one.getString("obstacle") != null;
        }
        out.flush();
        return blocked ? CommandFailure.NOT_SO : 0;
    }
}
