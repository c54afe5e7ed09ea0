package io.switchhook.call;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a piece of evidence came from.
 *
 * <p>Every open call keeps one for each of its reports, so it is packed: a UUID takes two numbers, as does a moment, and
 * nothing is wrapped before it is asked for.
 */
public final class Provenance {
    private static final long NO_SEQUENCE = Long.MIN_VALUE;
    private static final int NOT_DATED = -1;

    private final String via;
    private final String subscription;
    private final Origin origin;
    /** Only for an id that is no UUID in its usual form. */
    private final String foreignUuid;

    private final long uuidHigh;
    private final long uuidLow;
    private final long sequence;
    private final long sentSecond;
    private final long heardSecond;
    private final int sentNano;
    private final int heardNano;

    /**
     * Where something came from.
     *
     * @param via the feed or look: {@code websocket}, {@code pubnub}, {@code active-calls}, …
     * @param subscription the platform's subscription id
     * @param uuid the platform's id of the notification; a key for repeats on one subscription
     * @param sequence the provider's own counter; evidence only, never mixed with ours
     * @param sentAt when the provider says it sent it
     * @param heardAt when we heard of it, our clock
     * @param origin live news or a look back
     */
    public Provenance(
            String via,
            Optional<String> subscription,
            Optional<String> uuid,
            OptionalLong sequence,
            Optional<Instant> sentAt,
            Instant heardAt,
            Origin origin) {
        this.via = via;
        this.subscription = subscription.orElse(null);
        this.origin = origin;
        String id = uuid.orElse("");
        boolean packed = Uuids.isUsual(id);
        this.foreignUuid = packed ? null : uuid.orElse(null);
        this.uuidHigh = packed ? Uuids.high(id) : 0;
        this.uuidLow = packed ? Uuids.low(id) : 0;
        this.sequence = sequence.orElse(NO_SEQUENCE);
        Instant sent = sentAt.orElse(Instant.EPOCH);
        this.sentSecond = sent.getEpochSecond();
        this.sentNano = sentAt.isPresent() ? sent.getNano() : NOT_DATED;
        this.heardSecond = heardAt.getEpochSecond();
        this.heardNano = heardAt.getNano();
    }

    private Provenance(Provenance other, Origin origin) {
        this.via = other.via;
        this.subscription = other.subscription;
        this.origin = origin;
        this.foreignUuid = other.foreignUuid;
        this.uuidHigh = other.uuidHigh;
        this.uuidLow = other.uuidLow;
        this.sequence = other.sequence;
        this.sentSecond = other.sentSecond;
        this.sentNano = other.sentNano;
        this.heardSecond = other.heardSecond;
        this.heardNano = other.heardNano;
    }

    /**
     * The feed or look that brought it.
     *
     * @return {@code websocket}, {@code pubnub}, {@code active-calls}, …
     */
    public String via() {
        return via;
    }

    /**
     * The subscription on which it came.
     *
     * @return the platform's id
     */
    public Optional<String> subscription() {
        return Optional.ofNullable(subscription);
    }

    /**
     * The platform's id of the notification; a key for repeats on one subscription.
     *
     * @return the id as it came
     */
    public Optional<String> uuid() {
        return (uuidHigh | uuidLow) == 0
                ? Optional.ofNullable(foreignUuid)
                : Optional.of(Uuids.text(uuidHigh, uuidLow));
    }

    /**
     * The provider's own counter; evidence only, never mixed with ours.
     *
     * @return the number
     */
    public OptionalLong sequence() {
        return sequence == NO_SEQUENCE ? OptionalLong.empty() : OptionalLong.of(sequence);
    }

    /**
     * When the provider says it sent it.
     *
     * @return the moment, the provider's clock
     */
    public Optional<Instant> sentAt() {
        return sentNano == NOT_DATED ? Optional.empty() : Optional.of(Instant.ofEpochSecond(sentSecond, sentNano));
    }

    /**
     * When we heard of it.
     *
     * @return the moment, our clock
     */
    public Instant heardAt() {
        return Instant.ofEpochSecond(heardSecond, heardNano);
    }

    /**
     * When we heard of it, for those who count.
     *
     * @return milliseconds of the epoch, our clock
     */
    public long heardAtMs() {
        return heardSecond * 1_000 + heardNano / 1_000_000;
    }

    /**
     * Whether it is live news or a look back.
     *
     * @return how it came
     */
    public Origin origin() {
        return origin;
    }

    /**
     * The same, known to be other than live news.
     *
     * @param other how it really came
     * @return the provenance with that origin
     */
    public Provenance from(Origin other) {
        return new Provenance(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Provenance that
                && origin == that.origin
                && sequence == that.sequence
                && isSameMoment(that)
                && uuidHigh == that.uuidHigh
                && uuidLow == that.uuidLow
                && via.equals(that.via)
                && Objects.equals(foreignUuid, that.foreignUuid)
                && Objects.equals(subscription, that.subscription);
    }

    private boolean isSameMoment(Provenance that) {
        return sentSecond == that.sentSecond
                && sentNano == that.sentNano
                && heardSecond == that.heardSecond
                && heardNano == that.heardNano;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                via, subscription, origin, foreignUuid, uuidHigh, uuidLow, sequence, sentSecond, heardSecond);
    }

    @Override
    public String toString() {
        return via + " " + origin + " " + sequence() + " heard at " + heardAt();
    }
}
