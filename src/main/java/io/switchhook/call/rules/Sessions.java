package io.switchhook.call.rules;

import io.switchhook.call.CallEvent.NumberGap;
import io.switchhook.call.Certainty;
import io.switchhook.call.Evidence.SessionReport;
import io.switchhook.call.Party;
import io.switchhook.call.rules.Mark.Source;
import io.switchhook.call.rules.Mark.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The telephony sessions of one call, two for a RingOut, each with an order of its own. */
final class Sessions {
    private final CallTrack track;
    private final RulesConfig config;
    private final List<SessionOrder> orders = new ArrayList<>(1);
    private List<String> keys = List.of();

    Sessions(CallTrack track, RulesConfig config) {
        this.track = track;
        this.config = config;
    }

    /** True when it was not known. */
    boolean know(String key) {
        if (of(key) != null) {
            return false;
        }
        orders.add(new SessionOrder(key));
        keys = orders.stream().map(order -> order.session).toList();
        return true;
    }

    /** Null for a session that is not known. */
    private SessionOrder of(String key) {
        for (int i = 0; i < orders.size(); i++) {
            if (orders.get(i).session.equals(key)) {
                return orders.get(i);
            }
        }
        return null;
    }

    int size() {
        return orders.size();
    }

    Optional<String> first() {
        return orders.isEmpty() ? Optional.empty() : Optional.of(orders.get(0).session);
    }

    /** Their keys, the first first; the same list as long as there is no other. */
    List<String> keys() {
        return keys;
    }

    /** Takes a report. False when it was known. */
    boolean take(SessionReport report, Turn turn) {
        SessionOrder order = of(report.telephonySessionId());
        if (order.passes(report, config)) {
            return apply(report, order, turn);
        }
        boolean news = order.take(report) && release(order, turn);
        if (turn.decision().isExplained() && order.isHeld(report)) {
            turn.decision()
                    .because(
                            Rule.WAITS_FOR_NUMBER,
                            track,
                            "#" + report.number() + " waits for " + order.missingBefore(report) + ", until "
                                    + Instant.ofEpochMilli(order.due(config)));
        }
        return news;
    }

    /** Lets those go on that waited long enough. */
    void advance(Turn turn) {
        for (SessionOrder order : orders) {
            if (order.due(config) <= turn.now()) {
                release(order, turn);
            }
        }
    }

    private boolean release(SessionOrder order, Turn turn) {
        boolean news = false;
        boolean any = false;
        for (Optional<SessionReport> next = order.next(turn.now(), config);
                next.isPresent();
                next = order.next(turn.now(), config)) {
            news |= apply(next.get(), order, turn);
            any = true;
        }
        return news || !any;
    }

    private boolean apply(SessionReport report, SessionOrder order, Turn turn) {
        boolean news = false;
        if (turn.decision().isExplained() && order.gap().isPresent()) {
            NumberGap gap = order.gap().get();
            turn.decision().because(Rule.GAP_GIVEN_UP, track, "went on without " + gap.from() + " to " + gap.to());
        }
        Stamp stamp = new Stamp(
                Source.SESSION,
                order.session,
                report.number(),
                report.at().toEpochMilli(),
                Certainty.OBSERVED,
                report.provenance());
        for (Party party : report.parties()) {
            track.noticeQueue(party, turn);
            LegTrack leg = track.legs().of(party, report.sessionId());
            Mark mark = new Mark(leg, stamp, party.state(), true).between(party.from(), party.to());
            mark.kind = party.kind();
            mark.reason = party.reason();
            mark.peer = party.peerSession().filter(peer -> !peer.equals(report.telephonySessionId()));
            mark.more = party.more();
            mark.afterGap = order.isAfterGap();
            boolean fresh = track.add(mark, order.gap(), turn);
            if (fresh && party.reason().isPresent()) {
                turn.decision().meet(party.reason().get());
            }
            news |= fresh;
        }
        return news;
    }

    /** Whether a report waits for an earlier one. */
    boolean isHolding() {
        for (SessionOrder order : orders) {
            if (order.isHolding()) {
                return true;
            }
        }
        return false;
    }

    /** Whether no number of any session is missing. */
    boolean isWhole() {
        for (SessionOrder order : orders) {
            if (!order.isWhole()) {
                return false;
            }
        }
        return true;
    }

    /** When the next report need wait no longer, milliseconds of the epoch; {@code Long.MAX_VALUE} for none. */
    long due() {
        long due = Long.MAX_VALUE;
        for (SessionOrder order : orders) {
            due = Math.min(due, order.due(config));
        }
        return due;
    }
}
