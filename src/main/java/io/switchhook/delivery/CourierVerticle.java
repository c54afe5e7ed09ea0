package io.switchhook.delivery;

import io.switchhook.connector.Checked;
import io.switchhook.connector.Context;
import io.switchhook.delivery.CourierParts.Orders;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/**
 * One connector at work. Deploy it on a worker of its own: a plug-in that blocks then stops nobody but itself. The methods
 * may be called from any thread; futures complete on the courier's context.
 */
public final class CourierVerticle extends VerticleBase {
    private final Delivery delivery;
    private final ConnectorPlan plan;
    private Courier courier;
    private GuardedHttp http;

    /**
     * A connector that is not at work yet.
     *
     * @param delivery what all connectors share
     * @param plan what the operator wants of this one
     */
    public CourierVerticle(Delivery delivery, ConnectorPlan plan) {
        this.delivery = delivery;
        this.plan = plan;
    }

    @Override
    public Future<?> start() {
        Orders orders = plan.orders();
        http = new GuardedHttp(vertx, plan.addresses(), plan.timeout(), delivery.clock());
        Shadow shadow = new Shadow(http, plan.secrets());
        Context given = new Context(orders.name(), plan.config(), shadow, delivery.clock(), plan.log(), plan.folder());
        courier = new Courier(new CourierParts(
                vertx,
                orders,
                plan.factory().create(given),
                delivery.journal(),
                delivery.deliveries(),
                shadow,
                delivery.patience(),
                delivery.clock(),
                delivery.random(),
                delivery.meter(),
                delivery.outlet(),
                delivery.homes()));
        return courier.start();
    }

    @Override
    public Future<?> stop() {
        return courier.stop().eventually(() -> http.close());
    }

    /**
     * The connector's name.
     *
     * @return as in the configuration
     */
    public String name() {
        return plan.orders().name();
    }

    /** There is something new in the journal. */
    public void wake() {
        context.runOnContext(go -> courier.tick());
    }

    /**
     * How it stands.
     *
     * @return the status
     */
    public Future<CourierStatus> status() {
        return on(() -> courier.status());
    }

    /**
     * Asks the connector whether it could work.
     *
     * @return what it found; fails when the CRM does not answer
     */
    public Future<Checked> check() {
        return on(() -> courier.check());
    }

    /**
     * Pauses until it is resumed.
     *
     * @param words why
     * @return completes when durable
     */
    public Future<Void> pause(String words) {
        return on(() -> courier.pause(words));
    }

    /**
     * Goes on, whatever made it pause.
     *
     * @param words why
     * @return completes when durable
     */
    public Future<Void> resume(String words) {
        return on(() -> courier.resume(words));
    }

    /**
     * Shows instead of sending, or sends again.
     *
     * @param shown true to show
     * @return completes when durable
     */
    public Future<Void> shadow(boolean shown) {
        return on(() -> courier.shadow(shown));
    }

    /**
     * Gives it events once more, under their ids, each call's in order.
     *
     * @param order which
     * @return how many, when all of them are owed durably
     */
    public Future<Replayed> replay(ReplayOrder order) {
        return on(() -> courier.replay(order));
    }

    private <T> Future<T> on(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(go -> work.get().onComplete(promise));
        return promise.future();
    }
}
