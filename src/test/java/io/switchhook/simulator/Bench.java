package io.switchhook.simulator;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts simulators for a test and ends them with it. */
final class Bench implements AfterEachCallback {
    /** Fast, and without limits that a test would meet by accident. */
    static final SimulatorOptions FAST =
            SimulatorOptions.DEFAULTS.withSpeed(40).withLimits(SimulatorOptions.RateLimits.GENEROUS);

    final Vertx vertx = Vertx.vertx();
    private final List<Simulator> simulators = new ArrayList<>();

    /** Vert.x closes clients that nobody holds any more. */
    private final List<Client> clients = new ArrayList<>();

    Simulator start(SimulatorOptions options) {
        Simulator simulator = Client.await(Simulator.start(vertx, options));
        simulators.add(simulator);
        return simulator;
    }

    Client client(Simulator simulator) {
        Client client = new Client(vertx, simulator);
        clients.add(client);
        return client;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        simulators.forEach(simulator -> Client.await(simulator.close()));
        Client.await(vertx.close());
    }
}
