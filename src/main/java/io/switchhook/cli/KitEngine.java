package io.switchhook.cli;

import io.switchhook.connector.Checked;
import io.switchhook.delivery.ConnectorPlan;
import io.switchhook.delivery.CourierVerticle;
import io.switchhook.delivery.Delivery;
import io.switchhook.kit.Engine;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

/** Puts connectors of the test kit to work as the daemon does, each on a thread of its own. */
final class KitEngine implements Engine {
    private final Vertx vertx;
    private final String pool;

    /**
     * Outlives the courier: an answer of the journal that comes while it stops must find its thread. Held, because Vert.x
     * closes the threads of an executor that nobody holds any more.
     */
    private final WorkerExecutor thread;

    /**
     * An engine for one connector.
     *
     * @param name of its thread
     */
    KitEngine(Vertx vertx, String name) {
        this.vertx = vertx;
        this.pool = "switchhook-kit-" + name;
        this.thread = vertx.createSharedWorkerExecutor(pool, 1);
    }

    @Override
    public Future<Running> start(Delivery delivery, ConnectorPlan plan) {
        CourierVerticle courier = new CourierVerticle(delivery, plan);
        DeploymentOptions own = new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName(pool)
                .setWorkerPoolSize(1);
        return vertx.deployVerticle(courier, own).map(id -> new Deployed(vertx, id, courier));
    }

    /** Frees the thread. */
    void close() {
        thread.close();
    }

    private record Deployed(Vertx vertx, String id, CourierVerticle courier) implements Running {
        @Override
        public void wake() {
            courier.wake();
        }

        @Override
        public Future<Checked> check() {
            return courier.check();
        }

        @Override
        public Future<Void> stop() {
            return vertx.undeploy(id);
        }
    }
}
