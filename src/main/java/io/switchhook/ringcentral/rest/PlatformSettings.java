package io.switchhook.ringcentral.rest;

import io.switchhook.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Which platform, as whom, and how patiently.
 *
 * @param server scheme, host and port of the REST API; a path is not used
 * @param clientId the app's client id
 * @param clientSecret the app's client secret
 * @param jwt the user's JWT credential (protocol.md 1.1)
 * @param userAgent {@code AppName/1.2.3 (details)}, the same in all requests of an instance (protocol.md 2.1)
 * @param connectTimeout longest wait for a connection; 10 s. Chosen: three lost SYN packets
 * @param answerTimeout longest wait from asking to the last byte; 60 s. Chosen: the platform's gateways give up before
 * @param tokenLifeShare at which share of its life a token is renewed; 0.8, as the vendor's websocket extension does
 *     (protocol.md 1.5)
 * @param bodyBytesMax longest accepted answer; 32 MiB. Chosen: a page of 1,000 detailed call-log records is below 5 MiB
 * @param requests how failed requests are repeated
 * @param logins how refused logins are spaced
 * @param quota how rate limits are kept
 */
public record PlatformSettings(
        URI server,
        String clientId,
        Secret clientSecret,
        Secret jwt,
        String userAgent,
        Duration connectTimeout,
        Duration answerTimeout,
        double tokenLifeShare,
        int bodyBytesMax,
        Backoff requests,
        Backoff logins,
        QuotaSettings quota) {
    /** Checks the ranges. */
    public PlatformSettings {
        String scheme = server.getScheme() == null ? "" : server.getScheme().toLowerCase(Locale.ROOT);
        Settings.check(
                (scheme.equals("https") || scheme.equals("http")) && server.getHost() != null,
                "a server like https://platform.ringcentral.com",
                server);
        Settings.check(!clientId.isBlank(), "a client id", "blank");
        Settings.check(connectTimeout.toMillis() > 0, "a connect timeout above 0 ms", connectTimeout);
        Settings.check(answerTimeout.toMillis() > 0, "an answer timeout above 0 ms", answerTimeout);
        Settings.check(tokenLifeShare > 0 && tokenLifeShare < 1, "a share between 0 and 1", tokenLifeShare);
        Settings.check(bodyBytesMax > 0, "an answer limit above 0 bytes", bodyBytesMax);
    }

    /**
     * The settings for everyday use.
     *
     * @param server scheme, host and port of the REST API
     * @param clientId the app's client id
     * @param clientSecret the app's client secret
     * @param jwt the user's JWT credential
     * @param version Switchhook's version, for the user agent
     * @return settings with every default
     */
    public static PlatformSettings of(URI server, String clientId, Secret clientSecret, Secret jwt, String version) {
        return new PlatformSettings(
                server,
                clientId,
                clientSecret,
                jwt,
                "Switchhook/" + version + " (Java " + Runtime.version().feature() + ")",
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                0.8,
                32 * 1024 * 1024,
                Backoff.REQUESTS,
                Backoff.LOGINS,
                QuotaSettings.DEFAULTS);
    }

    /**
     * The same with another repetition policy, for callers that rather know at once ({@code doctor}) and for tests.
     *
     * @param policy how failed requests are repeated
     * @return changed settings
     */
    public PlatformSettings withRequests(Backoff policy) {
        return new PlatformSettings(
                server,
                clientId,
                clientSecret,
                jwt,
                userAgent,
                connectTimeout,
                answerTimeout,
                tokenLifeShare,
                bodyBytesMax,
                policy,
                logins,
                quota);
    }

    boolean isTls() {
        return "https".equalsIgnoreCase(server.getScheme());
    }

    int port() {
        int standard = isTls() ? 443 : 80;
        return server.getPort() < 0 ? standard : server.getPort();
    }
}
