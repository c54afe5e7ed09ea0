package io.switchhook.ringcentral.push;

import java.time.Instant;
import java.util.Optional;

/**
 * One notification as it came, decrypted but not read.
 *
 * @param bytes the notification's JSON envelope {@code {uuid,event,timestamp,subscriptionId,ownerId,body}} (protocol.md
 *     4.1), or whatever came in its place; owned by the receiver
 * @param feed which feed heard it, for example {@code websocket}
 * @param heardAt when it came, our clock
 * @param memory what the feed wants back after a restart to resume behind this notification, opaque to everybody
 *     else; kept only after the notification is durable
 */
public record Delivery(byte[] bytes, String feed, Instant heardAt, Optional<String> memory) {}
