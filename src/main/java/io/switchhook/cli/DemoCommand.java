package io.switchhook.cli;

import io.switchhook.bus.LiveEvents;
import io.switchhook.config.Settings;
import io.switchhook.journal.StoredEvent;
import io.switchhook.simulator.Simulator;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Daemon, simulated platform and journal in one process, with calls at once. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the service against a simulated platform, without an account and without configuration, in a",
            "temporary folder. Calls start at once; Ctrl-C ends it."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "N",
            description = "of the page; default 7464, or any free one when it is taken")
    private int port = 7464;

    @Option(
            names = "--transport",
            split = ",",
            paramLabel = "NAMES",
            description = "any of websocket, pubnub, webhook, separated by commas; default: the first two")
    private List<String> transports = List.of("websocket", "pubnub");

    @Option(names = "--legs", description = "tell what each leg does too")
    private boolean legs;

    @Mixin
    private SimulatorFlags flags;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("switchhook-demo");
        Vertx vertx = Vertx.vertx();
        Simulator simulator = Simulator.start(vertx, flags.options()).await();
        Path file = DemoConfiguration.write(folder, simulator, transports, FreePort.orAny(port));
        Settings settings = ConfigOption.load(file, spec.commandLine().getErr());
        new LiveEvents(vertx).listen(event -> tell(event, out));
        CountDownLatch end = new CountDownLatch(1);
        Service service = new Service(vertx, file, failure -> end.countDown());
        service.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service, folder), "shutdown"));
        out.println("page      " + service.address() + "/");
        out.println(
                "events    curl -N -H 'Accept: text/event-stream' '" + service.address() + "/api/v1/events?after=0'");
        out.println("platform  " + simulator.server() + " (simulated)");
        out.println("journal   " + settings.journal().file());
        out.println();
        out.flush();
        end.await();
        return 1;
    }

    private void tell(StoredEvent event, PrintWriter out) {
        if (legs || event.type().startsWith("call.")) {
            out.println(Telling.forTerminal().event(new JsonObject(event.json())));
            out.flush();
        }
    }

    /** Ctrl-C is how a demo ends, so it ends well. */
    private static void end(Service service, Path folder) {
        service.stop();
        delete(folder);
        Runtime.getRuntime().halt(0);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            System.err.println("Left behind: " + folder);
        }
    }
}
