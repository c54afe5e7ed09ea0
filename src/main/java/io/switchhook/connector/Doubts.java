package io.switchhook.connector;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Requests to create a record of which nobody knows what became of them. A CRM may show a new record in its search only
 * seconds later, and may still be at work on a request whose connection broke; so a search that finds nothing proves
 * nothing until {@link #rest} is over. May be used from any thread.
 */
public final class Doubts {
    /** Doubts that are kept at most; chosen: 2 MB. More than that only wait longer. */
    private static final int KEPT_MAX = 10_000;

    private final InstantSource clock;
    private final Duration lag;
    private final Instant since;
    private final Map<String, Doubt> open = new ConcurrentHashMap<>();

    /**
     * No doubt yet, but what went out before now was sent by now.
     *
     * @param clock the time of day
     * @param lag how long after a request its record may still come up
     */
    public Doubts(InstantSource clock, Duration lag) {
        this.clock = clock;
        this.lag = lag;
        this.since = clock.instant();
    }

    /**
     * A request to create goes out. To be followed by {@link #settled} when its fate is known.
     *
     * @param key the call
     * @param textHash the mark of the text in it
     */
    public void sent(String key, String textHash) {
        if (open.size() < KEPT_MAX) {
            open.put(key, new Doubt(clock.instant(), Optional.of(textHash)));
        }
    }

    /**
     * What became of it is known.
     *
     * @param key the call
     */
    public void settled(String key) {
        open.remove(key);
    }

    /**
     * Settles unless the failure leaves a doubt.
     *
     * @param key the call
     * @param failure how the request to create failed
     */
    public void failed(String key, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DeliveryFailure known && known.isUnsent()) {
            settled(key);
        }
    }

    /**
     * Whether there may be a record of which we do not know. Once true, it stays so until {@link #settled}, even when the
     * question for the record fails meanwhile.
     *
     * @param update the call to be written
     * @return true when the CRM has to be asked for the key before a record is created
     */
    public boolean isOpen(CallUpdate update) {
        if (update.earlier().uncertain() && open.size() < KEPT_MAX) {
            open.putIfAbsent(update.key(), new Doubt(since, Optional.empty()));
        }
        return update.earlier().uncertain() || open.containsKey(update.key());
    }

    /**
     * Waits until a search for the key can be believed when it finds nothing. Holds no thread.
     *
     * @param key the call
     * @return completes when {@link #rest} is over
     */
    public CompletionStage<Void> believable(String key) {
        long ms = rest(key).toMillis();
        return ms == 0
                ? CompletableFuture.completedStage(null)
                : CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS));
    }

    /**
     * How long until a search for the key can be believed when it finds nothing.
     *
     * @param key the call
     * @return zero or more
     */
    public Duration rest(String key) {
        Doubt doubt = open.get(key);
        Instant sentAt = doubt == null ? clock.instant() : doubt.sentAt();
        Duration rest = Duration.between(clock.instant(), sentAt.plus(lag));
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /**
     * What text the request had, where this process sent it.
     *
     * @param key the call
     * @return the mark
     */
    public Optional<String> textHash(String key) {
        return Optional.ofNullable(open.get(key)).flatMap(Doubt::textHash);
    }

    private record Doubt(Instant sentAt, Optional<String> textHash) {}
}
