package io.switchhook.call;

import java.util.List;
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
 * @param ringOutRole {@code Initiator} or {@code Target} of a RingOut or a RingMe
 * @param more what few reports have
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
        Optional<String> ringOutRole,
        More more) {
    /**
     * A party of which nothing rare is said.
     *
     * @param id the party's id
     * @param extensionId its extension
     * @param direction calling or called
     * @param from the calling end
     * @param to the called end
     * @param state where it stands
     * @param kind what it has become
     * @param reason the provider's reason
     * @param peerSession the session that continues it
     * @param queue whether it is offered a call of a queue
     * @param ringOutRole its role in a RingOut
     */
    public Party(
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
            Optional<String> ringOutRole) {
        this(id, extensionId, direction, from, to, state, kind, reason, peerSession, queue, ringOutRole, More.NONE);
    }

    /**
     * What few reports have.
     *
     * @param peerParty the party that continues this one after a move
     * @param parkedAt where it is parked: an orbit such as {@code *801}, or a park location's id
     * @param recordings its recordings, absent when the report says nothing of any
     */
    public record More(Optional<String> peerParty, Optional<String> parkedAt, Optional<List<Recording>> recordings) {
        /** Nothing of it. */
        public static final More NONE = new More(Optional.empty(), Optional.empty(), Optional.empty());

        /** Copies the list. */
        public More {
            recordings = recordings.map(List::copyOf);
        }
    }

    /**
     * One recording of a party.
     *
     * @param id the recording's id
     * @param active false while it is paused
     */
    public record Recording(String id, boolean active) {}
}
