package io.example.ledger;

import io.switchhook.connector.Connector;
import io.switchhook.connector.ConnectorFactory;
import io.switchhook.connector.Context;
import io.switchhook.connector.Key;
import java.util.List;

/** Makes connectors of type {@code ledger}; named in META-INF/services, so that the daemon finds it. */
public final class LedgerFactory implements ConnectorFactory {
    @Override
    public String type() {
        return "ledger";
    }

    @Override
    public List<Key> keys() {
        return List.of(
                Key.required("url", "where the ledger is"),
                Key.optional("token", "sent as a bearer token").asSecret());
    }

    @Override
    public Connector create(Context context) {
        return new Ledger(context);
    }
}
