package io.switchhook.bridge;

import io.switchhook.config.Secret;
import io.switchhook.journal.StoredEvent;
import io.switchhook.metric.Meter;
import io.switchhook.metric.Metric;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The programs at one bridge. Lives on one event loop. */
final class Links {
    private static final Logger log = LoggerFactory.getLogger(Links.class);

    /** What waits for a program that has left is gone by then; chosen. */
    private static final Duration DRAINED = Duration.ofSeconds(1);

    private static final List<String> REASONS = List.of("token", "address", "frame", "busy", "full", "slow");

    private final Vertx vertx;
    private final Wire wire;
    private final Optional<Secret> token;
    private final Meter meter;
    private final Limits limits;
    private final Set<Link> open = new LinkedHashSet<>();
    private final Set<String> logged = new LinkedHashSet<>();

    Links(Vertx vertx, Wire wire, Optional<Secret> token, Meter meter, Limits limits) {
        this.vertx = vertx;
        this.wire = wire;
        this.token = token;
        this.meter = meter;
        this.limits = limits;
        meter.set(Metric.BRIDGE_LINKS, 0, wire.label());
        // A counter that is there from the start shows its first rise.
        REASONS.forEach(reason -> meter.begin(Metric.BRIDGE_REFUSED, wire.label(), reason));
    }

    /**
     * A program has connected.
     *
     * @param pipe leads to it
     * @param presented the token that came with the connection itself
     * @return its link; empty when there are too many, and the pipe is closed
     */
    Optional<Link> join(Pipe pipe, Optional<String> presented) {
        if (open.size() >= limits.links()) {
            refused("full", pipe);
            pipe.cut();
            return Optional.empty();
        }
        Link link = new Link(vertx.eventBus(), pipe, this, isRight(presented));
        open.add(link);
        meter.set(Metric.BRIDGE_LINKS, open.size(), wire.label());
        return Optional.of(link);
    }

    /** What a program listened to ends a moment later: the bus would log every event that waits for it. */
    void left(Link link, List<MessageConsumer<StoredEvent>> heard) {
        open.remove(link);
        soon(() -> heard.forEach(MessageConsumer::unregister));
        meter.set(Metric.BRIDGE_LINKS, open.size(), wire.label());
    }

    void closeAll() {
        List.copyOf(open).forEach(Link::cut);
    }

    /** Does something in a moment. */
    void soon(Runnable work) {
        vertx.setTimer(DRAINED.toMillis(), due -> work.run());
    }

    /** Without a token in the configuration everybody who can connect may. */
    boolean isRight(Optional<String> presented) {
        return token.isEmpty() || presented.map(token.get()::matches).orElse(false);
    }

    Wire wire() {
        return wire;
    }

    Limits limits() {
        return limits;
    }

    /** Counts, and tells the log once of each kind. */
    void refused(String reason, Pipe pipe) {
        meter.count(Metric.BRIDGE_REFUSED, wire.label(), reason);
        if (logged.add(reason)) {
            log.warn(
                    "A program at a bridge was refused; the next ones are only counted. bridge={} reason={} from={}",
                    wire.label(),
                    reason,
                    pipe.from());
        }
    }

    /**
     * What bounds the memory of a bridge.
     *
     * @param links programs at once
     * @param asked requests of one program under way
     * @param addresses addresses that one program listens to
     * @param unread characters that one program may leave unread before it is cut off
     */
    record Limits(int links, int asked, int addresses, long unread) {
        /** Chosen: 100 programs that all stop reading cost 400 MB at most, one that reads loses nothing in a burst. */
        static final Limits DEFAULTS = new Limits(100, 8, 100, 4L * 1024 * 1024);
    }

    /** Leads to a program. */
    interface Pipe {
        /** Sends; completes when the text has left this process. */
        Future<Void> write(String text);

        /** Ends the connection at once. */
        void cut();

        /** Where the program is, for the log. */
        String from();
    }
}
