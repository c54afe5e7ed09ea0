package io.switchhook.bridge;

import io.switchhook.bus.Addresses;
import java.util.List;

/** Which addresses another process may use; everything else is refused. */
final class AllowList {
    /** Longest address that is looked at, characters; the bus itself has no limit. Chosen. */
    private static final int ADDRESS_MAX = 200;

    /** Commands are served under this beginning (product.md 4); what nobody serves fails as such. */
    private static final String COMMANDS = "switchhook.command.";

    private static final List<String> ASKED =
            List.of(Addresses.CALLS, Addresses.CALL, Addresses.JOURNAL_READ, Addresses.JOURNAL_ACK);

    private AllowList() {}

    /** Outbound: what may be listened to. */
    static boolean listens(String address) {
        return address.length() <= ADDRESS_MAX
                && (address.equals(Addresses.EVENTS) || address.startsWith(Addresses.EVENTS + "."));
    }

    /** Inbound: what may be asked. */
    static boolean asks(String address) {
        return address.length() <= ADDRESS_MAX && (ASKED.contains(address) || address.startsWith(COMMANDS));
    }
}
