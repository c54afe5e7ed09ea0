package io.switchhook.event;

import java.time.Instant;
import java.util.List;

/**
 * An operational event, before it is durable: its number is given by the journal, contiguous for each source.
 *
 * @param type what happened
 * @param source the part of the account that it happened to: a feed's name, {@code looks}, {@code quota}
 * @param occurredAt when it happened
 * @param observedAt when we noticed
 * @param facts what else there is to say, in the order in which it is written
 */
public record Notice(NoticeType type, String source, Instant occurredAt, Instant observedAt, List<Fact> facts) {
    /** Copies the facts. */
    public Notice {
        facts = List.copyOf(facts);
    }

    /**
     * What notices of one source of one account are numbered under: the envelope's {@code subject}.
     *
     * @param account the account's label
     * @return for example {@code sources/acme/websocket}; never a call's id
     */
    public String subject(String account) {
        return "sources/" + account + "/" + source;
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
