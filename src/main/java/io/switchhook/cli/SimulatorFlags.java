package io.switchhook.cli;

import io.switchhook.simulator.Simulator;
import io.switchhook.simulator.SimulatorOptions;
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

    SimulatorOptions options() {
        try {
            return SimulatorOptions.DEFAULTS.withSeed(seed).withSpeed(speed).withCalls(scenario, callsPerMinute, calls);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure(
                    CommandFailure.USAGE, wrong.getMessage() + "; scenarios are all, " + Simulator.scripts());
        }
    }
}
