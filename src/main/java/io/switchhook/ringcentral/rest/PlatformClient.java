package io.switchhook.ringcentral.rest;

import io.switchhook.ringcentral.rest.RemoteFailure.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The platform over HTTP. Share one instance per user and app: limits and tokens are per user and app, so two instances
 * would work against each other (protocol.md, traps 17 and 18).
 *
 * <p>Everything inside happens on the context on which it was made; futures complete there. Answers are repeated as
 * {@link PlatformSettings#requests()} says: GET after a lost answer or a 5xx, anything when there was no connection at
 * all, anything (at most three times) after a 429, and once after a 401.
 */
public final class PlatformClient implements Platform {
    private final Context context;
    private final InstantSource clock;
    private final Desk desk;
    private boolean closed;

    /**
     * Makes a client that asks nothing until somebody needs something.
     *
     * @param vertx where it runs; call from the context that it shall live on
     * @param settings which platform, as whom
     * @param clock for the moments it reports; intervals are measured by the machine's steady counter
     * @param random for jitter
     */
    public PlatformClient(Vertx vertx, PlatformSettings settings, InstantSource clock, RandomGenerator random) {
        this(vertx, settings, clock, random, group -> {});
    }

    /**
     * Makes a client whose pauses somebody counts.
     *
     * @param vertx where it runs; call from the context that it shall live on
     * @param settings which platform, as whom
     * @param clock for the moments it reports
     * @param random for jitter
     * @param paused told of each rate group that a 429 stops, on the client's context
     */
    public PlatformClient(
            Vertx vertx,
            PlatformSettings settings,
            InstantSource clock,
            RandomGenerator random,
            Consumer<RateGroup> paused) {
        this.context = vertx.getOrCreateContext();
        this.clock = clock;
        InstantSource steady = new SteadyClock(clock);
        Wire wire = new Wire(vertx, settings);
        Quota quota = new Quota(vertx, settings.quota(), steady, paused);
        Login login = new Login(settings, wire, quota, steady);
        TokenOwner tokens = new TokenOwner(vertx, settings, login, steady, random);
        this.desk = new Desk(vertx, settings, wire, quota, tokens, random);
    }

    @Override
    public Future<PlatformResponse> send(PlatformRequest request) {
        return onContext(() -> {
            if (closed) {
                String operation = request.method() + " " + request.path();
                return Future.failedFuture(new Refused(operation, "the client is closed", Optional.empty()));
            }
            return new Errand(desk, request).run();
        });
    }

    /**
     * The token in use, obtained if need be: {@code doctor} reads its scopes.
     *
     * @return the token; fails with a {@link RemoteFailure} that says why there is none
     */
    public Future<PlatformToken> token() {
        return onContext(desk.tokens()::token);
    }

    /**
     * Why the last attempt to obtain a token failed.
     *
     * @return empty when it succeeded, or when there was none yet
     */
    public Future<Optional<RemoteFailure>> lastTokenFailure() {
        return onContext(() -> Future.succeededFuture(desk.tokens().lastFailure()));
    }

    /**
     * Where the rate groups stand, for status pages.
     *
     * @return one state per group, in the order of {@link RateGroup}
     */
    public Future<List<QuotaState>> quota() {
        return onContext(() -> Future.succeededFuture(desk.quota().states(clock.instant())));
    }

    /**
     * From now on somebody hears of every rate group that lets nobody through for a while.
     *
     * @param hears called on the client's context; hears of those at once that let nobody through now
     */
    public void listen(QuotaListener hears) {
        context.runOnContext(go -> desk.quota().listen(hears));
    }

    /**
     * Ends the OAuth session, then closes. For commands that run once: a user has few sessions, and the platform kills
     * the oldest, which would be the daemon's (protocol.md 1.3).
     *
     * @return completes when closed; a failed revocation is of no interest
     */
    public Future<Void> logout() {
        return onContext(desk.tokens()::logout).eventually(this::close);
    }

    /**
     * Stops timers, refuses what waits in the queues, and closes the connections.
     *
     * @return completes when closed
     */
    public Future<Void> close() {
        return onContext(() -> {
            closed = true;
            desk.tokens().close();
            desk.quota().close();
            return desk.wire().close();
        });
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(
                go -> Future.<T>succeededFuture().compose(start -> work.get()).onComplete(promise));
        return promise.future();
    }
}
