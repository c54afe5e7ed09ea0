package io.switchhook.call;

import java.time.Instant;
import java.util.Optional;

/**
 * One call in an extension's presence (protocol.md 4.2.1).
 *
 * @param telephonySessionId the session; absent before 2019 and in reduced forms
 * @param sessionId the older numeric id; {@code 0} for conferences, so never a key by itself
 * @param partyId the extension's party, where given
 * @param direction seen from the watched extension
 * @param from the calling end
 * @param to the called end; may be empty on the last report
 * @param state where the extension's leg stands
 * @param last whether an end is final ({@code terminationType: final}); an end without it may be transitional
 * @param startedAt when the call began
 * @param queue whether it is a call of a queue
 * @param owner the extension on whose behalf it is made or taken, where that is another one
 */
public record ActiveCall(
        Optional<String> telephonySessionId,
        Optional<String> sessionId,
        Optional<String> partyId,
        LegDirection direction,
        Endpoint from,
        Endpoint to,
        LegState state,
        boolean last,
        Optional<Instant> startedAt,
        boolean queue,
        Optional<String> owner) {
    /**
     * A call of the watched extension itself.
     *
     * @param telephonySessionId the session
     * @param sessionId the older numeric id
     * @param partyId the extension's party
     * @param direction seen from the watched extension
     * @param from the calling end
     * @param to the called end
     * @param state where the extension's leg stands
     * @param last whether an end is final
     * @param startedAt when the call began
     * @param queue whether it is a call of a queue
     */
    public ActiveCall(
            Optional<String> telephonySessionId,
            Optional<String> sessionId,
            Optional<String> partyId,
            LegDirection direction,
            Endpoint from,
            Endpoint to,
            LegState state,
            boolean last,
            Optional<Instant> startedAt,
            boolean queue) {
        this(
                telephonySessionId,
                sessionId,
                partyId,
                direction,
                from,
                to,
                state,
                last,
                startedAt,
                queue,
                Optional.empty());
    }
}
