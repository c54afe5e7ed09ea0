package io.switchhook.call.rules;

import io.switchhook.call.Certainty;
import io.switchhook.call.Evidence.SessionLook;
import io.switchhook.call.LegState;
import io.switchhook.call.Party;
import io.switchhook.call.rules.Mark.Source;
import io.switchhook.call.rules.Mark.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a session's status adds to a call in doubt: the steps whose reports were lost. It has no times of its own, so a
 * step counts from the moment of the answer, and an end from when a look first lacked the call.
 */
final class Verification {
    private final CallTrack track;
    private final SessionLook report;
    private final Turn turn;

    Verification(CallTrack track, SessionLook report, Turn turn) {
        this.track = track;
        this.report = report;
        this.turn = turn;
    }

    /** True when it showed a leg elsewhere than where its story stood. */
    boolean repair() {
        boolean news = false;
        for (Party party : report.parties()) {
            LegState was = stateOf(party);
            boolean strange = was == null && party.state().isOver();
            boolean step =
                    was != party.state() && LegTable.cell(was, party.state()).believed();
            if (step && !strange) {
                news |= add(party);
            }
        }
        return news;
    }

    private LegState stateOf(Party party) {
        for (LegStory leg : track.story().legs()) {
            if (leg.leg.id().equals(party.id())) {
                return leg.state;
            }
        }
        return null;
    }

    private boolean add(Party party) {
        LegTrack leg = track.legs().of(party, Optional.empty());
        Mark mark = new Mark(leg, stamp(party), party.state(), true).between(party.from(), party.to());
        mark.kind = party.kind();
        mark.reason = party.reason();
        mark.peer = party.peerSession().filter(peer -> !peer.equals(report.telephonySessionId()));
        mark.more = party.more();
        party.reason().ifPresent(turn.decision()::meet);
        return track.add(mark, Optional.empty(), turn);
    }

    private Stamp stamp(Party party) {
        Instant heardAt = report.provenance().heardAt();
        boolean dated = party.state().isOver() && track.absences > 0;
        long at = Math.max(
                dated ? track.absentSince : heardAt.toEpochMilli(),
                track.story().last().at);
        return new Stamp(Source.LOOK, "look", 0, at, Certainty.RECONCILED, report.provenance());
    }

    /** Whether a session's every party is over: then it is, although the platform still knows it. */
    static boolean isOver(List<Party> parties) {
        return !parties.isEmpty()
                && parties.stream().allMatch(party -> party.state().isOver());
    }
}
