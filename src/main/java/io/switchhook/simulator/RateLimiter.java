package io.switchhook.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sliding windows per application and group, with the penalty that every further request starts anew
 * (protocol.md 2.6).
 */
final class RateLimiter {
    private final SimulatorOptions.RateLimits limits;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>();
    private final AtomicLong refusals = new AtomicLong();

    RateLimiter(SimulatorOptions.RateLimits limits) {
        this.limits = limits;
    }

    /** Counts a request; the headers of an admitted one, or the refusal. */
    Verdict admit(String application, String group, Instant now) {
        Bucket bucket = buckets.computeIfAbsent(application + " " + group, key -> new Bucket());
        int limit = limits.of(group);
        bucket.forget(now.minus(limits.window()));
        if (now.isBefore(bucket.penaltyUntil) || bucket.requests.size() >= limit) {
            refusals.incrementAndGet();
            bucket.penaltyUntil = later(bucket.penaltyUntil, now.plus(limits.penalty()));
            long seconds =
                    Math.max(1, Duration.between(now, bucket.penaltyUntil).toSeconds());
            return new Verdict(Optional.of(Reply.limited(group, limit, seconds)), Map.of());
        }
        bucket.requests.add(now);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Rate-Limit-Group", group);
        headers.put("X-Rate-Limit-Limit", String.valueOf(limit));
        headers.put("X-Rate-Limit-Remaining", String.valueOf(limit - bucket.requests.size()));
        headers.put(
                "X-Rate-Limit-Window",
                String.valueOf(Math.max(1, limits.window().toSeconds())));
        return new Verdict(Optional.empty(), headers);
    }

    /** How many requests came inside a penalty or began one. */
    long refusals() {
        return refusals.get();
    }

    /** Puts every application's bucket of a group under penalty. */
    void punish(String group, Instant until) {
        buckets.forEach((key, bucket) -> {
            if (key.endsWith(" " + group)) {
                bucket.penaltyUntil = until;
            }
        });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * What came of it.
     *
     * @param refusal the 429
     * @param headers to be added to the answer
     */
    record Verdict(Optional<Reply> refusal, Map<String, String> headers) {}

    private static final class Bucket {
        private final Deque<Instant> requests = new ArrayDeque<>();
        private Instant penaltyUntil = Instant.EPOCH;

        private void forget(Instant before) {
            while (!requests.isEmpty() && requests.element().isBefore(before)) {
                requests.remove();
            }
        }
    }
}
