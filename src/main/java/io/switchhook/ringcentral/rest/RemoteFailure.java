package io.switchhook.ringcentral.rest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why the platform did not do what we asked. Callers decide by type and code, never by text.
 *
 * <p>Without a stack trace: it is made on the event loop, where a trace shows only Netty.
 */
public abstract sealed class RemoteFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final int status;
    private final transient PlatformError error;
    private final transient Optional<Duration> retryAfter;

    private RemoteFailure(
            String message, String operation, int status, PlatformError error, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.operation = operation;
        this.status = status;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    /**
     * What was asked.
     *
     * @return method and path, without the query, which may hold telephone numbers
     */
    public String operation() {
        return operation;
    }

    /**
     * The HTTP status.
     *
     * @return 100 to 599; empty when there was no answer
     */
    public Optional<Integer> status() {
        return status == 0 ? Optional.empty() : Optional.of(status);
    }

    /**
     * The platform's codes and legacy words (protocol.md 2.3).
     *
     * @return most specific first; empty when it named none
     */
    public List<String> codes() {
        return error.codes();
    }

    /**
     * Everything the platform said, with its text for people.
     *
     * @return the error; {@link PlatformError#NONE} when there was no answer
     */
    public PlatformError error() {
        return error;
    }

    /**
     * How long to leave the platform alone.
     *
     * @return empty when nobody knows, or when asking again cannot help
     */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /**
     * Whether the platform may have done it all the same, so that asking again could do it twice.
     *
     * @return true after a lost answer and after a 5xx
     */
    public boolean mayHaveActed() {
        return false;
    }

    /** The same for those who waited for a token: their own request was never sent, and this is when to ask again. */
    RemoteFailure deferred(Duration wait) {
        return this;
    }

    private static String refused(String operation, int status, PlatformError error) {
        return "Expected " + operation + " to succeed, but the platform answered " + status + " (" + error + ")";
    }

    /** 429. A request during the penalty starts it anew, so every caller waits, not only this one. */
    public static final class RateLimited extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        /**
         * A rate limit.
         *
         * @param operation method and path
         * @param penalty how long nothing may be asked
         * @param error what the platform said
         */
        public RateLimited(String operation, Duration penalty, PlatformError error) {
            super(
                    "Expected " + operation + " to be served, but the platform asks for a pause of "
                            + penalty.toMillis() + " ms (" + error + ")",
                    operation,
                    429,
                    error,
                    Optional.of(penalty));
        }

        @Override
        RemoteFailure deferred(Duration wait) {
            return new RateLimited(operation(), wait, error());
        }
    }

    /** The credentials are refused: a human must correct them. Meanwhile logins are spaced. */
    public static final class Unauthorized extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        /**
         * Refused credentials.
         *
         * @param operation method and path
         * @param status 400, 401 or 403
         * @param error what the platform said
         * @param retryAfter when the next login may be tried; empty when this was not a login
         */
        public Unauthorized(String operation, int status, PlatformError error, Optional<Duration> retryAfter) {
            super(
                    "Expected " + operation + " to accept our credentials, but the platform answered " + status + " ("
                            + error + "); correct clientId, clientSecret and jwt",
                    operation,
                    status,
                    error,
                    retryAfter);
        }

        @Override
        RemoteFailure deferred(Duration wait) {
            return new Unauthorized(operation(), status().orElse(401), error(), Optional.of(wait));
        }
    }

    /** 403. A permission or feature is missing: asking again cannot help. */
    public static final class Forbidden extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        /**
         * A missing permission.
         *
         * @param operation method and path
         * @param status the HTTP status
         * @param error what the platform said; {@code CMN-401} names an app permission, {@code CMN-408} a user's
         */
        public Forbidden(String operation, int status, PlatformError error) {
            super(refused(operation, status, error), operation, status, error, Optional.empty());
        }

        /**
         * The missing permission.
         *
         * @return its name, when the platform told it
         */
        public Optional<String> permission() {
            return error().permission();
        }
    }

    /** 404. It is gone, or never was: a call that ended, a subscription that expired (protocol.md 2.4). */
    public static final class NotFound extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        /**
         * Something that is not there.
         *
         * @param operation method and path
         * @param error what the platform said
         */
        public NotFound(String operation, PlatformError error) {
            super(refused(operation, 404, error), operation, 404, error, Optional.empty());
        }
    }

    /** Any other 4xx or a redirect: our request is wrong and will be wrong again. */
    public static final class Rejected extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        /**
         * A request that the platform does not accept.
         *
         * @param operation method and path
         * @param status the HTTP status
         * @param error what the platform said
         */
        public Rejected(String operation, int status, PlatformError error) {
            super(refused(operation, status, error), operation, status, error, Optional.empty());
        }
    }

    /** The platform answered, but is not well: 5xx, maintenance, or a gateway's page instead of JSON. */
    public static final class Unavailable extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        private final boolean sent;

        /**
         * A platform that is not well.
         *
         * @param operation method and path
         * @param status the HTTP status
         * @param error what the platform said
         * @param retryAfter its {@code Retry-After}, if any
         */
        public Unavailable(String operation, int status, PlatformError error, Optional<Duration> retryAfter) {
            super(refused(operation, status, error), operation, status, error, retryAfter);
            this.sent = true;
        }

        private Unavailable(String operation, int status, String why) {
            super(
                    "Expected a usable answer to " + operation + ", but " + why,
                    operation,
                    status,
                    PlatformError.NONE,
                    Optional.empty());
            this.sent = true;
        }

        private Unavailable(Unavailable cause, Duration wait) {
            super(cause.getMessage(), cause.operation(), cause.status().orElse(0), cause.error(), Optional.of(wait));
            this.sent = false;
        }

        /**
         * An answer of a good status that says nothing usable, as gateways give it.
         *
         * @param operation method and path
         * @param status the HTTP status
         * @param why what is wrong with it, to follow "but"
         * @return the failure
         */
        public static Unavailable unusable(String operation, int status, String why) {
            return new Unavailable(operation, status, why);
        }

        @Override
        public boolean mayHaveActed() {
            return sent;
        }

        @Override
        RemoteFailure deferred(Duration wait) {
            return new Unavailable(this, wait);
        }
    }

    /** No answer: connection refused or reset, no TLS, or too slow. */
    public static final class Unreachable extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        private final boolean sent;
        private final String why;

        /**
         * A platform that cannot be reached.
         *
         * @param operation method and path
         * @param why what happened instead of an answer
         * @param sent whether the request may have left; false when there was no connection at all
         * @param retryAfter when the next attempt is allowed; empty when nobody knows
         */
        public Unreachable(String operation, String why, boolean sent, Optional<Duration> retryAfter) {
            super(
                    "Expected " + operation + " to be answered, but: " + why,
                    operation,
                    0,
                    PlatformError.NONE,
                    retryAfter);
            this.sent = sent;
            this.why = why;
        }

        @Override
        public boolean mayHaveActed() {
            return sent;
        }

        @Override
        RemoteFailure deferred(Duration wait) {
            return new Unreachable(operation(), why, false, Optional.of(wait));
        }
    }

    /** The answer is longer than we are ready to hold. */
    public static final class Oversized extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        /**
         * An answer beyond the limit.
         *
         * @param operation method and path
         * @param status the HTTP status
         * @param bytesMax the limit in bytes
         */
        public Oversized(String operation, int status, int bytesMax) {
            super(
                    "Expected the answer to " + operation + " to have at most " + bytesMax
                            + " bytes, but it is longer; ask for smaller pages",
                    operation,
                    status,
                    PlatformError.NONE,
                    Optional.empty());
        }

        @Override
        public boolean mayHaveActed() {
            return true;
        }
    }

    /** Too much of our own is already waiting for this rate group, or the client is closed. Nothing was sent. */
    public static final class Refused extends RemoteFailure {
        private static final long serialVersionUID = 1L;

        /**
         * A request that was not even queued.
         *
         * @param operation method and path
         * @param why why not
         * @param retryAfter when there may be room; empty when never
         */
        public Refused(String operation, String why, Optional<Duration> retryAfter) {
            super("Expected " + operation + " to be queued, but " + why, operation, 0, PlatformError.NONE, retryAfter);
        }
    }
}
