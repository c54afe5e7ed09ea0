package io.switchhook.ringcentral.rest;

import io.switchhook.ringcentral.rest.RemoteFailure.RateLimited;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gates of all rate groups of one user and app, and which of them an answer concerns. */
final class Quota {
    private static final Logger log = LoggerFactory.getLogger(Quota.class);

    /** The platform counts all groups together here (protocol.md 2.3). */
    private static final String EVERYTHING = "CMN-310";

    private final Consumer<RateGroup> paused;
    private final Map<RateGroup, RateGate> gates = new EnumMap<>(RateGroup.class);
    /** What was told last of the groups that let nobody through; a listener that comes later hears of them. */
    private final Map<RateGroup, QuotaListener.Reason> exhausted = new EnumMap<>(RateGroup.class);

    private QuotaListener listener = QuotaListener.NONE;

    /** Tells of each group that the platform stops. */
    Quota(Vertx vertx, QuotaSettings settings, InstantSource steady, Consumer<RateGroup> paused) {
        this.paused = paused;
        for (RateGroup group : RateGroup.values()) {
            gates.put(group, new RateGate(vertx, steady, new QuotaWindow(group, settings), new GroupNews(group)));
        }
    }

    void listen(QuotaListener hears) {
        listener = hears;
        exhausted.forEach((group, reason) ->
                hears.exhausted(group, reason, gate(group).penaltyLeft().orElse(Duration.ZERO)));
    }

    private final class GroupNews implements RateGate.News {
        private final RateGroup group;

        private GroupNews(RateGroup group) {
            this.group = group;
        }

        @Override
        public void exhausted(QuotaListener.Reason reason, Duration pause) {
            exhausted.put(group, reason);
            listener.exhausted(group, reason, pause);
        }

        @Override
        public void restored() {
            exhausted.remove(group);
            listener.restored(group);
        }
    }

    RateGate gate(RateGroup group) {
        return gates.get(group);
    }

    /** An answer to a request that was sent in a group. The platform may count it in another one than we thought. */
    void answered(RateGroup asked, WireAnswer answer) {
        QuotaHeaders headers = QuotaHeaders.read(answer.headers());
        gate(headers.group().orElse(asked)).learn(headers);
        gate(asked).learn(headers.group().orElse(asked) == asked ? headers : QuotaHeaders.NONE);
        gate(asked).settled();
    }

    /** A 429: stops its groups before anything else is let through. */
    void limited(RateGroup asked, WireAnswer answer, RateLimited failure) {
        Set<RateGroup> stopped = new LinkedHashSet<>(List.of(asked));
        QuotaHeaders.read(answer.headers()).group().ifPresent(stopped::add);
        if (failure.codes().contains(EVERYTHING)) {
            stopped.addAll(gates.keySet());
        }
        failure.retryAfter()
                .ifPresent(pause -> stopped.forEach(group -> gate(group).penalize(pause)));
        stopped.forEach(paused);
        log.warn(
                "The platform asks for a pause groups={} operation={} pause={} codes={}",
                stopped,
                failure.operation(),
                failure.retryAfter(),
                failure.codes());
    }

    /** No answer came. */
    void lost(RateGroup asked, boolean maybeSent) {
        if (maybeSent) {
            gate(asked).settled();
        } else {
            gate(asked).withdrawn();
        }
    }

    List<QuotaState> states(Instant now) {
        return gates.entrySet().stream()
                .map(gate -> gate.getValue().state(gate.getKey(), now))
                .toList();
    }

    void close() {
        gates.values().forEach(RateGate::close);
    }
}
