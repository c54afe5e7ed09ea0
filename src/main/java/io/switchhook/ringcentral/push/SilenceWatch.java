package io.switchhook.ringcentral.push;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which feeds are suspected of being deaf: those that said nothing while the platform's own list shows that calls began
 * or ended. Transports fail silently, PubNub above all (protocol.md traps 19, 20, 30); silence alone proves nothing,
 * because nights are silent.
 *
 * <p>Pure: times come in as arguments. One owner calls it.
 */
public final class SilenceWatch {
    private final Times times;
    private final Map<String, Listener> feeds = new LinkedHashMap<>();
    private Optional<Doubt> doubt = Optional.empty();

    /**
     * How patient to be. All are above zero, but for {@code wordWithin}.
     *
     * @param quietFor a feed that was heard more recently than this is not suspected, 60 s. Chosen, because a busy
     *     account is heard every few seconds
     * @param wordWithin how long a feed has to say something after a look that shows news, 10 s. Chosen, because
     *     notifications come within a second and the list runs 3 to 10 s behind (protocol.md 4.3.2, 6.1)
     * @param againFirst earliest next suspicion of a feed that stayed silent, 10 min; it doubles each time. Chosen: a
     *     feed whose user may not see the calls of the list is always silent, and a subscription costs quota
     * @param againMax most that it grows to, 4 h
     */
    public record Times(Duration quietFor, Duration wordWithin, Duration againFirst, Duration againMax) {
        /** What a daemon uses: with a look each 100 s a deaf feed is noticed some two minutes after a call began. */
        public static final Times DEFAULTS =
                new Times(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofHours(4));
    }

    /**
     * A feed that is probably deaf.
     *
     * @param feed its name
     * @param from the last moment at which it was surely not
     * @param why for a person on call
     */
    public record Suspicion(String feed, Instant from, String why) {}

    /**
     * A watch over no feeds yet.
     *
     * @param times how patient to be
     */
    public SilenceWatch(Times times) {
        this.times = times;
    }

    /**
     * A feed stands, and would be told of calls.
     *
     * @param feed its name
     * @param at since when
     */
    public void stands(String feed, Instant at) {
        listener(feed).signAt = Optional.of(at);
    }

    /**
     * A feed recovers by itself, or was granted no filter about calls: its silence means nothing.
     *
     * @param feed its name
     */
    public void excused(String feed) {
        listener(feed).signAt = Optional.empty();
    }

    /**
     * A feed said something.
     *
     * @param feed its name
     * @param at when
     */
    public void heard(String feed, Instant at) {
        Listener listener = listener(feed);
        listener.signAt = listener.signAt.map(before -> at.isAfter(before) ? at : before);
        listener.suspicions = 0;
        listener.notBefore = Instant.MIN;
    }

    /**
     * A look shows that calls began or ended.
     *
     * @param since not before this moment
     * @param until not after this moment; whoever was not heard since {@code since} has little time left
     */
    public void happened(Instant since, Instant until) {
        doubt = doubt.or(() -> Optional.of(new Doubt(since, until.plus(times.wordWithin()))));
    }

    /**
     * When {@link #suspects} may have an answer.
     *
     * @return the moment; empty when nothing is doubted
     */
    public Optional<Instant> deadline() {
        return doubt.map(Doubt::due);
    }

    /**
     * The feeds that let their time pass.
     *
     * @param now the time now
     * @return each suspected feed; empty before the deadline
     */
    public List<Suspicion> suspects(Instant now) {
        List<Suspicion> suspects = new ArrayList<>();
        doubt.filter(open -> !now.isBefore(open.due())).ifPresent(due -> {
            doubt = Optional.empty();
            feeds.forEach(
                    (name, listener) -> suspicion(name, listener, due, now).ifPresent(suspects::add));
        });
        return suspects;
    }

    private Optional<Suspicion> suspicion(String feed, Listener listener, Doubt due, Instant now) {
        Optional<Instant> sign = listener.signAt
                .filter(at -> at.isBefore(due.since()))
                .filter(at -> !at.plus(times.quietFor()).isAfter(now));
        if (sign.isEmpty() || now.isBefore(listener.notBefore)) {
            return Optional.empty();
        }
        listener.notBefore = now.plus(again(listener.suspicions));
        listener.suspicions++;
        return Optional.of(new Suspicion(
                feed,
                sign.get(),
                "silent for " + Duration.between(sign.get(), now).toSeconds()
                        + " s while active calls show that calls began or ended"));
    }

    private Duration again(int suspicions) {
        Duration wait = times.againFirst();
        for (int i = 0; i < suspicions && wait.compareTo(times.againMax()) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(times.againMax()) > 0 ? times.againMax() : wait;
    }

    private Listener listener(String feed) {
        return feeds.computeIfAbsent(feed, name -> new Listener());
    }

    private record Doubt(Instant since, Instant due) {}

    /** One feed. */
    private static final class Listener {
        private Optional<Instant> signAt = Optional.empty();
        private Instant notBefore = Instant.MIN;
        private int suspicions;
    }
}
