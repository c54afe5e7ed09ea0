package io.switchhook.kit;

import io.switchhook.kit.Trial.Harm.Kind;
import java.util.Optional;

/** What is done to a connector while calls are played (connectors.md D5), in this order. */
enum Trial {
    /** Nothing. */
    CALM("no fault", Kind.NONE),
    /** The same write comes twice. */
    TWICE("the same write twice", Kind.TWICE),
    /** The process dies when the CRM has written and before it has answered. */
    CRASH_UNANSWERED("crash between request and answer", Kind.CRASH_UNANSWERED),
    /** The process dies when the CRM has answered and before that is noted. */
    CRASH_UNNOTED("crash between answer and note", Kind.CRASH_UNNOTED),
    /** Credentials that do not count for a moment. */
    UNAUTHORIZED("401", 401),
    /** Rights that are missing for a moment. */
    FORBIDDEN("403", 403),
    /** A record that the CRM says it does not have. */
    NOT_FOUND("404", 404),
    /** A conflict. */
    CONFLICT("409", 409),
    /** Too many requests, and how long to wait. */
    BUSY_FOR_A_SECOND("429 with Retry-After", 429),
    /** Too many requests. */
    BUSY("429 without Retry-After", 429),
    /** A defect before anything was written. */
    BROKEN("500", 500),
    /** A defect after it was written. */
    BROKEN_AFTERWARDS("500 after the record was written", 500),
    /** An answer that comes later than anybody waits. */
    SLOW("no answer within the time limit", Kind.SILENCE),
    /** A connection that ends in the middle of the answer. */
    CUT("connection cut in the middle of the answer", Kind.CUT),
    /** A number that many people have. */
    MANY_CONTACTS("25 contacts for one number", Kind.NONE);

    private static final String SECOND = "1";

    final String words;
    private final Kind kind;
    private final int status;

    Trial(String words, Kind kind) {
        this.words = words;
        this.kind = kind;
        this.status = 0;
    }

    Trial(String words, int status) {
        this.words = words;
        this.kind = Kind.STATUS;
        this.status = status;
    }

    /** What happens to a request that is harmed. */
    Harm harm() {
        Optional<String> retryAfter = this == BUSY_FOR_A_SECOND ? Optional.of(SECOND) : Optional.empty();
        return new Harm(kind, status, retryAfter, kind != Kind.STATUS || this == BROKEN_AFTERWARDS);
    }

    /** Whether the connector's requests have to be seen for it. */
    boolean needsHttp() {
        return switch (kind) {
            case NONE, TWICE, CRASH_UNNOTED -> this == MANY_CONTACTS;
            case STATUS, SILENCE, CUT, CRASH_UNANSWERED -> true;
        };
    }

    /**
     * What happens to a request.
     *
     * @param kind what
     * @param status the answer, where there is one
     * @param retryAfter its {@code Retry-After}
     * @param isDone whether the CRM does what it was asked for all the same
     */
    record Harm(Kind kind, int status, Optional<String> retryAfter, boolean isDone) {
        static final Harm NONE = new Harm(Kind.NONE, 0, Optional.empty(), true);

        enum Kind {
            NONE,
            STATUS,
            SILENCE,
            CUT,
            TWICE,
            CRASH_UNANSWERED,
            CRASH_UNNOTED
        }
    }
}
