package io.switchhook.cli;

import io.switchhook.account.AccountParts;
import io.switchhook.account.AccountVerticle;
import io.switchhook.bridge.BridgeSettings;
import io.switchhook.bridge.SockJsBridge;
import io.switchhook.bridge.TcpBridgeVerticle;
import io.switchhook.bus.BusServices;
import io.switchhook.bus.EventOutlet;
import io.switchhook.bus.LiveEvents;
import io.switchhook.call.rules.CallLogPatience;
import io.switchhook.call.rules.RulesConfig;
import io.switchhook.config.AccountSettings;
import io.switchhook.config.AccountSettings.Transport;
import io.switchhook.config.BusSettings;
import io.switchhook.config.Settings;
import io.switchhook.delivery.Delivery;
import io.switchhook.delivery.Home;
import io.switchhook.http.HttpDoor;
import io.switchhook.http.HttpServerVerticle;
import io.switchhook.http.HttpSettings;
import io.switchhook.http.Readiness;
import io.switchhook.http.WebhookDoor;
import io.switchhook.journal.Deliveries;
import io.switchhook.journal.Journal;
import io.switchhook.journal.Retention;
import io.switchhook.journal.sqlite.SqliteJournal;
import io.switchhook.metric.prometheus.PrometheusMeter;
import io.switchhook.ringcentral.push.WebhookInbox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The whole service, put together: the only place where rooms meet. */
final class Daemon {
    private final Vertx vertx;
    private final Journal journal;
    private final Deliveries deliveries;
    private final Couriers couriers;
    private final PrometheusMeter meter;
    private final List<AccountVerticle> accounts = new ArrayList<>();
    private final Map<String, WebhookInbox> hooks = new LinkedHashMap<>();
    private final List<String> deployments = new ArrayList<>();
    private HttpServerVerticle http;
    private Optional<TcpBridgeVerticle> bridge = Optional.empty();
    private BusServices.Open services;
    private Retention retention;

    private Daemon(Vertx vertx, SqliteJournal journal, PrometheusMeter meter) {
        this.vertx = vertx;
        this.journal = journal;
        this.deliveries = journal.deliveries();
        this.meter = meter;
        this.couriers = new Couriers(vertx);
    }

    /**
     * Opens the journal, brings the calls in flight back, and opens the doors. The platform may be away meanwhile.
     *
     * @param fatal what to do when the journal cannot keep an event
     */
    static Future<Daemon> start(Vertx vertx, Settings settings, World world, Consumer<Throwable> fatal) {
        return SqliteJournal.open(vertx, settings.journal().file(), world.clock())
                .compose(journal -> new Daemon(vertx, journal, new PrometheusMeter(world.version()))
                        .deploy(settings, world, fatal));
    }

    private Future<Daemon> deploy(Settings settings, World world, Consumer<Throwable> fatal) {
        services = new BusServices(vertx, journal).open();
        retention =
                new Retention(vertx, journal, world.clock(), settings.journal().keepEvidence());
        retention.start();
        EventOutlet outlet = new EventOutlet(vertx);
        settings.accounts().stream()
                .filter(account -> account.transports().contains(Transport.WEBHOOK))
                .forEach(account -> hooks.put(account.name(), new WebhookInbox(vertx, world.clock())));
        settings.accounts().forEach(account -> accounts.add(account(account, settings, world, outlet, fatal)));
        CallDeliveries told = new CallDeliveries(couriers.byName(), deliveries, journal);
        http = new HttpServerVerticle(new HttpDoor(
                journal,
                new LiveEvents(vertx),
                this::readiness,
                new CallExplainer(rules(settings), told, world.clock()),
                new HttpSettings(
                        settings.http().host(),
                        settings.http().port(),
                        settings.http().token()),
                world.clock(),
                List.of(
                        new WebhookDoor(inboxes()),
                        new MetricsRoute(meter, this::readiness)::mount,
                        new DeliveryRoutes(couriers.byName(), deliveries, told, world.clock())::mount,
                        new SockJsBridge(vertx, bridges(settings))::mount)));
        // The platform probes a hook inside the call that creates it: the door is open before the accounts are.
        // Connectors that are new begin behind the newest event: they are there before anything can be heard.
        Future<Void> deployed = couriers.start(settings, delivery(settings, world, outlet))
                .compose(done -> vertx.deployVerticle(http))
                .map(deployments::add)
                .compose(done -> bus(settings));
        for (AccountVerticle account : accounts) {
            deployed = deployed.compose(done -> vertx.deployVerticle(account))
                    .map(deployments::add)
                    .mapEmpty();
        }
        return deployed.map(this).recover(failure -> stop().transform(done -> Future.failedFuture(failure)));
    }

