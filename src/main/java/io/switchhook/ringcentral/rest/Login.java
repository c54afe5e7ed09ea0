package io.switchhook.ringcentral.rest;

import io.switchhook.config.Secret;
import io.switchhook.ringcentral.rest.RemoteFailure.Forbidden;
import io.switchhook.ringcentral.rest.RemoteFailure.RateLimited;
import io.switchhook.ringcentral.rest.RemoteFailure.Rejected;
import io.switchhook.ringcentral.rest.RemoteFailure.Unauthorized;
import io.switchhook.ringcentral.rest.RemoteFailure.Unavailable;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The requests of the token endpoint, inside the Auth quota (protocol.md 1.1). Each is tried once. */
final class Login {
    private static final String TOKEN = "/restapi/oauth/token";
    private static final String REVOKE = "/restapi/oauth/revoke";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /** Longest wait for a revocation; 3 s. Chosen: the process must end within five (product.md 8). */
    private static final Duration REVOKE_WAIT = Duration.ofSeconds(3);

    private final PlatformSettings settings;
    private final Wire wire;
    private final Quota quota;
    private final InstantSource steady;

    Login(PlatformSettings settings, Wire wire, Quota quota, InstantSource steady) {
        this.settings = settings;
        this.wire = wire;
        this.quota = quota;
        this.steady = steady;
    }

    /** A new OAuth session. */
    Future<PlatformToken> withJwt() {
        return ask(Map.of("grant_type", JWT_BEARER, "assertion", settings.jwt().reveal()));
    }

    /** The same OAuth session, with a new pair of tokens. */
    Future<PlatformToken> withRefreshToken(Secret refreshToken) {
        return ask(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal()));
    }

    /** Ends the session; whether that works is of no interest (protocol.md 1.3). */
    Future<Void> revoke(PlatformToken token) {
        WireRequest request = form(REVOKE, Map.of("token", token.access().reveal()));
        return send(request)
                .timeout(REVOKE_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private Future<PlatformToken> ask(Map<String, String> fields) {
        WireRequest request = form(TOKEN, fields);
        return send(request).compose(answer -> judge(request.operation(), answer));
    }

    private Future<WireAnswer> send(WireRequest request) {
        RateGate gate = quota.gate(RateGroup.AUTH);
        Optional<Duration> penalty = gate.penaltyLeft();
        if (penalty.isPresent()) {
            return Future.failedFuture(new RateLimited(request.operation(), penalty.get(), PlatformError.NONE));
        }
        return gate.enterFirst(request.operation(), Priority.LIVE)
                .compose(turn -> wire.exchange(request)
                        .onSuccess(answer -> count(request, answer))
                        .onFailure(failure -> quota.lost(RateGroup.AUTH, wasSent(failure))));
    }

    /** A penalty begins before the answer makes room for the next request. */
    private void count(WireRequest request, WireAnswer answer) {
        if (failure(request.operation(), answer) instanceof RateLimited limited) {
            quota.limited(RateGroup.AUTH, answer, limited);
        }
        quota.answered(RateGroup.AUTH, answer);
    }

    private RemoteFailure failure(String operation, WireAnswer answer) {
        return Failures.of(operation, answer, settings.quota().penalty());
    }

    private Future<PlatformToken> judge(String operation, WireAnswer answer) {
        if (answer.isSuccess()) {
            return read(answer.body())
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(
                            Unavailable.unusable(operation, answer.status(), "it holds no token or no expires_in")));
        }
        RemoteFailure failure = failure(operation, answer);
        boolean refused = failure instanceof Rejected || failure instanceof Forbidden;
        return Future.failedFuture(
                refused ? new Unauthorized(operation, answer.status(), failure.error(), Optional.empty()) : failure);
    }

    private Optional<PlatformToken> read(Buffer body) {
        try {
            JsonObject json = body.toJsonObject();
            return PlatformToken.read(json, steady.instant());
        } catch (DecodeException | ClassCastException notAnObject) {
            return Optional.empty();
        }
    }

    private WireRequest form(String path, Map<String, String> fields) {
        String client = settings.clientId() + ":" + settings.clientSecret().reveal();
        String basic = Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Basic " + basic);
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return new WireRequest(HttpMethod.POST, path, headers, Buffer.buffer(RequestUri.form(fields)));
    }

    private static boolean wasSent(Throwable failure) {
        return !(failure instanceof RemoteFailure remote) || remote.mayHaveActed();
    }
}
