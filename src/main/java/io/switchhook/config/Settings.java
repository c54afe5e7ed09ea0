package io.switchhook.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything that one configuration file says, checked and complete.
 *
 * @param accounts the accounts to listen to; {@code accounts}, at least one, names differ
 * @param journal where events are kept; {@code journal}
 * @param http where people and programs reach the daemon; {@code http}
 * @param bus where programs reach the event bus; {@code bus}
 * @param ordering how patient it is with overtaking notifications; {@code ordering}
 * @param reconcile how often it looks for itself; {@code reconcile}
 * @param connectors where events are delivered; {@code connectors}, may be empty, names differ
 * @param folder where relative paths start: the folder of the file
 * @param plugins the folder with connectors of other authors; {@code plugins}, need not exist
 */
public record Settings(
        List<AccountSettings> accounts,
        JournalSettings journal,
        HttpSettings http,
        BusSettings bus,
        OrderingSettings ordering,
        ReconcileSettings reconcile,
        List<ConnectorSettings> connectors,
        Path folder,
        Path plugins) {
    /** Copies the lists. */
    public Settings {
        accounts = List.copyOf(accounts);
        connectors = List.copyOf(connectors);
    }
}
