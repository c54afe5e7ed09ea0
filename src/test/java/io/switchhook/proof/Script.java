package io.switchhook.proof;

import io.switchhook.call.CallState;
import io.switchhook.call.LegState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of call: who takes part, what each does and when, and the truth. Read from {@code scripts.txt}, whose head
 * explains the form.
 *
 * @param kind its name
 * @param from who calls: a part, {@code outside}, {@code anonymous}
 * @param to what is dialled: {@code main}, a part, {@code outside}
 * @param origin the provider's word for how it came about
 * @param joined whether its sessions are one call, as those of a RingOut are
 * @param seats who takes part, by key: session letter and party number
 * @param steps what happens, in order
 * @param truths what a good story says, by view and call
 */
record Script(
        String kind,
        String from,
        String to,
        String origin,
        boolean joined,
        Map<String, Seat> seats,
        List<Step> steps,
        List<Claim> truths) {

    /** The letters of its sessions, in order. */
    List<String> sessions() {
        return seats.values().stream().map(Seat::session).distinct().toList();
    }

    /** The call that a session is part of. */
    String callOf(String session) {
        return joined ? "a" : session;
    }

    /** What a story of one call says, seen through one kind of source; empty where it cannot be seen at all. */
    Optional<Claim> truth(View view, String call) {
        String word = view == View.PRESENCE ? "presence" : view == View.NARROW ? "narrow" : "truth";
        Optional<Claim> own = claim(word, call);
        return (own.isPresent() ? own : claim("truth", call))
                .filter(claim -> !claim.direction().equals("none"));
    }

    private Optional<Claim> claim(String view, String call) {
        return truths.stream()
                .filter(claim -> claim.view().equals(view) && claim.call().equals(call))
                .findFirst();
    }

    /**
     * One party.
     *
     * @param key {@code a1}, {@code b2}
     * @param session its letter
     * @param number counts parties in order of creation
     * @param calls whether it is a calling party
     * @param who a person's letter, {@code outside}, {@code menu}, {@code queue}, {@code park}
     * @param options {@code queue}, {@code role}, {@code to}, {@code sid}, …
     */
    record Seat(String key, String session, int number, boolean calls, String who, Map<String, String> options) {
        boolean isPerson() {
            return who.length() == 1;
        }

        boolean isInside() {
            return !who.startsWith("outside") && !who.equals("anonymous");
        }
    }

    /**
     * One step.
     *
     * @param leastMs least wait after the step before
     * @param mostMs most
     * @param seat the party that a session report speaks of; empty when only presence changes
     * @param code its status code
     * @param more {@code reason}, {@code peer}, …
     * @param marks what it means for calls, by call
     * @param shows what presence shows then
     */
    record Step(
            int leastMs,
            int mostMs,
            Optional<String> seat,
            String code,
            Map<String, String> more,
            Map<String, CallState> marks,
            List<Show> shows) {}

    /**
     * One change of an extension's presence.
     *
     * @param seat whose extension
     * @param status the presence's word
     * @param termination {@code final}, {@code intermediate} or empty
     * @param seenThrough whether a good story does not tell it
     * @param state what it means for the call where presence alone is heard
     * @param always whether it means so where sessions are heard too
     */
    record Show(
            String seat,
            String status,
            String termination,
            boolean seenThrough,
            Optional<CallState> state,
            boolean always) {}

    /** What a story says: by view and call, direction, outcome and who answered (a letter, {@code outside}, {@code -}). */
    record Claim(String view, String call, String direction, String outcome, String answeredBy) {}

    /** The leg state behind a session's status code (protocol.md 4.3.1, vocabulary.md); empty for undocumented ones. */
    static Optional<LegState> stateOf(String code) {
        return switch (code) {
            case "Setup" -> Optional.of(LegState.INITIATED);
            case "Proceeding" -> Optional.of(LegState.ALERTING);
            case "Answered", "VoiceMail", "VMScreening", "FaxReceive" -> Optional.of(LegState.CONNECTED);
            case "Hold" -> Optional.of(LegState.HELD);
            case "Parked" -> Optional.of(LegState.PARKED);
            case "Gone" -> Optional.of(LegState.REPLACED);
            case "Disconnected" -> Optional.of(LegState.ENDED);
            default -> Optional.empty();
        };
    }

    /** The leg state behind a presence's word (protocol.md 4.2.1). */
    static LegState shown(String status) {
        return switch (status) {
            case "Ringing" -> LegState.ALERTING;
            case "CallConnected" -> LegState.CONNECTED;
            case "OnHold" -> LegState.HELD;
            case "ParkedCall" -> LegState.PARKED;
            case "NoCall" -> LegState.ENDED;
            default -> throw new IllegalArgumentException("Expected a telephony status, but it is " + status);
        };
    }
}
