package io.switchhook.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What really happened in a call of the simulator, to compare a story with. All instants are of the wall clock, UTC.
 *
 * @param number counts the calls of this simulator from 0
 * @param script the name of its script
 * @param telephonySessionIds one, or two for a RingOut
 * @param sessionIds the legacy numbers in the same order
 * @param direction {@code inbound}, {@code outbound} or {@code internal}
 * @param from the caller's number
 * @param to the number that was called
 * @param answered whether a person, or the called outside number, answered
 * @param answeredAt when
 * @param startedAt the first change
 * @param endedAt the last change; in the future while the call is not over
 * @param answeredBy the extension id of the one who answered; empty when it was outside the account
 * @param outcome {@code answered}, {@code missed}, {@code canceled} or {@code voicemail}
 * @param parties everybody who takes part
 * @param over whether the call had ended when this was read
 */
public record CallTruth(
        int number,
        String script,
        List<String> telephonySessionIds,
        List<String> sessionIds,
        String direction,
        String from,
        String to,
        boolean answered,
        Optional<Instant> answeredAt,
        Instant startedAt,
        Instant endedAt,
        Optional<String> answeredBy,
        String outcome,
        List<PartyTruth> parties,
        boolean over) {
    /** Copies the lists in. */
    public CallTruth {
        telephonySessionIds = List.copyOf(telephonySessionIds);
        sessionIds = List.copyOf(sessionIds);
        parties = List.copyOf(parties);
    }

    /**
     * What one party went through, including changes that are still to come.
     *
     * @param id the party's id on the wire
     * @param extensionId whose; empty outside the account
     * @param states in order of time
     */
    public record PartyTruth(String id, Optional<String> extensionId, List<StateAt> states) {
        /** Copies the list in. */
        public PartyTruth {
            states = List.copyOf(states);
        }
    }

    /**
     * A state and when it began.
     *
     * @param state {@code Setup}, {@code Proceeding}, {@code Answered}, {@code Hold}, {@code VoiceMail} or
     *     {@code Disconnected}
     * @param at since when
     */
    public record StateAt(String state, Instant at) {}
}
