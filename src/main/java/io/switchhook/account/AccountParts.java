package io.switchhook.account;

import io.switchhook.call.rules.RulesConfig;
import io.switchhook.journal.Journal;
import io.switchhook.journal.StoredEvent;
import io.switchhook.metric.Meter;
import io.switchhook.ringcentral.look.Looks;
import io.switchhook.ringcentral.push.Feed;
import io.switchhook.ringcentral.push.SilenceWatch;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What an account is put together from.
 *
 * @param name its label
 * @param rules how patient the rules are
 * @param journal where evidence and events are kept
 * @param outlet who is told of events once they are durable
 * @param sources opens the platform side, given what the feeds wanted back from before; may take as long as the
 *     platform does not answer, and never fails
 * @param clock the time of day
 * @param silence how patient to be with feeds that say nothing
 * @param fatal what to do when the journal cannot keep an event: an event we cannot keep is an event we would lose
 * @param meter who counts what happens
 */
public record AccountParts(
        String name,
        RulesConfig rules,
        Journal journal,
        Consumer<StoredEvent> outlet,
        Function<Map<String, String>, Future<Sources>> sources,
        InstantSource clock,
        SilenceWatch.Times silence,
        Consumer<Throwable> fatal,
        Meter meter) {
    /**
     * An account that nobody measures.
     *
     * @param name its label
     * @param rules how patient the rules are
     * @param journal where evidence and events are kept
     * @param outlet who is told of events once they are durable
     * @param sources opens the platform side
     * @param clock the time of day
     * @param silence how patient to be with feeds that say nothing
     * @param fatal what to do when the journal cannot keep an event
     */
    public AccountParts(
            String name,
            RulesConfig rules,
            Journal journal,
            Consumer<StoredEvent> outlet,
            Function<Map<String, String>, Future<Sources>> sources,
            InstantSource clock,
            SilenceWatch.Times silence,
            Consumer<Throwable> fatal) {
        this(name, rules, journal, outlet, sources, clock, silence, fatal, Meter.NONE);
    }

    /**
     * The platform side of an account.
     *
     * @param feeds the transports, each to be merged with the others
     * @param looks the looks at the platform
     * @param quota takes who shall hear of the platform's rate limits
     */
    public record Sources(List<Feed> feeds, Looks looks, Consumer<QuotaEar> quota) {
        /** Copies the list. */
        public Sources {
            feeds = List.copyOf(feeds);
        }
    }
}
