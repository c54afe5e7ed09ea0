package io.switchhook.cli;

import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the simulated platform behaves. */
final class SimulatorFlags {
    @Option(
            names = "--scenario",
            paramLabel = "NAMES",
            description = "all, or a comma list of: missed, answered, held, outbound, outbound-canceled, internal, ivr,"
                    + " ring-group, ringout, ringout-unanswered, transitional-nocall, two-calls, voicemail")
    private String scenario = "all";

    @Option(names = "--calls-per-minute", paramLabel = "N", description = "default 12")
    private double callsPerMinute = 12;

    @Option(names = "--calls", paramLabel = "N", description = "stop placing calls after so many; default: never")
    private long calls;

    @Option(names = "--speed", paramLabel = "X", description = "so many times faster than life; default 1")
    private double speed = 1;

    @Option(names = "--seed", paramLabel = "N", description = "the same seed gives the same calls; default 1")
    private long seed = 1;

    @Option(
            names = "--socket-life",
            paramLabel = "SECONDS",
            description = "cut each WebSocket at this age (WSG-903); default 86400")
    private long socketLife = SimulatorOptions.Lifetimes.DEFAULTS.socket().toSeconds();

    @Option(
            names = "--socket-idle",
            paramLabel = "SECONDS",
            description = "cut a WebSocket after so long without anything but heartbeats (WSG-902); default 1800")
    private long socketIdle = SimulatorOptions.Lifetimes.DEFAULTS.socketIdle().toSeconds();

    SimulatorOptions options() {
        try {
            return SimulatorOptions.DEFAULTS
                    .withSeed(seed)
                    .withSpeed(speed)
                    .withCalls(scenario, callsPerMinute, calls)
                    .withLifetimes(SimulatorOptions.Lifetimes.DEFAULTS
                            .withSocket(seconds("--socket-life", socketLife))
                            .withSocketIdle(seconds("--socket-idle", socketIdle)));
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(
                    CommandFailure.USAGE, wrong.getMessage() + "; scenarios are all, " + Simulator.scripts());
        }
    }

    private static Duration seconds(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("Expected 1 or more seconds for " + name + ", but it is " + value);
        }
        return Duration.ofSeconds(value);
    }
}
