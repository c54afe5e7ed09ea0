package io.switchhook.kit;

import io.switchhook.connector.Checked;
import io.switchhook.delivery.ConnectorPlan;
import io.switchhook.delivery.Delivery;
import io.vertx.core.Future;

/** Starts the delivery that the daemon runs with. */
public interface Engine {
    /**
     * Puts a connector to work.
     *
     * @param delivery the journal and what else all connectors share
     * @param plan the connector
     * @return the connector at work; fails when it cannot be made
     */
    Future<Running> start(Delivery delivery, ConnectorPlan plan);

    /** A connector at work. */
    interface Running {
        /** There is something new in the journal. */
        void wake();

        /**
         * Asks the connector whether it could work.
         *
         * @return what it found
         */
        Future<Checked> check();

        /**
         * Ends it.
         *
         * @return completes when it has ended
         */
        Future<Void> stop();
    }
}
