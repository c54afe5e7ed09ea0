package io.switchhook.delivery;

import io.switchhook.call.CallEvent;
import io.switchhook.call.CallState;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.webhook.WebhookFactory;
import io.switchhook.journal.Deliveries;
import io.switchhook.journal.Entry;
import io.switchhook.journal.SampleEvents;
import io.switchhook.journal.StoredEvent;
import io.switchhook.journal.sqlite.SqliteJournal;
import io.switchhook.metric.Meter;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real journal in a file, calls in it, and couriers that are in a hurry. */
final class Office implements AutoCloseable {
    /** Waits of milliseconds, so that a test sees many of them. */
    static final Patience HASTE = new Patience(
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofDays(5),
            Duration.ofMillis(100),
            5,
            Duration.ofMillis(50),
            Duration.ofSeconds(20),
            Duration.ofMillis(20),
            Duration.ofMillis(100));

    private static final List<CallState> STORY =
            List.of(CallState.NEW, CallState.RINGING, CallState.TALKING, CallState.ENDED, CallState.COMPLETED);

    final Vertx vertx;
    final Path folder;
    SqliteJournal journal;
    private final Map<String, String> deployed = new LinkedHashMap<>();

    /** Held as the daemon holds them: a collected executor takes the thread of a courier with it. */
    private final List<WorkerExecutor> threads = new ArrayList<>();

    Office(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.folder = folder;
        open();
    }

    void open() {
        journal = await(SqliteJournal.open(vertx, folder.resolve("journal.db"), InstantSource.system()));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Expected an answer within 60 s", e);
        }
    }

    static ConnectorPlan.Common common(String name) {
        return new ConnectorPlan.Common(
                name,
                false,
                List.of(),
                List.of(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                false,
                true,
                false);
    }

    static ConnectorPlan.Common common(String name, Duration timeout, Optional<Integer> concurrency) {
        return new ConnectorPlan.Common(
                name,
                false,
                List.of(),
                List.of(),
                List.of(),
                false,
                concurrency,
                Optional.empty(),
                timeout,
                false,
                true,
                false);
    }

    CourierVerticle webhook(String name, Receiver receiver) {
        return hire(common(name), new WebhookFactory(), Map.of("url", receiver.url()));
    }

    CourierVerticle hire(ConnectorPlan.Common common, ConnectorFactory factory, Map<String, Object> values) {
        return hire(common, factory, values, HASTE);
    }

    CourierVerticle hire(
            ConnectorPlan.Common common, ConnectorFactory factory, Map<String, Object> values, Patience patience) {
        return hire(common, factory, values, patience, journal.deliveries());
    }

    CourierVerticle hire(
            ConnectorPlan.Common common,
            ConnectorFactory factory,
            Map<String, Object> values,
            Patience patience,
            Deliveries deliveries) {
        Delivery delivery = new Delivery(
                        journal, deliveries, InstantSource.system(), new Random(7), Meter.NONE, told -> {}, patience)
                .at(Map.of(SampleEvents.ACCOUNT, new Home("US", List.of("+120555501*"))));
        CourierVerticle courier = new CourierVerticle(delivery, new ConnectorPlan(common, factory, values, folder));
        threads.add(vertx.createSharedWorkerExecutor("connector-" + common.name(), 1));
        deployed.put(
                common.name(),
                await(vertx.deployVerticle(
                        courier,
                        new DeploymentOptions()
                                .setThreadingModel(ThreadingModel.WORKER)
                                .setWorkerPoolName("connector-" + common.name())
                                .setWorkerPoolSize(1))));
        return courier;
    }

    void dismiss(String name) {
        await(vertx.undeploy(deployed.remove(name)));
    }

    /** Tells whole calls, one after another. */
    void tellCalls(int from, int to) {
        List<Future<List<StoredEvent>>> appended = new ArrayList<>();
        for (int n = from; n <= to; n++) {
            for (int step = 1; step <= STORY.size(); step++) {
                appended.add(journal.append(entry(n, step)));
            }
        }
        await(Future.all(appended));
    }

    /** Tells one event of a call: 1 the start, 5 that it is complete. */
    void tell(int n, int step) {
        await(journal.append(entry(n, step)));
    }

    static Entry entry(int n, int step) {
        SampleEvents call = SampleEvents.call(n);
        CallEvent event = call.event(step, STORY.get(step - 1));
        return call.entry(step, event);
    }

    @Override
    public void close() {
        new ArrayList<>(deployed.keySet()).forEach(this::dismiss);
        await(journal.close());
        threads.forEach(WorkerExecutor::close);
    }
}
