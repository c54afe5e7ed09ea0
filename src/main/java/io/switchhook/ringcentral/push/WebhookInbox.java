package io.switchhook.ringcentral.push;

import io.switchhook.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where the HTTP door leaves what the platform posted, and the feed takes it: the answer waits for nothing but the
 * comparison of the token, because the platform gives up after 3 s and then for good (protocol.md 3.2).
 *
 * <p>Any thread may call.
 */
public final class WebhookInbox {
    /** Longest that a delivery waits for a feed that is still being opened, 2 s; the platform waits 3 s. Chosen. */
    private static final Duration OPENED_WITHIN = Duration.ofSeconds(2);

    /** Deliveries that may wait for the feed to be opened, 1,000: a busy account's two seconds. Chosen. */
    private static final int EARLY_MAX = 1_000;

    /** Bytes that may wait for the account, 64 MiB: minutes of a busy one. What does not fit is refused, told as a gap. */
    private static final long WAITING_BYTES_MAX = 64L * 1024 * 1024;

    private final Vertx vertx;
    private final Promise<Void> opened = Promise.promise();
    private final AtomicInteger early = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong strangers = new AtomicLong();
    private volatile Optional<Reader> reader = Optional.empty();
    private final InstantSource clock;
    private final AtomicReference<Optional<Instant>> missedSince = new AtomicReference<>(Optional.empty());

    /**
     * An inbox that nobody reads yet.
     *
     * @param vertx for its one timer
     * @param clock the time of day
     */
    public WebhookInbox(Vertx vertx, InstantSource clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** What becomes of a delivery. */
    public enum Verdict {
        /** It is on its way to the account. */
        ACCEPTED,
        /** It does not carry our token. */
        STRANGER,
        /** Nobody reads yet, or no more, or too much waits. */
        BUSY
    }

    /** Who reads; all of it on the strand. */
    interface Owner {
        void heard(byte[] bytes);

        /** So many came with a wrong token, or without one. */
        void turnedAway(long times);
    }

    /**
     * Takes a delivery.
     *
     * @param presented the values of the headers that may carry our token
     * @param bytes the body, not to be changed any more
     * @return the verdict, within two seconds; never fails
     */
    public Future<Verdict> take(List<String> presented, byte[] bytes) {
        if (reader.isPresent() || opened.future().isComplete()) {
            return Future.succeededFuture(judge(presented, bytes));
        }
        if (early.incrementAndGet() > EARLY_MAX) {
            early.decrementAndGet();
            return Future.succeededFuture(busy());
        }
        return Future.any(opened.future(), vertx.timer(OPENED_WITHIN.toMillis(), TimeUnit.MILLISECONDS))
                .map(either -> {
                    early.decrementAndGet();
                    return judge(presented, bytes);
                });
    }

    void open(Secret token, Strand strand, Owner owner) {
        reader = Optional.of(new Reader(token, strand, owner));
        opened.tryComplete();
    }

    void close() {
        reader = Optional.empty();
        opened.tryComplete();
    }

    /** Since when something was refused that the platform will not send again; told once. */
    Optional<Instant> takeMissed() {
        return missedSince.getAndSet(Optional.empty());
    }

    private Verdict judge(List<String> presented, byte[] bytes) {
        return reader.map(open -> open.judge(presented, bytes)).orElseGet(this::busy);
    }

    private Verdict busy() {
        Instant now = clock.instant();
        missedSince.updateAndGet(since -> since.or(() -> Optional.of(now)));
        return Verdict.BUSY;
    }

    /** Who reads, and what must be presented to him. */
    private final class Reader {
        private final Secret token;
        private final Strand strand;
        private final Owner owner;

        Reader(Secret token, Strand strand, Owner owner) {
            this.token = token;
            this.strand = strand;
            this.owner = owner;
        }

        Verdict judge(List<String> presented, byte[] bytes) {
            if (presented.stream().noneMatch(token::matches)) {
                // However many come, one step at a time waits on the strand.
                if (strangers.getAndIncrement() == 0) {
                    strand.run(() -> owner.turnedAway(strangers.getAndSet(0)));
                }
                return Verdict.STRANGER;
            }
            if (waitingBytes.addAndGet(bytes.length) > WAITING_BYTES_MAX) {
                waitingBytes.addAndGet(-bytes.length);
                return busy();
            }
            strand.run(() -> {
                waitingBytes.addAndGet(-bytes.length);
                owner.heard(bytes);
            });
            return Verdict.ACCEPTED;
        }
    }
}
