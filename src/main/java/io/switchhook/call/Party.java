package io.switchhook.call;

import java.util.Optional;

/**
 * What a report says of one party of a session at one moment (protocol.md 4.3.1).
 *
 * @param id the party's id, {@code p-…-N}
 * @param extensionId the extension it belongs to; absent for the outside
 * @param direction calling or called
 * @param from the calling end as this party sees it
 * @param to the called end as this party sees it
 * @param state where it stands
 * @param kind what it has become, where the status tells: a mailbox, a fax reception
 * @param reason the provider's reason for an end or a move, unchanged
 * @param peerSession the telephony session that continues this party after a move
 * @param queue whether the party is offered a call of a queue
 * @param ringOutRole {@code Initiator} or {@code Target} of a RingOut
 */
public record Party(
        String id,
        Optional<String> extensionId,
        LegDirection direction,
        Endpoint from,
        Endpoint to,
        LegState state,
        Optional<LegKind> kind,
        Optional<String> reason,
        Optional<String> peerSession,
        boolean queue,
        Optional<String> ringOutRole) {}
