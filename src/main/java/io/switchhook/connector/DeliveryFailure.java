package io.switchhook.connector;

import java.time.Duration;
import java.util.Optional;

/**
 * Why something was not written: one of four kinds, and the CRM's own words. The kind alone decides what the daemon does
 * next; the words are for people.
 *
 * <p>Any other exception of a connector counts as {@link Kind#RETRY}, since a defect must not lose a call.
 */
public final class DeliveryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Longest words that are kept, characters; chosen: a whole validation error, not a whole page. */
    private static final int WORDS_MAX = 1_000;

    /** What the daemon does next. */
    public enum Kind {
        /** Tries again, later and later; nothing is lost. */
        RETRY,
        /** Puts this write among the dead letters; others go on. */
        REJECT,
        /** Pauses the connector, tells people, and tries again by itself until the CRM lets it in. */
        AUTH,
        /** Pauses the connector until a person resumes it: the receiver said that it is gone for good (HTTP 410). */
        GONE
    }

    private final Kind kind;
    private final transient Optional<Duration> after;
    private final boolean unsent;

    private DeliveryFailure(Kind kind, String words, Optional<Duration> after, boolean unsent) {
        super(words.length() > WORDS_MAX ? words.substring(0, WORDS_MAX) + "…" : words, null, false, false);
        this.kind = kind;
        this.after = after;
        this.unsent = unsent;
    }

    /**
     * It may work later.
     *
     * @param words what the CRM or the network said
     * @return the failure
     */
    public static DeliveryFailure retry(String words) {
        return new DeliveryFailure(Kind.RETRY, words, Optional.empty(), false);
    }

    /**
     * The CRM asks to be left alone for a while. The whole connector pauses so long, since limits are seldom of one call.
     *
     * @param words what the CRM said
     * @param after how long
     * @return the failure
     */
    public static DeliveryFailure retryAfter(String words, Duration after) {
        return new DeliveryFailure(Kind.RETRY, words, Optional.of(after), false);
    }

    /**
     * It will never work as it is.
     *
     * @param words the CRM's own words
     * @return the failure
     */
    public static DeliveryFailure reject(String words) {
        return new DeliveryFailure(Kind.REJECT, words, Optional.empty(), false);
    }

    /**
     * We are not let in.
     *
     * @param words the CRM's own words
     * @return the failure
     */
    public static DeliveryFailure auth(String words) {
        return new DeliveryFailure(Kind.AUTH, words, Optional.empty(), false);
    }

    /**
     * The receiver wants nothing any more.
     *
     * @param words the receiver's own words
     * @return the failure
     */
    public static DeliveryFailure gone(String words) {
        return new DeliveryFailure(Kind.GONE, words, Optional.empty(), false);
    }

    /**
     * The same, when it is sure that the CRM has written nothing: no request went out, or it was turned away unread. The
     * next attempt is then not {@link Earlier#uncertain()}.
     *
     * @return the failure
     */
    public DeliveryFailure unsent() {
        return new DeliveryFailure(kind, getMessage(), after, true);
    }

    /**
     * Whether it is sure that the CRM has written nothing. Of REJECT, AUTH and GONE it always is.
     *
     * @return false when a request was on its way and its answer is not known, or was an error of the CRM's own
     */
    public boolean isUnsent() {
        return unsent || kind != Kind.RETRY;
    }

    /**
     * What the daemon does next.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * How long the CRM wants to be left alone.
     *
     * @return the time, where it said so
     */
    public Optional<Duration> after() {
        return after;
    }
}
