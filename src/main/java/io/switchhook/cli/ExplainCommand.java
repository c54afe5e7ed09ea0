package io.switchhook.cli;

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

/** Says why a call of a running daemon is told as it is. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Explains one call from the journal: each piece of evidence, what was decided and by which rule,",
            "what was published, and what became of it at each connector. The rules are listed in src/docs/rules.md. Telephone numbers are masked, except with",
            "--json, which also shows the evidence as it came."
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private DaemonOptions daemon;

    @Parameters(paramLabel = "ID", description = "the call's id, any of its platform ids, or last")
    private String id;

    @Option(names = "--json", description = "print the explanation as JSON, with numbers and raw evidence")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String path = "/api/v1/calls/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/explain";
        JsonObject told =
                new JsonObject(daemon.client(spec.commandLine().getErr()).get(path));
        if (json) {
            out.println(told.encodePrettily());
        } else {
            new ExplanationText(out).print(told);
        }
        out.flush();
        return 0;
    }
}
