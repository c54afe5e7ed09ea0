package io.switchhook.call.rules;

import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import io.switchhook.call.LegKind;
import io.switchhook.call.PhoneNumber;
import java.util.Optional;
import java.util.Set;

/**
 * Which way a call goes, seen from the account, and who is outside.
 *
 * <p>A report's direction is technical: an outside caller's leg is outbound (complaints.md 0.3). What counts is at
 * which ends there are extensions of the account.
 */
final class Directions {
    /** Longest short number of an extension; shorter than any subscriber number with its area code. */
    private static final int SHORT_MAX = 6;

    /** Emergency numbers of some countries, tests of them, and crisis lines, beside those that end in 11. */
    private static final Set<String> SERVICES = Set.of("000", "112", "119", "933", "988", "999");

    private Directions() {}

    static Direction of(Story story) {
        boolean callerInside = isInside(story, false);
        boolean calleeInside = isInside(story, true);
        if (story.isRingOut()) {
            return isInside(called(story)) ? Direction.INTERNAL : Direction.OUTBOUND;
        }
        if (story.isConference() && callerInside) {
            return isOutsideAt(story, true) ? Direction.OUTBOUND : Direction.INTERNAL;
        }
        if (callerInside) {
            return calleeInside ? Direction.INTERNAL : Direction.OUTBOUND;
        }
        return calleeInside ? Direction.INBOUND : Direction.UNKNOWN;
    }

    /** Whether an end is of the account. A leg of that end knows best; else what the other end says of it. */
    private static boolean isInside(Story story, boolean calledEnd) {
        boolean known = false;
        boolean said = false;
        for (LegStory leg : story.parties()) {
            if (!calledEnd && isLatecomer(story, leg)) {
                continue;
            }
            if (leg.isInbound() == calledEnd) {
                known |= leg.newest.source != Mark.Source.LOOK;
                if (leg.leg.extensionId.isPresent()) {
                    return true;
                }
            }
            Endpoint end = calledEnd ? leg.called : leg.caller;
            said |= leg.isInbound() == calledEnd ? end.extensionId().isPresent() : isInside(end);
        }
        return said && (!known || !isOutsideAt(story, calledEnd));
    }

    /**
     * A calling leg that only presence shows, and only after somebody answered a caller from outside: who makes it did
     * not make the call, but came to listen or to talk along.
     */
    private static boolean isLatecomer(Story story, LegStory leg) {
        boolean late = !leg.isInbound() && leg.leg.own.isEmpty() && story.answeredAt.isPresent();
        if (!late || leg.leg.lookedOnly || leg.since() <= story.answeredAt.get().toEpochMilli()) {
            return false;
        }
        for (LegStory other : story.parties()) {
            if (other.isInbound() && other.caller.number().isPresent() && !isInside(other.caller)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutsideAt(Story story, boolean calledEnd) {
        for (LegStory leg : story.parties()) {
            if (isOutsideAt(leg, calledEnd)) {
                return true;
            }
        }
        return false;
    }

    /** A party without an extension is outside, however short its number is (protocol.md 4.3.1). */
    private static boolean isOutsideAt(LegStory leg, boolean calledEnd) {
        return leg.isInbound() == calledEnd
                && leg.leg.extensionId.isEmpty()
                && leg.newest.source == Mark.Source.SESSION;
    }

    /** An extension, its short number, or a feature of the platform: a park orbit, a conference. */
    static boolean isInside(Endpoint end) {
        return end.extensionId().isPresent()
                || end.number()
                        .filter(number -> isShort(number) || isFeature(number))
                        .isPresent();
    }

    private static boolean isFeature(PhoneNumber number) {
        return number.raw().startsWith("*") || number.raw().equals("conference");
    }

    /** Emergency and service numbers are short, and outside. */
    private static boolean isService(String number) {
        return (number.length() == 3 && number.endsWith("11")) || SERVICES.contains(number);
    }

    private static boolean isShort(PhoneNumber number) {
        return number.raw().length() <= SHORT_MAX
                && !isService(number.raw())
                && number.raw().chars().allMatch(Character::isDigit)
                && !number.raw().isEmpty();
    }

    /** The party outside the account; absent for a call within it. */
    static Optional<Endpoint> external(Story story, Direction direction) {
        return switch (direction) {
            case INBOUND -> Optional.of(caller(story));
            case OUTBOUND ->
                Optional.of(called(story))
                        .filter(end ->
                                end.number().filter(Directions::isFeature).isEmpty());
            case INTERNAL, UNKNOWN -> Optional.empty();
        };
    }

    static Endpoint caller(Story story) {
        Endpoint caller = Endpoint.UNKNOWN;
        for (LegStory leg : story.parties()) {
            caller = caller.or(isCrossed(story, leg) ? leg.called : leg.caller);
        }
        return caller;
    }

    static Endpoint called(Story story) {
        Endpoint called = Endpoint.UNKNOWN;
        for (LegStory leg : story.parties()) {
            called = called.or(isCrossed(story, leg) ? leg.caller : leg.called);
        }
        return called;
    }

    /** The first leg of a RingOut is told as a call to its initiator, with the numbers crossed (complaints.md 0.1). */
    private static boolean isCrossed(Story story, LegStory leg) {
        return leg.isInbound()
                && isInitiator(story, leg)
                && !leg.caller.extensionId().equals(leg.leg.extensionId);
    }

    /** Whether the leg is the one of a RingOut that is rung first. */
    static boolean isInitiator(Story story, LegStory leg) {
        if (!story.isRingOut()) {
            return false;
        }
        return leg.leg.ringOutRole.isPresent()
                ? leg.leg.ringOutRole.get().equals("Initiator")
                : leg.isInbound() && leg.leg.extensionId.isPresent();
    }

    /** The extension that owns the call: who answered, or on whose behalf; else who was called first; else who called. */
    static Optional<Endpoint> user(Story story, Direction direction) {
        Optional<LegStory> person = direction == Direction.OUTBOUND
                ? firstPerson(story, false).or(() -> firstPerson(story, true))
                : story.answeredBy
                        .filter(Directions::isPerson)
                        .or(() -> firstPerson(story, true))
                        .or(() -> firstPerson(story, false));
        return person.map(leg -> leg.leg.owner.isPresent()
                ? new Endpoint(Optional.empty(), Optional.empty(), leg.leg.owner)
                : new Endpoint(leg.self().number(), leg.self().name(), leg.leg.extensionId));
    }

    private static Optional<LegStory> firstPerson(Story story, boolean inbound) {
        for (LegStory leg : story.parties()) {
            if (leg.isInbound() == inbound && isPerson(leg)) {
                return Optional.of(leg);
            }
        }
        return Optional.empty();
    }

    private static boolean isPerson(LegStory leg) {
        return leg.kind() == LegKind.PERSON;
    }
}
