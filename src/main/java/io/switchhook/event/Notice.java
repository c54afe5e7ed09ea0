package io.switchhook.event;

import java.time.Instant;
import java.util.List;

/**
 * An operational event, before it is durable: its number is given by the journal, contiguous for each source.
 *
 * @param type what happened
 * @param source what it happened to: of an account a feed's name, {@code looks}, {@code quota}; else a connector's name
 * @param occurredAt when it happened
 * @param observedAt when we noticed
 * @param facts what else there is to say, in the order in which it is written
 */
public record Notice(NoticeType type, String source, Instant occurredAt, Instant observedAt, List<Fact> facts) {
    /** The account's label of events that are not an account's: a connector is delivered to by all of them. */
    public static final String NO_ACCOUNT = "";

    /** Copies the facts. */
    public Notice {
        facts = List.copyOf(facts);
    }

    /**
     * What notices of one source of one account, or of one connector, are numbered under: the envelope's {@code subject}.
     *
     * @param account the account's label
     * @return for example {@code sources/acme/websocket} or {@code connectors/crm}; never a call's id
     */
    public String subject(String account) {
        return type.isOfConnector() ? "connectors/" + source : "sources/" + account + "/" + source;
    }

    /** One thing to say: a text or a whole number under a name. */
    public sealed interface Fact {
        /**
         * The member's name.
         *
         * @return the name
         */
        String name();
    }

    /**
     * A text.
     *
     * @param name the member's name
     * @param value the text
     */
    public record Text(String name, String value) implements Fact {}

    /**
     * A whole number; a duration ends in its unit.
     *
     * @param name the member's name
     * @param value the number
     */
    public record Count(String name, long value) implements Fact {}
}
