package io.switchhook.call.rules;

import io.switchhook.call.Endpoint;
import io.switchhook.call.Evidence.SessionReport;
import io.switchhook.call.LegDirection;
import io.switchhook.call.Party;
import io.switchhook.call.rules.RingOutPairs.Half;
import java.util.List;
import java.util.Optional;

/** What a telephony session's report means: which call, and in which place of its order. */
final class SessionJudge {
    private static final String RING_OUT = "RingOut";
    private static final String RING_ME = "RingMe";

    private final Registry registry;

    SessionJudge(Registry registry) {
        this.registry = registry;
    }

    List<CallTrack> judge(SessionReport report, Turn turn) {
        Optional<String> key = Optional.of(report.telephonySessionId());
        Optional<CallTrack> known = registry.find(key, report.sessionId());
        if (known.isEmpty() && registry.isForgotten(key, report.sessionId())) {
            turn.decision()
                    .refuse(new Refusal(Refusal.Reason.TOO_OLD, report.telephonySessionId(), report.provenance()));
            return List.of();
        }
        Party party = report.parties().isEmpty() ? null : report.parties().get(0);
        Endpoint from = party == null ? Endpoint.UNKNOWN : party.from();
        Endpoint to = party == null ? Endpoint.UNKNOWN : party.to();
        boolean ringOut = report.origin().equals(RING_OUT) || report.origin().equals(RING_ME);
        Optional<CallTrack> twin = ringOut ? registry.twinOf(half(report, party, from, to)) : Optional.empty();
        Optional<CallTrack> found = registry.trackOf(report, known, twin);
        if (found.isEmpty()) {
            return List.of();
        }
        CallTrack track = found.get();
        track.between(from, to);
        if (ringOut) {
            track.becomeRingOut();
        }
        registry.tie(track, report, turn);
        if (!track.take(report, turn)) {
            turn.decision().refuse(new Refusal(Refusal.Reason.DUPLICATE, track.id(), report.provenance()));
        }
        return List.of(track);
    }

    private static Half half(SessionReport report, Party party, Endpoint from, Endpoint to) {
        return new Half(
                report.sessionId(),
                from,
                to,
                party == null ? Optional.empty() : party.extensionId(),
                party == null ? LegDirection.INBOUND : party.direction());
    }
}
