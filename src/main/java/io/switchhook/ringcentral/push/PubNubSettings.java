package io.switchhook.ringcentral.push;

/**
 * Where PubNub is, and as whom the SDK shows itself there.
 *
 * @param origin host, or {@code host:port}, of the service; {@code ps.pndsn.com} (the SDK's default)
 * @param secure whether to speak TLS; false only for simulators
 * @param userId constant over restarts, for example account and feed name, because PubNub counts users
 */
public record PubNubSettings(String origin, boolean secure, String userId) {}
