package io.switchhook.config;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One account of the platform and how to listen to it.
 *
 * @param name label that events carry; {@code name}, required, lower-case letters, digits and {@code -}
 * @param server the platform; {@code server}, {@code https://platform.ringcentral.com}; {@code http} for a simulator
 *     on a loopback address only; without a path and without a slash at the end
 * @param clientId the application's id; {@code clientId}, required
 * @param clientSecret the application's secret; {@code clientSecret}, required
 * @param jwt the assertion of the user in whose name the daemon works; {@code jwt}, required
 * @param transports how notifications arrive, in the order of the file; {@code transports}, {@code [websocket]}.
 *     Several are merged and repeats dropped
 * @param watch whose calls to follow; {@code watch}, the whole account
 * @param country for numbers written without one, two letters (ISO 3166); {@code country}, {@code US}
 * @param ownNumbers numbers of the account, which nobody is looked up for; {@code ownNumbers}, none. One that ends with
 *     {@code *} is the begin of a block
 * @param pubnub how PubNub is reached; {@code pubnub}
 * @param publicUrl where the platform reaches our webhook, without a slash at the end; {@code webhook.publicUrl},
 *     required when {@code transports} has {@code webhook}
 */
public record AccountSettings(
        String name,
        URI server,
        String clientId,
        Secret clientSecret,
        Secret jwt,
        Set<Transport> transports,
        Watch watch,
        String country,
        List<String> ownNumbers,
        Pubnub pubnub,
        Optional<URI> publicUrl) {
    /** Copies the set and keeps its order. */
    public AccountSettings {
        ownNumbers = List.copyOf(ownNumbers);
        transports = Collections.unmodifiableSet(new LinkedHashSet<>(transports));
    }

    /** A way for notifications to arrive. */
    public enum Transport {
        /** The platform's own WebSocket. */
        WEBSOCKET,
        /** Channels of PubNub, encrypted. */
        PUBNUB,
        /** Requests of the platform to our HTTP server. */
        WEBHOOK
    }

    /**
     * Whose calls to follow.
     *
     * @param extensions numbers or ids of extensions, digits only; empty for the whole account
     */
    public record Watch(List<String> extensions) {
        /** Every extension of the account. */
        public static final Watch ACCOUNT = new Watch(List.of());

        /** Copies the list. */
        public Watch {
            extensions = List.copyOf(extensions);
        }

        /**
         * Whether the whole account is followed.
         *
         * @return true when no extension is named
         */
        public boolean isWholeAccount() {
            return extensions.isEmpty();
        }
    }

    /**
     * How PubNub is reached.
     *
     * @param origin host, with a port or without; {@code pubnub.origin}, {@code ps.pndsn.com}, the SDK's own default
     * @param secure whether by TLS; {@code pubnub.secure}, true; false for a simulator
     */
    public record Pubnub(String origin, boolean secure) {}
}
