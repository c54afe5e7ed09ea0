package io.switchhook.cli;

import io.switchhook.simulator.Simulator;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The simulated platform alone. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a simulated platform on the loopback address, with calls, for people without an account.",
            "Give its address to a daemon as accounts[].server, and as pubnub.origin with secure: false."
        })
final class SimulatorCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "N", description = "default: any free one")
    private int port;

    @Mixin
    private SimulatorFlags flags;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        Simulator simulator =
                Simulator.start(vertx, flags.options().withPort(port)).await();
        PrintWriter out = spec.commandLine().getOut();
        out.println("platform  " + simulator.server());
        out.println("pubnub    " + simulator.origin());
        out.println("truth     " + simulator.server() + "/simulator/truth");
        out.flush();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> simulator.close().await(), "shutdown"));
        new CountDownLatch(1).await();
        return 0;
    }
}
