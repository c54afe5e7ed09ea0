package io.switchhook.bench;

import io.switchhook.call.CallEvent;
import io.switchhook.call.CallState;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.file.FileFactory;
import io.switchhook.connector.webhook.WebhookFactory;
import io.switchhook.delivery.ConnectorPlan;
import io.switchhook.delivery.CourierVerticle;
import io.switchhook.delivery.Delivery;
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
import io.vertx.core.http.HttpServer;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What delivery takes: events a second to a receiver on this machine; memory while a receiver is down and events wait;
 * whether that receiver delays another, and how it catches up.
 */
public final class Deliveries {
    private static final PrintStream OUT = System.out;
    private static final List<CallState> STORY =
            List.of(CallState.NEW, CallState.RINGING, CallState.TALKING, CallState.ENDED, CallState.COMPLETED);

    /** Calls for the first figure; as many again before them, for the compiler. */
    private static final int FAST_CALLS = 6_000;

    /** Entries that wait for the journal at a time. */
    private static final int DEPTH = 500;

    /** The load of the hour: 50 calls a second. */
    private static final int CALLS_PER_SECOND = 50;

    private static final int LIVE_SECONDS = 30;

    /** What the receiver that was down allows afterwards, events a second. */
    private static final double ALLOWED = 300;

    private static final double MIB = 1 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final Path folder;
    private final SqliteJournal journal;
    private final Map<String, String> deployed = new LinkedHashMap<>();
    private final Map<String, CourierVerticle> couriers = new LinkedHashMap<>();
    private final List<WorkerExecutor> threads = new ArrayList<>();
    private int calls;

    private Deliveries(Path folder) {
        this.folder = folder;
        this.journal = SqliteJournal.open(vertx, folder.resolve("journal.db"), InstantSource.system())
                .await();
    }

    /**
     * Measures.
     *
     * @param args the folder for the journal, which is deleted by the caller; how many events wait, 1,000,000 unless told
     */
    public static void main(String[] args) throws InterruptedException {
        int waiting = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        Deliveries deliveries = new Deliveries(Path.of(args[0]));
        deliveries.fast();
        deliveries.away(waiting);
        deliveries.close();
    }

    private void fast() throws InterruptedException {
        Counter receiver = new Counter(vertx);
        for (int concurrency : new int[] {4, 32}) {
            hire("fast", new WebhookFactory(), Map.of("url", receiver.url()), limits(concurrency, 0));
            print("webhook, %d calls at a time: %,.0f events a second", concurrency, rate(receiver.taken));
            dismiss("fast");
        }
        hire("file", new FileFactory(), Map.of("path", "events.ndjson"), limits(64, 0));
        print("file: %,.0f events a second", backlogRate("file"));
        dismiss("file");
        receiver.close();
    }

    private double rate(AtomicLong taken) throws InterruptedException {
        long target = taken.get();
        double rate = 0;
        for (int round = 0; round < 2; round++) {
            target += (long) FAST_CALLS * STORY.size();
            long begin = System.nanoTime();
            tell(FAST_CALLS);
            wake();
            while (taken.get() < target) {
                Thread.sleep(5);
            }
            rate = FAST_CALLS * STORY.size() / seconds(begin);
        }
        return rate;
    }

    private double backlogRate(String name) throws InterruptedException {
        double rate = 0;
        for (int round = 0; round < 2; round++) {
            long begin = System.nanoTime();
            tell(FAST_CALLS);
            wake();
            while (owed(name) > 0) {
                Thread.sleep(5);
            }
            rate = FAST_CALLS * STORY.size() / seconds(begin);
        }
        return rate;
    }

    private void away(int waiting) throws InterruptedException {
        Counter receiver = new Counter(vertx);
        Counter healthy = new Counter(vertx);
        receiver.away = true;
        hire("away", new WebhookFactory(), Map.of("url", receiver.url()), limits(4, ALLOWED));
        double before = heap();
        long begin = System.nanoTime();
        tell(waiting / STORY.size());
        print("%,d events told in %.0f s", waiting, seconds(begin));
        while (couriers.get("away").status().await().backlog().behind() > 0) {
            wake();
            Thread.sleep(200);
        }
        print(
                "%,d calls wait for the receiver that is away: %.1f MiB of heap before, %.1f MiB after",
                owed("away"), before, heap());
        hire("healthy", new WebhookFactory(), Map.of("url", healthy.url()), limits(4, 0));
        live(healthy, "while the other receiver is away");
        receiver.away = false;
        while (receiver.taken.get() == 0) {
            Thread.sleep(20);
        }
        long from = receiver.taken.get();
        long back = System.nanoTime();
        live(healthy, "while the other one catches up");
        print(
                "it catches up at %.0f events a second; %.0f are allowed",
                (receiver.taken.get() - from) / seconds(back), ALLOWED);
        print("%.1f MiB of heap", heap());
    }

