package io.switchhook.ringcentral.rest;

import io.switchhook.config.Secret;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the platform lets us in with, and what it allows (protocol.md 1.2).
 *
 * @param access the access token
 * @param refresh the single-use refresh token; some apps get none
 * @param issuedAt when we received it (UTC)
 * @param life how long it is valid from then, as the platform told
 * @param scopes the app permissions that it carries, for instance {@code ReadCallLog}
 * @param ownerId the extension's id; empty when the platform did not tell
 */
public record PlatformToken(
        Secret access, Optional<Secret> refresh, Instant issuedAt, Duration life, List<String> scopes, String ownerId) {
    /** Copies the scopes. */
    public PlatformToken {
        scopes = List.copyOf(scopes);
    }

    /**
     * When it stops working by itself; it may die sooner.
     *
     * @return the moment (UTC)
     */
    public Instant expiresAt() {
        return issuedAt.plus(life);
    }

    /** Reads the token endpoint's answer; empty when it lacks the token or its life. */
    static Optional<PlatformToken> read(JsonObject body, Instant now) {
        String access = text(body, "access_token");
        long seconds = seconds(body.getValue("expires_in"));
        if (access.isBlank() || seconds <= 0) {
            return Optional.empty();
        }
        return Optional.of(new PlatformToken(
                Secret.of(access),
                Optional.of(text(body, "refresh_token"))
                        .filter(value -> !value.isBlank())
                        .map(Secret::of),
                now,
                Duration.ofSeconds(seconds),
                Arrays.stream(text(body, "scope").split(" +", -1))
                        .filter(word -> !word.isEmpty())
                        .toList(),
                text(body, "owner_id")));
    }

    private static String text(JsonObject body, String key) {
        Object value = body.getValue(key);
        return value == null ? "" : value.toString();
    }

    private static long seconds(Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value instanceof String text && text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }
}
