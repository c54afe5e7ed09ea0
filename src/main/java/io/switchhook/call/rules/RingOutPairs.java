package io.switchhook.call.rules;

import io.switchhook.call.Endpoint;
import io.switchhook.call.LegDirection;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the other half of a two-legged RingOut: two sessions whose numeric ids differ by one to four thousand and whose
 * numbers are crossed are one call (protocol.md 4.4, 5.3).
 */
final class RingOutPairs {
    private static final long STEP = 1_000;
    private static final long STEPS_MAX = 4;
    private static final int DIGITS_MAX = 18;

    private final Map<String, CallTrack> byNumericSession;

    RingOutPairs(Map<String, CallTrack> byNumericSession) {
        this.byNumericSession = byNumericSession;
    }

    /**
     * The call of which a new session is the other half.
     *
     * @param told whether the session itself says that it is a RingOut; else the numbers must be known to be crossed,
     *     unless the other half says so
     */
    Optional<CallTrack> twin(Half half, boolean told) {
        Optional<String> sessionId = half.sessionId();
        if (byNumericSession.isEmpty() || sessionId.isEmpty() || !isNumber(sessionId.get())) {
            return Optional.empty();
        }
        // Ids end in a site suffix of three digits, so that neighbouring sessions differ in the thousands.
        long number = Long.parseLong(sessionId.get());
        for (long distance = -STEPS_MAX; distance <= STEPS_MAX; distance++) {
            CallTrack track = byNumericSession.get(Long.toString(number + distance * STEP));
            if (distance != 0 && track != null && track.sessionIds().size() == 1 && isOther(track, half, told)) {
                return Optional.of(track);
            }
        }
        return Optional.empty();
    }

    private static boolean isOther(CallTrack track, Half half, boolean told) {
        return isCrossed(track, half.from(), half.to(), told)
                || isTurnedRound(track, half)
                || isCrossedAsFarAsKnown(track, half);
    }

    /**
     * The last report of a half may lack whom it called, and be heard first. Then one extension is called in the one
     * half and calls in the other, and what is known is crossed.
     */
    private static boolean isCrossedAsFarAsKnown(CallTrack track, Half half) {
        boolean calls = half.direction() == LegDirection.OUTBOUND;
        boolean crossed = calls
                ? !isKnown(half.to()) && isSame(track.called(), half.from())
                : !isKnown(track.called()) && isSame(track.caller(), half.to());
        return crossed && isAtOtherEnd(track, half);
    }

    /** The same ends, but one extension both calls and is called: the platform turned one half round. */
    private static boolean isTurnedRound(CallTrack track, Half half) {
        boolean same = isSame(track.caller(), half.from()) && isSame(track.called(), half.to());
        return same && isAtOtherEnd(track, half);
    }

    /** The extension that reports the one half calls in it and is called in the other, or the other way round. */
    private static boolean isAtOtherEnd(CallTrack track, Half half) {
        if (half.extension().isEmpty()) {
            return false;
        }
        for (LegTrack leg : track.legs().all()) {
            if (leg.isAt(half.extension().get()) && leg.direction != half.direction()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCrossed(CallTrack track, Endpoint from, Endpoint to, boolean told) {
        Endpoint caller = track.caller();
        Endpoint called = track.called();
        boolean crossed = isSame(caller, to) && isSame(called, from);
        if (!told && !track.isRingOut()) {
            return crossed;
        }
        // The platform may have turned the first half round (complaints.md 0.1), and one number has several forms.
        boolean known = isKnown(caller) && isKnown(called) && isKnown(from) && isKnown(to);
        return !known || isSame(caller, to) || isSame(called, from) || (isSame(caller, from) && isSame(called, to));
    }

    private static boolean isKnown(Endpoint end) {
        return end.number().isPresent();
    }

    private static boolean isSame(Endpoint one, Endpoint other) {
        return isKnown(one)
                && isKnown(other)
                && one.number().get().key().equals(other.number().get().key());
    }

    private static boolean isNumber(String sessionId) {
        for (int i = 0; i < sessionId.length(); i++) {
            if (!Character.isDigit(sessionId.charAt(i))) {
                return false;
            }
        }
        return !sessionId.isEmpty() && sessionId.length() <= DIGITS_MAX;
    }

    /**
     * What a report says of the session that may be the other half.
     *
     * @param sessionId its older id
     * @param from the calling end
     * @param to the called end
     * @param extension the extension that reports it
     * @param direction seen from that extension
     */
    record Half(
            Optional<String> sessionId,
            Endpoint from,
            Endpoint to,
            Optional<String> extension,
            LegDirection direction) {}
}
