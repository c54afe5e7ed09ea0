package io.switchhook.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** OAuth sessions with rotation and the two grace rules (protocol.md 1.3), and the one-time tokens of sockets. */
final class Tokens {
    /** The oldest session of a user and application dies when a sixth begins (protocol.md 1.3). */
    private static final int SESSIONS_MAX = 5;

    private static final Duration GRACE_AFTER_USE = Duration.ofSeconds(10);
    private static final Duration GRACE_UNUSED = Duration.ofMinutes(60);
    private static final Duration SOCKET_TOKEN_LIFE = Duration.ofSeconds(60);
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Company company;
    private final SimulatorOptions.Lifetimes lifetimes;
    private final SplittableRandom random;
    private final List<Session> sessions = new ArrayList<>();
    private final List<SocketToken> socketTokens = new ArrayList<>();

    Tokens(Company company, SimulatorOptions options) {
        this.company = company;
        this.lifetimes = options.lifetimes();
        this.random = new SplittableRandom(options.seed() ^ 0x70c);
    }

    /** Opens a session; the oldest of the application dies when there are too many. */
    Session open(String clientId, Duration accessLife, Instant now) {
        List<Session> own = sessions.stream()
                .filter(session -> session.clientId.equals(clientId))
                .toList();
        if (own.size() >= SESSIONS_MAX) {
            sessions.remove(own.get(0));
        }
        Session session = new Session(text(24), clientId, company.owner().id(), accessLife);
        session.pair = pair(session, now);
        sessions.add(session);
        return session;
    }

    /** Rotates, or repeats the last answer within the grace; empty when the token is no longer good. */
    Optional<Session> refresh(String clientId, String refreshToken, Instant now) {
        for (Session session : sessions) {
            if (!session.clientId.equals(clientId)) {
                continue;
            }
            if (session.pair.refresh.equals(refreshToken) && now.isBefore(session.pair.refreshUntil)) {
                session.spentRefresh = refreshToken;
                session.pair = pair(session, now);
                return Optional.of(session);
            }
            if (session.spentRefresh.equals(refreshToken) && session.pair.stillRepeatable(now)) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    /** The session of a living access token. Using it starts the end of the spent refresh token. */
    Optional<Session> use(String accessToken, Instant now) {
        Optional<Session> found = sessions.stream()
                .filter(session -> session.pair.access.equals(accessToken) && now.isBefore(session.pair.accessUntil))
                .findFirst();
        found.ifPresent(session -> session.pair.markUsed(now));
        return found;
    }

    boolean isExpired(String accessToken) {
        return sessions.stream().anyMatch(session -> session.pair.access.equals(accessToken));
    }

    void revoke(String token) {
        sessions.removeIf(session -> session.pair.access.equals(token) || session.pair.refresh.equals(token));
    }

    void revokeAll() {
        sessions.clear();
    }

    String socketToken(Session session, Instant now) {
        String token = text(32);
        socketTokens.add(new SocketToken(token, session, now.plus(SOCKET_TOKEN_LIFE)));
        return token;
    }

    /** Spends a socket token. */
    Optional<Session> spend(String socketToken, Instant now) {
        Optional<SocketToken> found = socketTokens.stream()
                .filter(token -> token.text.equals(socketToken) && now.isBefore(token.until))
                .findFirst();
        found.ifPresent(socketTokens::remove);
        return found.map(SocketToken::session);
    }

    static long socketTokenSeconds() {
        return SOCKET_TOKEN_LIFE.toSeconds();
    }

    String text(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** A uuid, drawn from the seed. */
    String uuid() {
        long version4 = (random.nextLong() & ~0xf000L) | 0x4000L;
        long variant = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(version4, variant).toString();
    }

    private Pair pair(Session session, Instant now) {
        return new Pair(
                "SIM" + text(40),
                "SIMR" + text(40),
                now,
                now.plus(session.accessLife),
                now.plus(lifetimes.refreshToken()));
    }

    private record SocketToken(String text, Session session, Instant until) {}

    /** One login, kept through refreshes. */
    static final class Session {
        private final String id;
        private final String clientId;
        private final String ownerId;
        private final Duration accessLife;
        private String spentRefresh = "";
        private Pair pair = new Pair("", "", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

        private Session(String id, String clientId, String ownerId, Duration accessLife) {
            this.id = id;
            this.clientId = clientId;
            this.ownerId = ownerId;
            this.accessLife = accessLife;
        }

        String id() {
            return id;
        }

        String clientId() {
            return clientId;
        }

        String ownerId() {
            return ownerId;
        }

        Pair pair() {
            return pair;
        }
    }

    /** An access and a refresh token that were issued together. */
    static final class Pair {
        private final String access;
        private final String refresh;
        private final Instant issuedAt;
        private final Instant accessUntil;
        private final Instant refreshUntil;
        private Optional<Instant> usedAt = Optional.empty();

        private Pair(String access, String refresh, Instant issuedAt, Instant accessUntil, Instant refreshUntil) {
            this.access = access;
            this.refresh = refresh;
            this.issuedAt = issuedAt;
            this.accessUntil = accessUntil;
            this.refreshUntil = refreshUntil;
        }

        String access() {
            return access;
        }

        String refresh() {
            return refresh;
        }

        /** Seconds that are left, one short, as the platform says them. */
        long expiresIn(Instant now) {
            return Math.max(0, Duration.between(now, accessUntil).toSeconds() - 1);
        }

        long refreshExpiresIn(Instant now) {
            return Math.max(0, Duration.between(now, refreshUntil).toSeconds() - 1);
        }

        private void markUsed(Instant now) {
            if (usedAt.isEmpty()) {
                usedAt = Optional.of(now);
            }
        }

        private boolean stillRepeatable(Instant now) {
            return usedAt.map(used -> now.isBefore(used.plus(GRACE_AFTER_USE)))
                    .orElse(now.isBefore(issuedAt.plus(GRACE_UNUSED)));
        }
    }
}
