package io.switchhook.cli;

import io.switchhook.bus.LiveEvents;
import io.switchhook.config.Settings;
import io.switchhook.delivery.ConnectorPlan;
import io.switchhook.delivery.CourierVerticle;
import io.switchhook.delivery.Delivery;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors of a daemon, each on a thread of its own. */
final class Couriers {
    private static final Logger log = LoggerFactory.getLogger(Couriers.class);

    private final Vertx vertx;
    private final Map<String, CourierVerticle> byName = new ConcurrentSkipListMap<>();

    private final Queue<String> deployments = new ConcurrentLinkedQueue<>();

    /** Held, because Vert.x closes the threads of an executor that nobody holds any more (its cleaner). */
    private final Queue<WorkerExecutor> threads = new ConcurrentLinkedQueue<>();

    private Optional<MessageConsumer<StoredEvent>> listening = Optional.empty();

    Couriers(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Connectors at work, by name, in the order of the alphabet. May be read by any thread. */
    Map<String, CourierVerticle> byName() {
        return byName;
    }

    /** Deploys what the file names. One that cannot start is told and left out: a bad connector harms only itself. */
    Future<Void> start(Settings settings, Delivery delivery) {
        return vertx.executeBlocking(() -> planned(settings)).compose(plans -> {
            List<Future<Void>> started = new ArrayList<>();
            for (ConnectorPlan plan : plans) {
                started.add(start(new CourierVerticle(delivery, plan)));
            }
            listening = Optional.of(
                    new LiveEvents(vertx).listen(event -> byName.values().forEach(CourierVerticle::wake)));
            return Future.join(started).mapEmpty();
        });
    }

    /** Ends all of them at once: each waits a moment for its CRM's answers. */
    Future<Void> stop() {
        listening.ifPresent(MessageConsumer::unregister);
        return Future.join(deployments.stream().map(vertx::undeploy).toList()).mapEmpty();
    }

    private static List<ConnectorPlan> planned(Settings settings) {
        ConnectorPlans plans = new ConnectorPlans(settings);
        plans.faults()
                .forEach(fault -> log.error("Expected a plug-in, but it cannot be used; it is skipped: {}", fault));
        return plans.plans();
    }

    private Future<Void> start(CourierVerticle courier) {
        String pool = "switchhook-connector-" + courier.name();
        // Outlives the courier: an answer of the journal that comes while it stops must find its thread.
        threads.add(vertx.createSharedWorkerExecutor(pool, 1));
        DeploymentOptions own = new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName(pool)
                .setWorkerPoolSize(1);
        return vertx.deployVerticle(courier, own)
                .onSuccess(id -> {
                    deployments.add(id);
                    byName.put(courier.name(), courier);
                })
                .onFailure(failure -> log.error(
                        "Expected connector {} to start, but it did not; it is left out until the next start",
                        courier.name(),
                        failure))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}
