package io.switchhook.ringcentral.rest;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What every errand shares.
 *
 * @param vertx for timers
 * @param settings the settings
 * @param wire the HTTP side
 * @param quota the gates
 * @param tokens the token's owner
 * @param random for jitter
 */
record Desk(Vertx vertx, PlatformSettings settings, Wire wire, Quota quota, TokenOwner tokens, RandomGenerator random) {
    Future<Void> pause(Duration wait) {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(Math.max(1, wait.toMillis() + 1), fired -> over.complete());
        return over.future();
    }
}
