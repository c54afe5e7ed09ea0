package io.switchhook.bus;

/** The bus addresses that other programs rely on (product.md 4). */
public final class Addresses {
    /** Every event is published here; per type at this address, a dot and the type. */
    public static final String EVENTS = "switchhook.events";

    /** Request: the live calls. */
    public static final String CALLS = "switchhook.calls";

    /** Request: one call's newest snapshot. */
    public static final String CALL = "switchhook.call";

    /** Request: events after an offset, for durable consumption. */
    public static final String JOURNAL_READ = "switchhook.journal.read";

    /** Request: a named consumer says how far it has come. */
    public static final String JOURNAL_ACK = "switchhook.journal.ack";

    private Addresses() {}

    /**
     * Where the events of one type are published.
     *
     * @param type without prefix, for example {@code call.answered}
     * @return the address
     */
    public static String eventsOf(String type) {
        return EVENTS + "." + type;
    }
}
