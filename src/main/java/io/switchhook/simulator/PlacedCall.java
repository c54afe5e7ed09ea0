package io.switchhook.simulator;

import io.switchhook.simulator.Company.Extension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A script with people, numbers and instants: the one truth from which both notification streams, the lists, the
 * presence answers and the log are derived, so that they cannot disagree except where the platform's do.
 *
 * @param number counts the calls of this simulator from 0
 * @param script what is played
 * @param sessions one or two telephony sessions
 * @param parties everybody, in order
 * @param moments every change, in order of time
 * @param listLag how far the active-calls list is behind, on the wall clock
 * @param logLag how long after the end the call log shows it, on the wall clock
 */
record PlacedCall(
        int number,
        Script script,
        List<Session> sessions,
        List<Party> parties,
        List<Moment> moments,
        java.time.Duration listLag,
        java.time.Duration logLag) {
    PlacedCall {
        sessions = List.copyOf(sessions);
        parties = List.copyOf(parties);
        moments = List.copyOf(moments);
    }

    Instant startedAt() {
        return moments.get(0).at();
    }

    Instant endedAt() {
        return moments.get(moments.size() - 1).at();
    }

    /** When both ends are up: a far end outside answers a moment before the caller's own leg (protocol.md 4.3.2, B). */
    Optional<Instant> answeredAt() {
        return script.answering().map(id -> {
            Instant far = answered(id);
            boolean outside = answeredBy().isEmpty();
            Instant near = outside ? answered(parties.get(0).role()) : far;
            return near.isAfter(far) ? near : far;
        });
    }

    private Instant answered(String role) {
        return moments.stream()
                .filter(moment -> moment.party().role().equals(role) && moment.says("Answered"))
                .map(Moment::at)
                .findFirst()
                .orElseThrow();
    }

    Optional<Extension> answeredBy() {
        return script.answering()
                .flatMap(id -> parties.stream()
                        .filter(party -> party.role().equals(id))
                        .findFirst()
                        .flatMap(Party::extension));
    }

    List<Moment> of(Party party) {
        return moments.stream().filter(moment -> moment.party().equals(party)).toList();
    }

    /** Where the party stood in telephony; empty before its first state. */
    Optional<String> codeAt(Party party, Instant at) {
        return last(of(party).stream()
                        .filter(moment ->
                                moment.code().isPresent() && !moment.at().isAfter(at))
                        .toList())
                .flatMap(Moment::code);
    }

    /** The last thing that presence said of the party's call; empty before it said anything. */
    Optional<Moment> presenceAt(Party party, Instant at) {
        return last(of(party).stream()
                .filter(moment -> moment.presence().isPresent() && !moment.at().isAfter(at))
                .toList());
    }

    private static Optional<Moment> last(List<Moment> moments) {
        return moments.isEmpty() ? Optional.empty() : Optional.of(moments.get(moments.size() - 1));
    }

    boolean isLive(Session session, Instant at) {
        List<Moment> own = moments.stream()
                .filter(moment -> moment.party().session().equals(session))
                .toList();
        return !own.get(0).at().isAfter(at) && own.get(own.size() - 1).at().isAfter(at);
    }

    /** The call as tests and people may know it. */
    CallTruth truth(Instant now) {
        Party caller = parties.get(0);
        List<CallTruth.PartyTruth> told = new ArrayList<>();
        for (Party party : parties) {
            List<CallTruth.StateAt> states = of(party).stream()
                    .filter(moment -> moment.code().isPresent())
                    .map(moment -> new CallTruth.StateAt(moment.code().orElseThrow(), moment.at()))
                    .toList();
            told.add(new CallTruth.PartyTruth(party.id(), party.extension().map(Extension::id), states));
        }
        return new CallTruth(
                number,
                script.name(),
                sessions.stream().map(Session::telephonySessionId).toList(),
                sessions.stream().map(Session::sessionId).toList(),
                script.direction(),
                caller.from().phoneNumber(),
                caller.to().phoneNumber(),
                answeredAt().isPresent(),
                answeredAt(),
                startedAt(),
                endedAt(),
                answeredBy().map(Extension::id),
                script.outcome(),
                told,
                !endedAt().isAfter(now));
    }

    /**
     * A telephony session.
     *
     * @param sessionId the legacy number
     * @param hex the common part of its other ids
     * @param serverId which machine serves it
     */
    record Session(String sessionId, String hex, String serverId) {
        String telephonySessionId() {
            return "s-" + hex;
        }
    }

    /**
     * Who takes part.
     *
     * @param role the party's id in the script
     * @param session where
     * @param number counted in the session from 1
     * @param extension whose, when it belongs to the account
     * @param direction {@code Outbound} for the calling party
     * @param from the caller as this party sees it
     * @param to the called as this party sees it
     * @param ringOutRole in a RingOut
     * @param legId the presence's own id of the call
     */
    record Party(
            String role,
            Session session,
            int number,
            Optional<Extension> extension,
            String direction,
            Address from,
            Address to,
            Optional<String> ringOutRole,
            String legId) {
        String id() {
            return "p-" + session.hex() + "-" + number;
        }

        boolean isUsers() {
            return extension.filter(Extension::isUser).isPresent();
        }

        boolean isQueueCall() {
            return isUsers()
                    && to.owner()
                            .filter(owner -> owner.type().equals("Department"))
                            .isPresent();
        }
    }

    /**
     * One end of the line as it is shown.
     *
     * @param phoneNumber E.164 or short
     * @param owner whose number it is
     */
    record Address(String phoneNumber, Optional<Extension> owner) {}

    /**
     * A change at an instant.
     *
     * @param at when
     * @param party whose
     * @param sequence the session's number of this change; 0 when telephony tells nothing
     * @param code telephony state
     * @param reason of a Disconnected
     * @param presence presence word
     * @param first whether it is the party's first state
     */
    record Moment(
            Instant at,
            Party party,
            long sequence,
            Optional<String> code,
            Optional<String> reason,
            Optional<String> presence,
            boolean first) {
        boolean says(String word) {
            return code.filter(word::equals).isPresent();
        }

        /** What presence calls it: a NoCall that is not the end is spelled like one that is. */
        String presenceWord() {
            return presence.orElse("NoCall").replace("?", "");
        }

        boolean isFinal() {
            return presence.filter("NoCall"::equals).isPresent();
        }
    }
}
