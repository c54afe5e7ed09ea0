package io.switchhook.call.rules;

import io.switchhook.call.CallEvent.NumberGap;
import io.switchhook.call.Evidence.SessionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the reports of one session back in order.
 *
 * <p>Numbers start at 2 and leave no gaps over all parties when the account is watched as a whole (protocol.md 5.1).
 * So a report waits only while a smaller number is missing, and only so long; then the session goes on and the gap is
 * named. A number below the frontier is late: it is passed on at once, to be put in its place.
 */
final class SessionOrder {
    /** The first number ever delivered is 2 (protocol.md 4.3.2). */
    private static final long BEFORE_FIRST = 1;

    /** The session's key. */
    final String session;

    private List<SessionReport> held = List.of();
    private long frontier = BEFORE_FIRST;
    private Optional<NumberGap> gap = Optional.empty();
    private boolean anyGap;
    private long passed = BEFORE_FIRST;
    private boolean afterGap;

    SessionOrder(String session) {
        this.session = session;
    }

    /** Takes a report. False when the same one is waiting already. */
    boolean take(SessionReport report) {
        int place = held.size();
        while (place > 0 && held.get(place - 1).number() > report.number()) {
            place--;
        }
        if (place > 0 && isSame(held.get(place - 1), report)) {
            return false;
        }
        held = held.isEmpty() ? new ArrayList<>(1) : held;
        held.add(place, report);
        return true;
    }

    /** Passes a report on that need not wait and that none is to go before. False where {@link #take} is to have it. */
    boolean passes(SessionReport report, RulesConfig config) {
        boolean passes = held.isEmpty() && isInPlace(report, config);
        if (passes) {
            pass(report, true);
        }
        return passes;
    }

    private boolean isInPlace(SessionReport report, RulesConfig config) {
        return !config.accountWide() || report.number() <= frontier + 1;
    }

    private static boolean isSame(SessionReport one, SessionReport other) {
        return one.number() == other.number() && partyOf(one).equals(partyOf(other));
    }

    private static String partyOf(SessionReport report) {
        return report.parties().isEmpty() ? "" : report.parties().get(0).id();
    }

    /** The next report in order, if it need not wait at this time. */
    Optional<SessionReport> next(long now, RulesConfig config) {
        if (held.isEmpty()) {
            return Optional.empty();
        }
        SessionReport first = held.get(0);
        boolean inPlace = isInPlace(first, config);
        if (!inPlace && due(config) > now && held.size() <= RulesConfig.HELD_MAX) {
            return Optional.empty();
        }
        held.remove(0);
        held = held.isEmpty() ? List.of() : held;
        pass(first, inPlace);
        return Optional.of(first);
    }

    private void pass(SessionReport report, boolean inPlace) {
        gap = inPlace ? Optional.empty() : Optional.of(new NumberGap(frontier + 1, report.number() - 1));
        anyGap |= !inPlace;
        frontier = Math.max(frontier, report.number());
        afterGap = report.number() > passed + 1;
        passed = Math.max(passed, report.number());
    }

    /** The numbers that were missing before the report that {@link #next} gave last. */
    Optional<NumberGap> gap() {
        return gap;
    }

    /** Whether the report that {@link #next} gave last skips numbers, whether or not that was worth waiting for. */
    boolean isAfterGap() {
        return afterGap;
    }

    /** Whether nothing is missing: every number was there and none waits. */
    boolean isWhole() {
        return !anyGap && held.isEmpty();
    }

    boolean isHeld(SessionReport report) {
        return held.contains(report);
    }

    /** The numbers that a waiting report waits for, for a person. */
    String missingBefore(SessionReport report) {
        long expected = frontier + 1;
        StringBuilder missing = new StringBuilder();
        for (SessionReport other : held) {
            if (other.number() > expected) {
                missing.append(missing.isEmpty() ? "#" : ", #").append(expected);
                missing.append(other.number() > expected + 1 ? " to #" + (other.number() - 1) : "");
            }
            if (other.equals(report)) {
                break;
            }
            expected = Math.max(expected, other.number() + 1);
        }
        return missing.toString();
    }

    boolean isHolding() {
        return !held.isEmpty();
    }

    /** When the oldest waiting report need wait no longer; {@code Long.MAX_VALUE} for none. */
    long due(RulesConfig config) {
        long due = Long.MAX_VALUE;
        for (SessionReport report : held) {
            due = Math.min(due, dueOf(report, config));
        }
        return due;
    }

    private static long dueOf(SessionReport report, RulesConfig config) {
        return report.provenance().heardAt().toEpochMilli() + config.gapWait().toMillis();
    }
}