    private BridgeSettings bridges(Settings settings) {
        return new BridgeSettings(settings.http().token(), meter);
    }

    private Future<Void> bus(Settings settings) {
        if (settings.bus().tcp().isEmpty()) {
            return Future.succeededFuture();
        }
        BusSettings.Tcp tcp = settings.bus().tcp().get();
        bridge = Optional.of(new TcpBridgeVerticle(tcp.host(), tcp.port(), bridges(settings)));
        return vertx.deployVerticle(bridge.get()).map(deployments::add).mapEmpty();
    }

    /** Where the event bus is reached over TCP; 0 when it is not. */
    int busPort() {
        return bridge.map(TcpBridgeVerticle::port).orElse(0);
    }

    private Delivery delivery(Settings settings, World world, EventOutlet outlet) {
        Map<String, Home> homes = new LinkedHashMap<>();
        settings.accounts().forEach(one -> homes.put(one.name(), new Home(one.country(), one.ownNumbers())));
        return new Delivery(journal, deliveries, world.clock(), world.random(), meter, outlet::publish).at(homes);
    }

    private Map<String, WebhookDoor.Inbox> inboxes() {
        Map<String, WebhookDoor.Inbox> inboxes = new LinkedHashMap<>();
        hooks.forEach((account, inbox) -> inboxes.put(
                account, (presented, body) -> inbox.take(presented, body).map(Daemon::taken)));
        return inboxes;
    }

    private static WebhookDoor.Taken taken(WebhookInbox.Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> WebhookDoor.Taken.ACCEPTED;
            case STRANGER -> WebhookDoor.Taken.STRANGER;
            case BUSY -> WebhookDoor.Taken.BUSY;
        };
    }

    private AccountVerticle account(
            AccountSettings account, Settings settings, World world, EventOutlet outlet, Consumer<Throwable> fatal) {
        RulesConfig rules = rules(account, settings);
        AccountSources sources = new AccountSources(
                vertx, account, settings.reconcile(), world, Optional.ofNullable(hooks.get(account.name())));
        return new AccountVerticle(new AccountParts(
                account.name(),
                rules,
                journal,
                outlet::publish,
                memories -> sources.open(memories, meter),
                world.clock(),
                world.silence(),
                fatal,
                meter));
    }

    private static Map<String, RulesConfig> rules(Settings settings) {
        Map<String, RulesConfig> rules = new LinkedHashMap<>();
        settings.accounts().forEach(account -> rules.put(account.name(), rules(account, settings)));
        return rules;
    }

    private static RulesConfig rules(AccountSettings account, Settings settings) {
        return new RulesConfig(
                settings.ordering().gapWait(),
                settings.ordering().endGrace(),
                settings.ordering().linger(),
                account.watch().isWholeAccount(),
                true,
                true,
                CallLogPatience.of(
                        settings.reconcile().callLogAfter(),
                        settings.reconcile().callLogDeadline()));
    }

    /** How the sources stand; may be asked from any thread. */
    Readiness readiness() {
        return StatusReport.of(accounts.stream().map(AccountVerticle::status).toList());
    }

    /** Where the page and the interfaces are. */
    String address(Settings settings) {
        String host = settings.http().host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.port();
    }

    /** Stops the sources first, so that everything heard is in the journal when it closes. */
    Future<Void> stop() {
        retention.stop();
        Future<Void> stopped = Future.succeededFuture();
        for (int i = deployments.size() - 1; i >= 0; i--) {
            String deployment = deployments.get(i);
            stopped = stopped.transform(done -> vertx.undeploy(deployment)).otherwiseEmpty();
        }
        // After a reload the bus must not answer from the journal that is closed.
        return stopped.transform(done -> couriers.stop())
                .transform(done -> services.close())
                .transform(done -> journal.close());
    }
}
