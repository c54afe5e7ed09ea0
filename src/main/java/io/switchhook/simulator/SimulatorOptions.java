package io.switchhook.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a simulator behaves. {@link #DEFAULTS} is realistic and places no calls by itself.
 *
 * @param port TCP port on the loopback address; 0 takes a free one
 * @param seed everything that looks like chance comes from it
 * @param scenario {@code all}, or script names separated by commas
 * @param callsPerMinute calls per simulated minute; 0 places none
 * @param callsMax after so many calls no more are placed by themselves; 0 is endless
 * @param speed pauses in calls, delays of notifications and lists, and the recovery window are divided by it; token and
 *     subscription lifetimes and rate limits are not
 * @param extensions users of the account, 2 to 90
 * @param credentials who may log in; empty lets in anybody
 * @param disabledFilters filters that come back as {@code disabledFilters}: those that contain one of these texts
 * @param limits rate limits
 * @param lifetimes how long tokens, subscriptions and sockets live
 * @param perturbation what the network does to notifications
 */
public record SimulatorOptions(
        int port,
        long seed,
        String scenario,
        double callsPerMinute,
        long callsMax,
        double speed,
        int extensions,
        Optional<Credentials> credentials,
        List<String> disabledFilters,
        RateLimits limits,
        Lifetimes lifetimes,
        Perturbation perturbation) {
    /** Realistic, on a free port, without calls of its own. */
    public static final SimulatorOptions DEFAULTS = new SimulatorOptions(
            0,
            1,
            "all",
            0,
            0,
            1.0,
            8,
            Optional.empty(),
            List.of(),
            RateLimits.DEFAULTS,
            Lifetimes.DEFAULTS,
            Perturbation.NONE);

    /** Checks the ranges. */
    public SimulatorOptions {
        disabledFilters = List.copyOf(disabledFilters);
        check(port >= 0 && port <= 65_535, "a port of 0 to 65535", port);
        check(speed > 0, "a speed above 0", speed);
        check(callsPerMinute >= 0, "0 or more calls per minute", callsPerMinute);
        check(callsMax >= 0, "0 or more calls at most", callsMax);
        check(extensions >= 2 && extensions <= 90, "2 to 90 extensions", extensions);
        ScriptBook.scenario(scenario);
    }

    /**
     * Another port.
     *
     * @param value 0 takes a free one
     * @return the changed options
     */
    public SimulatorOptions withPort(int value) {
        Draft draft = new Draft(this);
        draft.port = value;
        return draft.finish();
    }

    /**
     * Another seed.
     *
     * @param value any
     * @return the changed options
     */
    public SimulatorOptions withSeed(long value) {
        Draft draft = new Draft(this);
        draft.seed = value;
        return draft.finish();
    }

    /**
     * Calls that are placed by themselves.
     *
     * @param names {@code all}, or script names separated by commas
     * @param perMinute calls per simulated minute; 0 places none
     * @param max how many at most; 0 is endless
     * @return the changed options
     */
    public SimulatorOptions withCalls(String names, double perMinute, long max) {
        Draft draft = new Draft(this);
        draft.scenario = names;
        draft.callsPerMinute = perMinute;
        draft.callsMax = max;
        return draft.finish();
    }

    /**
     * Another speed.
     *
     * @param value 1.0 is realistic
     * @return the changed options
     */
    public SimulatorOptions withSpeed(double value) {
        Draft draft = new Draft(this);
        draft.speed = value;
        return draft.finish();
    }

    /**
     * Another size of the account.
     *
     * @param value users, 2 to 90
     * @return the changed options
     */
    public SimulatorOptions withExtensions(int value) {
        Draft draft = new Draft(this);
        draft.extensions = value;
        return draft.finish();
    }

    /**
     * Only these credentials are let in.
     *
     * @param value client and assertion
     * @return the changed options
     */
    public SimulatorOptions withCredentials(Credentials value) {
        Draft draft = new Draft(this);
        draft.credentials = Optional.of(value);
        return draft.finish();
    }

    /**
     * Filters that the user may not have.
     *
     * @param value texts that such a filter contains
     * @return the changed options
     */
    public SimulatorOptions withDisabledFilters(List<String> value) {
        Draft draft = new Draft(this);
        draft.disabledFilters = value;
        return draft.finish();
    }

    /**
     * Other rate limits.
     *
     * @param value per group
     * @return the changed options
     */
    public SimulatorOptions withLimits(RateLimits value) {
        Draft draft = new Draft(this);
        draft.limits = value;
        return draft.finish();
    }

    /**
     * Other lifetimes.
     *
     * @param value of tokens, subscriptions, sockets
     * @return the changed options
     */
    public SimulatorOptions withLifetimes(Lifetimes value) {
        Draft draft = new Draft(this);
        draft.lifetimes = value;
        return draft.finish();
    }

    /**
     * Another network.
     *
     * @param value what it does to notifications
     * @return the changed options
     */
    public SimulatorOptions withPerturbation(Perturbation value) {
        Draft draft = new Draft(this);
        draft.perturbation = value;
        return draft.finish();
    }

    private static void check(boolean holds, String expected, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + expected + ", but it is " + actual);
        }
    }

    /**
     * The one client and assertion that may log in.
     *
     * @param clientId application
     * @param clientSecret its secret
     * @param assertion the JWT credential
     */
    public record Credentials(String clientId, String clientSecret, String assertion) {
        @Override
        public String toString() {
            return "Credentials[clientId=" + clientId + "]";
        }
    }

    /**
     * Requests per window and application (protocol.md 2.6).
     *
     * @param light group Light
     * @param medium group Medium
     * @param heavy group Heavy
     * @param auth group Auth
     * @param window the sliding window, wall clock
     * @param penalty how long a group is closed after the last request too many, wall clock
     */
    public record RateLimits(int light, int medium, int heavy, int auth, Duration window, Duration penalty) {
        /** The documented ones: 50, 40, 10 and 5 in 60 s, 60 s penalty. */
        public static final RateLimits DEFAULTS =
                new RateLimits(50, 40, 10, 5, Duration.ofSeconds(60), Duration.ofSeconds(60));

        /** So many that a test never meets them. */
        public static final RateLimits GENEROUS =
                new RateLimits(10_000, 10_000, 10_000, 10_000, Duration.ofSeconds(60), Duration.ofSeconds(60));

        int of(String group) {
            return switch (group) {
                case "light" -> light;
                case "medium" -> medium;
                case "heavy" -> heavy;
                case "auth" -> auth;
                default ->
                    throw new IllegalArgumentException(
                            "Expected light, medium, heavy or auth, but the group is " + group);
            };
        }
    }

    /**
     * How long things live, all in wall-clock time.
     *
     * @param accessToken 3600 s; answers say a second less
     * @param refreshToken 604800 s
     * @param subscriptionPubNub 900 s; answers say a second less
     * @param subscriptionWebSocket 86400 s, renewed while the socket lives
     * @param subscriptionWebHook longest life of a WebHook subscription, 315360000 s; 604800 s unless asked otherwise
     * @param blacklist how long a WebHook's server may fail without a break before the subscription is blacklisted,
     *     10 min
     * @param socket absolute life of a WebSocket, 86400 s; then WSG-903
     * @param socketIdle longest time without any frame but heartbeats, 1800 s; then WSG-902
     * @param socketPing how often the server pings
     * @param pubNubHold how long a long poll is held, 280 s
     */
    public record Lifetimes(
            Duration accessToken,
            Duration refreshToken,
            Duration subscriptionPubNub,
            Duration subscriptionWebSocket,
            Duration subscriptionWebHook,
            Duration blacklist,
            Duration socket,
            Duration socketIdle,
            Duration socketPing,
            Duration pubNubHold) {
        /** The platform's own (protocol.md 1.2, 3.1, 3.2, 3.3; libraries.md 2). */
        public static final Lifetimes DEFAULTS = new Lifetimes(
                Duration.ofSeconds(3_600),
                Duration.ofDays(7),
                Duration.ofSeconds(900),
                Duration.ofDays(1),
                Duration.ofDays(3_650),
                Duration.ofMinutes(10),
                Duration.ofDays(1),
                Duration.ofMinutes(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(280));

        /**
         * Another life of access tokens.
         *
         * @param value wall clock
         * @return the changed lifetimes
         */
        public Lifetimes withAccessToken(Duration value) {
            return new Lifetimes(
                    value,
                    refreshToken,
                    subscriptionPubNub,
                    subscriptionWebSocket,
                    subscriptionWebHook,
                    blacklist,
                    socket,
                    socketIdle,
                    socketPing,
                    pubNubHold);
        }

        /**
         * Another life of PubNub subscriptions.
         *
         * @param value wall clock
         * @return the changed lifetimes
         */
        public Lifetimes withSubscriptionPubNub(Duration value) {
            return new Lifetimes(
                    accessToken,
                    refreshToken,
                    value,
                    subscriptionWebSocket,
                    subscriptionWebHook,
                    blacklist,
                    socket,
                    socketIdle,
                    socketPing,
                    pubNubHold);
        }

        /**
         * Another longest life of WebHook subscriptions.
         *
         * @param value wall clock
         * @return the changed lifetimes
         */
        public Lifetimes withSubscriptionWebHook(Duration value) {
            return new Lifetimes(
                    accessToken,
                    refreshToken,
                    subscriptionPubNub,
                    subscriptionWebSocket,
                    value,
                    blacklist,
                    socket,
                    socketIdle,
                    socketPing,
                    pubNubHold);
        }

        /**
         * Another patience with servers of WebHooks that fail.
         *
         * @param value wall clock
         * @return the changed lifetimes
         */
        public Lifetimes withBlacklist(Duration value) {
            return new Lifetimes(
                    accessToken,
                    refreshToken,
                    subscriptionPubNub,
                    subscriptionWebSocket,
                    subscriptionWebHook,
                    value,
                    socket,
                    socketIdle,
                    socketPing,
                    pubNubHold);
        }

        /**
         * Another absolute life of sockets.
         *
         * @param value wall clock
         * @return the changed lifetimes
         */
        public Lifetimes withSocket(Duration value) {
            return new Lifetimes(
                    accessToken,
                    refreshToken,
                    subscriptionPubNub,
                    subscriptionWebSocket,
                    subscriptionWebHook,
                    blacklist,
                    value,
                    socketIdle,
                    socketPing,
                    pubNubHold);
        }

        /**
         * Another life of sockets without traffic.
         *
         * @param value wall clock
         * @return the changed lifetimes
         */
        public Lifetimes withSocketIdle(Duration value) {
            return new Lifetimes(
                    accessToken,
                    refreshToken,
                    subscriptionPubNub,
                    subscriptionWebSocket,
                    subscriptionWebHook,
                    blacklist,
                    socket,
                    value,
                    socketPing,
                    pubNubHold);
        }

        /**
         * Another hold of long polls.
         *
         * @param value wall clock
         * @return the changed lifetimes
         */
        public Lifetimes withPubNubHold(Duration value) {
            return new Lifetimes(
                    accessToken,
                    refreshToken,
                    subscriptionPubNub,
                    subscriptionWebSocket,
                    subscriptionWebHook,
                    blacklist,
                    socket,
                    socketIdle,
                    socketPing,
                    value);
        }
    }

    /**
     * What happens to notifications on their way; shares from 0 to 1, drawn from the seed.
     *
     * @param reorder share that is held back and may be overtaken
     * @param reorderWindow longest such delay, simulated
     * @param duplicate share that comes twice with the same uuid
     * @param loss share that never comes
     * @param unknownFields whether bodies carry fields that no document knows
     * @param mixedIds whether ids are sometimes numbers and sometimes texts
     */
    public record Perturbation(
            double reorder,
            Duration reorderWindow,
            double duplicate,
            double loss,
            boolean unknownFields,
            boolean mixedIds) {
        /** A perfect network. */
        public static final Perturbation NONE = new Perturbation(0, Duration.ofMillis(1_500), 0, 0, false, false);
    }

    /** The options while one of them is changed. */
    private static final class Draft {
        private int port;
        private long seed;
        private String scenario;
        private double callsPerMinute;
        private long callsMax;
        private double speed;
        private int extensions;
        private Optional<Credentials> credentials;
        private List<String> disabledFilters;
        private RateLimits limits;
        private Lifetimes lifetimes;
        private Perturbation perturbation;

        private Draft(SimulatorOptions from) {
            port = from.port;
            seed = from.seed;
            scenario = from.scenario;
            callsPerMinute = from.callsPerMinute;
            callsMax = from.callsMax;
            speed = from.speed;
            extensions = from.extensions;
            credentials = from.credentials;
            disabledFilters = from.disabledFilters;
            limits = from.limits;
            lifetimes = from.lifetimes;
            perturbation = from.perturbation;
        }

        private SimulatorOptions finish() {
            return new SimulatorOptions(
                    port,
                    seed,
                    scenario,
                    callsPerMinute,
                    callsMax,
                    speed,
                    extensions,
                    credentials,
                    disabledFilters,
                    limits,
                    lifetimes,
                    perturbation);
        }
    }
}
