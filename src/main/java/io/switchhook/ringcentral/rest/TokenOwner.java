package io.switchhook.ringcentral.rest;

import io.switchhook.config.Secret;
import io.switchhook.ringcentral.rest.RemoteFailure.NotFound;
import io.switchhook.ringcentral.rest.RemoteFailure.Unauthorized;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that obtains tokens: one request for any number of waiters, renewed ahead of expiry within the same
 * OAuth session, and no storm when the credentials are refused (protocol.md 1.3, trap 18).
 *
 * <p>After a failure nobody waits: until the next attempt is allowed, everybody who asks is told at once why there is no
 * token and when to ask again. A person in front of {@code doctor} is better served by the reason than by silence.
 */
final class TokenOwner {
    private static final Logger log = LoggerFactory.getLogger(TokenOwner.class);

    /** A token refused this soon was hardly killed by age; 60 s, one window of the Auth group (protocol.md 2.6). */
    private static final Duration YOUNG = Duration.ofSeconds(60);

    /** Young tokens in a row that are renewed after a 401; 2. Chosen: leaves three of five requests a minute. */
    private static final int YOUNG_RENEWALS_MAX = 2;

    private final Vertx vertx;
    private final PlatformSettings settings;
    private final Login login;
    private final InstantSource steady;
    private final RandomGenerator random;

    private Optional<PlatformToken> current = Optional.empty();
    private Optional<Secret> refreshToken = Optional.empty();
    private Optional<Future<PlatformToken>> flight = Optional.empty();
    private Optional<RemoteFailure> lastFailure = Optional.empty();
    private Optional<Long> timer = Optional.empty();
    private Instant blockedUntil = Instant.MIN;
    private int failures;
    private int youngRenewals;
    private boolean closed;

    TokenOwner(Vertx vertx, PlatformSettings settings, Login login, InstantSource steady, RandomGenerator random) {
        this.vertx = vertx;
        this.settings = settings;
        this.login = login;
        this.steady = steady;
        this.random = random;
    }

    /** A token that should work; fails with the reason why there is none. */
    Future<PlatformToken> token() {
        return current().map(Future::succeededFuture).orElseGet(() -> flight.orElseGet(this::renew));
    }

    /** The token that works now, without asking anybody. */
    Optional<PlatformToken> current() {
        return current.filter(token -> steady.instant().isBefore(token.expiresAt()));
    }

    /**
     * The platform refused a token. Only the current one is given up: an older one was replaced already. When fresh
     * tokens are refused again and again the reason lies elsewhere, and renewing them would only use up the quota.
     */
    void invalidate(PlatformToken refused) {
        if (!current.equals(Optional.of(refused))) {
            return;
        }
        boolean young = steady.instant().isBefore(refused.issuedAt().plus(YOUNG));
        youngRenewals = young ? youngRenewals + 1 : 0;
        if (youngRenewals <= YOUNG_RENEWALS_MAX) {
            current = Optional.empty();
        }
    }

    /** Why there was no token the last time; empty when the last attempt succeeded. */
    Optional<RemoteFailure> lastFailure() {
        return lastFailure;
    }

    /** Ends the session on the platform, so that it does not count among the few that a user may have. */
    Future<Void> logout() {
        Optional<PlatformToken> token = current();
        close();
        current = Optional.empty();
        refreshToken = Optional.empty();
        return token.map(login::revoke).orElseGet(Future::succeededFuture);
    }

    void close() {
        closed = true;
        timer.ifPresent(vertx::cancelTimer);
        timer = Optional.empty();
    }

    private Future<PlatformToken> renew() {
        Instant now = steady.instant();
        if (lastFailure.isPresent() && now.isBefore(blockedUntil)) {
            return Future.failedFuture(lastFailure.get().deferred(Duration.between(now, blockedUntil)));
        }
        Promise<PlatformToken> promise = Promise.promise();
        flight = Optional.of(promise.future());
        obtain().onComplete(result -> land(result, promise));
        return promise.future();
    }

    /** A refresh keeps the session, and with it the WebSocket's; only a refused one leads to a new login. */
    private Future<PlatformToken> obtain() {
        if (refreshToken.isEmpty()) {
            return login.withJwt();
        }
        return login.withRefreshToken(refreshToken.get()).recover(failure -> {
            if (!(failure instanceof Unauthorized)) {
                return Future.failedFuture(failure);
            }
            refreshToken = Optional.empty();
            return login.withJwt();
        });
    }

    private void land(AsyncResult<PlatformToken> result, Promise<PlatformToken> promise) {
        flight = Optional.empty();
        if (result.succeeded()) {
            accept(result.result());
            promise.complete(result.result());
        } else {
            promise.fail(note(result.cause()));
        }
    }

    private void accept(PlatformToken token) {
        current = Optional.of(token);
        refreshToken = token.refresh();
        lastFailure = Optional.empty();
        failures = 0;
        wakeIn(Duration.ofMillis((long) (token.life().toMillis() * settings.tokenLifeShare())));
    }

    /** Remembers why and until when nobody may ask. */
    private Throwable note(Throwable cause) {
        if (!(cause instanceof RemoteFailure failure)) {
            return cause;
        }
        failures++;
        boolean needsHuman = failure instanceof Unauthorized || failure instanceof NotFound;
        Duration spaced = (needsHuman ? settings.logins() : settings.requests()).delay(failures, random);
        Duration wait =
                failure.retryAfter().filter(told -> told.compareTo(spaced) > 0).orElse(spaced);
        blockedUntil = steady.instant().plus(wait);
        lastFailure = Optional.of(failure);
        if (!needsHuman && current().isPresent()) {
            wakeIn(wait);
        }
        return failure.deferred(wait);
    }

    private void wakeIn(Duration wait) {
        timer.ifPresent(vertx::cancelTimer);
        timer = closed
                ? Optional.empty()
                : Optional.of(vertx.setTimer(Math.max(1, wait.toMillis() + 1), fired -> renewAhead()));
    }

    private void renewAhead() {
        flight.orElseGet(this::renew)
                .onFailure(cause -> log.warn(
                        "The token was not renewed ahead of its expiry and will be later cause={}",
                        cause.getMessage()));
    }
}