    /** Calls at their real pace, each event counted from the moment at which it was told. */
    private void live(Counter healthy, String when) throws InterruptedException {
        healthy.delays.clear();
        long begin = System.nanoTime();
        for (int second = 0; second < LIVE_SECONDS; second++) {
            for (int tick = 0; tick < 10; tick++) {
                for (int n = 0; n < CALLS_PER_SECOND / 10; n++) {
                    Entry entry = next();
                    entry.events().forEach(event -> healthy.told.put(event.id(), System.nanoTime()));
                    journal.append(entry).onSuccess(stored -> wake());
                }
                long due = begin + (second * 10L + tick + 1) * 100_000_000L;
                Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            }
        }
        while (!healthy.told.isEmpty()) {
            Thread.sleep(20);
        }
        long[] nanos = healthy.delays.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(nanos);
        print(
                "%s, %d calls a second: another receiver has its events after %.0f ms (p50), %.0f ms (p99)",
                when, CALLS_PER_SECOND, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }

    private long owed(String name) {
        var backlog = journal.deliveries().backlog(name).await();
        return backlog.pending() + backlog.behind();
    }

    private void wake() {
        couriers.values().forEach(CourierVerticle::wake);
    }

    private Entry next() {
        SampleEvents call = SampleEvents.call(++calls);
        List<CallEvent> events = new ArrayList<>();
        for (int step = 1; step <= STORY.size(); step++) {
            events.add(call.event(step, STORY.get(step - 1)));
        }
        return new Entry(call.account(), Optional.empty(), List.of(call.id()), events, Optional.empty());
    }

    private void tell(int count) {
        List<Future<List<StoredEvent>>> appended = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            appended.add(journal.append(next()));
            if (appended.size() == DEPTH) {
                Future.all(appended).await();
                appended.clear();
            }
        }
        Future.all(appended).await();
    }

    private ConnectorPlan.Common limits(int concurrency, double rate) {
        return new ConnectorPlan.Common(
                "",
                false,
                List.of(),
                List.of(),
                List.of(),
                false,
                Optional.of(concurrency),
                rate == 0 ? Optional.empty() : Optional.of(rate),
                Duration.ofSeconds(30),
                false,
                false,
                false);
    }

    private void hire(String name, ConnectorFactory factory, Map<String, Object> values, ConnectorPlan.Common limits) {
        ConnectorPlan.Common own = new ConnectorPlan.Common(
                name,
                limits.once(),
                limits.types(),
                limits.directions(),
                limits.accounts(),
                limits.internal(),
                limits.concurrency(),
                limits.rate(),
                limits.timeout(),
                limits.shadow(),
                limits.fromBeginning(),
                limits.allowPrivate());
        CourierVerticle courier = new CourierVerticle(
                new Delivery(
                        journal, journal.deliveries(), InstantSource.system(), new Random(7), Meter.NONE, told -> {}),
                new ConnectorPlan(own, factory, values, folder));
        threads.add(vertx.createSharedWorkerExecutor("connector-" + name, 1));
        deployed.put(
                name,
                vertx.deployVerticle(
                                courier,
                                new DeploymentOptions()
                                        .setThreadingModel(ThreadingModel.WORKER)
                                        .setWorkerPoolName("connector-" + name)
                                        .setWorkerPoolSize(1))
                        .await());
        couriers.put(name, courier);
    }

    private void dismiss(String name) {
        couriers.remove(name);
        vertx.undeploy(deployed.remove(name)).await();
    }

    private void close() {
        List.copyOf(deployed.keySet()).forEach(this::dismiss);
        journal.close().await();
        threads.forEach(WorkerExecutor::close);
        vertx.close().await();
    }

    private static double heap() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void print(String line, Object... values) {
        OUT.println(String.format(Locale.ROOT, line, values));
    }

    /** A receiver that takes what it gets, or nothing. */
    private static final class Counter {
        final AtomicLong taken = new AtomicLong();
        final Map<String, Long> told = new ConcurrentHashMap<>();
        final Queue<Long> delays = new ConcurrentLinkedQueue<>();
        volatile boolean away;
        private final HttpServer server;

        Counter(Vertx vertx) {
            server = vertx.createHttpServer()
                    .requestHandler(request -> request.body().onSuccess(body -> {
                        if (away) {
                            request.response().setStatusCode(503).end();
                            return;
                        }
                        Long at = told.remove(request.getHeader("webhook-id"));
                        if (at != null) {
                            delays.add(System.nanoTime() - at);
                        }
                        taken.incrementAndGet();
                        request.response().end();
                    }))
                    .listen(0, "127.0.0.1")
                    .await();
        }

        String url() {
            return "http://127.0.0.1:" + server.actualPort() + "/hook";
        }

        void close() {
            server.close().await();
        }
    }
}
