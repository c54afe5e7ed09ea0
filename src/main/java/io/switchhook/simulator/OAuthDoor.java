package io.switchhook.simulator;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The token endpoint: who may log in, and what the answers look like (protocol.md 1). */
final class OAuthDoor {
    private static final String JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String SCOPE =
            "ReadAccounts ReadPresence ReadCallLog CallControl ReadMessages RingOut WebSocketsSubscription";
    private static final int ACCESS_LIFE_MIN_SECONDS = 600;

    private final Tokens tokens;
    private final RateLimiter limiter;
    private final SimulatorOptions options;

    OAuthDoor(Tokens tokens, RateLimiter limiter, SimulatorOptions options) {
        this.tokens = tokens;
        this.limiter = limiter;
        this.options = options;
    }

    /** {@code POST /restapi/oauth/token}. */
    Reply token(String authorization, MultiMap form, Instant now) {
        Optional<Client> client = client(authorization);
        if (client.isEmpty()) {
            return Reply.oauth(401, "invalid_client", "OAU-123", "Invalid Authorization header value");
        }
        return counted(client.get().id(), now, () -> grant(client.get(), form, now));
    }

    /** {@code POST /restapi/oauth/revoke}. */
    Reply revoke(String authorization, MultiMap form, Instant now) {
        Optional<Client> client = client(authorization);
        if (client.isEmpty()) {
            return Reply.oauth(401, "invalid_client", "OAU-123", "Invalid Authorization header value");
        }
        return counted(client.get().id(), now, () -> {
            tokens.revoke(form.contains("token") ? form.get("token") : "");
            return Reply.ok(new JsonObject());
        });
    }

    private Reply counted(String clientId, Instant now, java.util.function.Supplier<Reply> work) {
        RateLimiter.Verdict verdict = limiter.admit(clientId, "auth", now);
        if (verdict.refusal().isPresent()) {
            return verdict.refusal().get();
        }
        Reply reply = work.get();
        for (var header : verdict.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    private Reply grant(Client client, MultiMap form, Instant now) {
        if (options.credentials().isPresent()) {
            if (!options.credentials().get().clientId().equals(client.id())) {
                return Reply.oauth(400, "invalid_client", "OAU-153", "Invalid client: " + client.id());
            }
            if (!options.credentials().get().clientSecret().equals(client.secret())) {
                return Reply.oauth(401, "invalid_client", "OAU-146", "Invalid client credentials");
            }
        }
        String grant = form.contains("grant_type") ? form.get("grant_type") : "";
        return switch (grant) {
            case JWT -> login(client, form, now);
            case "refresh_token" -> refresh(client, form, now);
            case "" -> Reply.oauth(400, "invalid_request", "OAU-250", "Parameter grant_type is missing");
            case "password" -> Reply.oauth(403, "unauthorized_client", "OAU-112", "Unauthorized for this grant type");
            default -> Reply.oauth(400, "unsupported_grant_type", "OAU-250", "Unsupported grant type");
        };
    }

    private Reply login(Client client, MultiMap form, Instant now) {
        String assertion = form.contains("assertion") ? form.get("assertion") : "";
        boolean known = options.credentials()
                .map(credentials -> credentials.assertion().equals(assertion))
                .orElse(!assertion.isEmpty());
        if (!known) {
            return Reply.oauth(400, "invalid_grant", "OAU-213", "Token not found");
        }
        return answer(tokens.open(client.id(), accessLife(form), now), now);
    }

    /** A life over the default is lowered, one under 600 s raised, both silently (protocol.md 1.1). */
    private Duration accessLife(MultiMap form) {
        Duration longest = options.lifetimes().accessToken();
        String asked = form.get("access_token_ttl");
        if (asked == null || !asked.matches("\\d{1,9}")) {
            return longest;
        }
        Duration wanted = Duration.ofSeconds(Math.max(ACCESS_LIFE_MIN_SECONDS, Long.parseLong(asked)));
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }

    private Reply refresh(Client client, MultiMap form, Instant now) {
        String token = form.contains("refresh_token") ? form.get("refresh_token") : "";
        return tokens.refresh(client.id(), token, now)
                .map(session -> answer(session, now))
                .orElseGet(() -> Reply.oauth(400, "invalid_grant", "OAU-211", "Token is revoked or expired"));
    }

    private static Reply answer(Tokens.Session session, Instant now) {
        return Reply.ok(new JsonObject()
                .put("access_token", session.pair().access())
                .put("token_type", "bearer")
                .put("expires_in", session.pair().expiresIn(now))
                .put("refresh_token", session.pair().refresh())
                .put("refresh_token_expires_in", session.pair().refreshExpiresIn(now))
                .put("scope", SCOPE)
                .put("owner_id", session.ownerId())
                .put("endpoint_id", "endpoint-" + session.id())
                .put("session_id", session.id()));
    }

    private static Optional<Client> client(String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 ? Optional.of(new Client(parts[0], parts[1])) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private record Client(String id, String secret) {
        @Override
        public String toString() {
            return "Client[id=" + id + "]";
        }
    }
}
