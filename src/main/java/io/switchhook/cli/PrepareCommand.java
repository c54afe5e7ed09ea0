package io.switchhook.cli;

import io.switchhook.config.Settings;
import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the service for a moment, so that a class archive made at its end holds what the service loads. */
@Command(
        name = "prepare",
        hidden = true,
        description = "Runs service and simulated platform until one call is told, then ends; for the class archive.")
final class PrepareCommand implements Callable<Integer> {
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("switchhook-prepare");
        Vertx vertx = Vertx.vertx();
        Simulator simulator =
                Simulator.start(vertx, SimulatorOptions.DEFAULTS.withSpeed(20)).await();
        Path file = DemoConfiguration.write(folder, simulator, List.of("websocket", "pubnub"), 0);
        Settings settings = ConfigOption.load(file, spec.commandLine().getErr());
        Service service = new Service(vertx, file, failure -> {});
        service.start(settings);
        boolean told = waitForACall(service, simulator);
        service.stop();
        DemoCommand.delete(folder);
        return told ? 0 : 1;
    }

    private static boolean waitForACall(Service service, Simulator simulator) throws InterruptedException {
        Instant until = Instant.now().plus(AT_MOST);
        while (!service.isReady() && Instant.now().isBefore(until)) {
            Thread.sleep(20);
        }
        simulator.place("held");
        while (simulator.truth().stream().anyMatch(call -> !call.over())
                && Instant.now().isBefore(until)) {
            Thread.sleep(20);
        }
        return service.isReady();
    }
}
