package io.switchhook.kit;

import java.util.Optional;

/** What is done to a connector while calls are played (connectors.md D5), in this order. */
enum Trial {
    /** Nothing. */
    CALM("no fault", Harm.NONE),
    /** The same write comes twice. */
    TWICE("the same write twice", Harm.TWICE),
    /** The process dies when the CRM has written and before it has answered. */
    CRASH_UNANSWERED("crash between request and answer", Harm.CRASH_UNANSWERED),
    /** The process dies when the CRM has answered and before that is noted. */
    CRASH_UNNOTED("crash between answer and note", Harm.CRASH_UNNOTED),
    /** Credentials that do not count for a moment. */
    UNAUTHORIZED("401", Harm.status(401)),
    /** Rights that are missing for a moment. */
    FORBIDDEN("403", Harm.status(403)),
    /** A record that the CRM says it does not have. */
    NOT_FOUND("404", Harm.status(404)),
    /** A conflict. */
    CONFLICT("409", Harm.status(409)),
    /** Too many requests, and how long to wait. */
    BUSY_FOR_A_SECOND("429 with Retry-After", Harm.status(429).after("1")),
    /** Too many requests. */
    BUSY("429 without Retry-After", Harm.status(429)),
    /** A defect before anything was written. */
    BROKEN("500", Harm.status(500)),
    /** A defect after it was written. */
    BROKEN_AFTERWARDS("500 after the record was written", Harm.status(500).done()),
    /** An answer that comes later than anybody waits. */
    SLOW("no answer within the time limit", Harm.SILENCE),
    /** A connection that ends in the middle of the answer. */
    CUT("connection cut in the middle of the answer", Harm.CUT),
    /** A number that many people have. */
    MANY_CONTACTS("25 contacts for one number", Harm.NONE);

    final String words;
    final Harm harm;

    Trial(String words, Harm harm) {
        this.words = words;
        this.harm = harm;
    }

    /** Whether the connector's requests have to be seen for it. */
    boolean needsHttp() {
        return switch (harm.kind()) {
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
        static final Harm NONE = of(Kind.NONE);
        static final Harm TWICE = of(Kind.TWICE);
        static final Harm CRASH_UNANSWERED = of(Kind.CRASH_UNANSWERED);
        static final Harm CRASH_UNNOTED = of(Kind.CRASH_UNNOTED);
        static final Harm SILENCE = of(Kind.SILENCE);
        static final Harm CUT = of(Kind.CUT);

        private static Harm of(Kind kind) {
            return new Harm(kind, 0, Optional.empty(), true);
        }

        static Harm status(int status) {
            return new Harm(Kind.STATUS, status, Optional.empty(), false);
        }

        Harm after(String seconds) {
            return new Harm(kind, status, Optional.of(seconds), isDone);
        }

        Harm done() {
            return new Harm(kind, status, retryAfter, true);
        }

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
