package io.switchhook.call.rules;

import io.switchhook.call.CallEvent.Transfer;
import io.switchhook.call.CallEventType;
import io.switchhook.call.Endpoint;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import java.util.List;
import java.util.Optional;

/**
 * Who hands the call to whom. A leg that was up and leaves for elsewhere has handed it over; to whom is known when
 * another leg is up, or at once when the platform names the session in which it goes on (protocol.md 4.3.1).
 */
final class Transfers {
    private static final String BLIND = "blind";

    private final Story story;
    private Optional<LegStory> from = Optional.empty();
    private String kind = BLIND;

    Transfers(Story story) {
        this.story = story;
    }

    /** Looks at a leg after its newest mark; {@code wasUp} is whether media flowed before it. */
    void notice(LegStory leg, boolean wasUp, Mark mark, List<Tale> tales) {
        Optional<String> move = leg.isOver() && wasUp ? leg.move() : Optional.empty();
        if (move.isPresent() && story.answeredAt.isPresent()) {
            from = Optional.of(leg);
            kind = move.get();
            if (leg.is(LegState.REPLACED) && leg.peer.isPresent()) {
                tales.add(Tale.ofLeg(CallEventType.TRANSFERRED, leg.leg, mark)
                        .with(Optional.of(to(Optional.empty(), leg.peer))));
                from = Optional.empty();
            }
        }
        if (from.isPresent()) {
            successor(leg)
                    .ifPresent(taker -> tales.add(Tale.ofLeg(CallEventType.TRANSFERRED, taker.leg, mark)
                            .with(handedTo(taker))));
        }
    }

    /** Another device may have been up before the first one left. */
    private Optional<LegStory> successor(LegStory moved) {
        if (moved != from.get()) {
            return tookOver(moved) ? Optional.of(moved) : Optional.empty();
        }
        for (LegStory leg : story.parties()) {
            if (tookOver(leg)) {
                return Optional.of(leg);
            }
        }
        return Optional.empty();
    }

    /** Whether a leg goes on with the call in the place of the one that left. */
    private boolean tookOver(LegStory leg) {
        boolean later = story.legs().indexOf(leg) > story.legs().indexOf(from.get());
        boolean machine = leg.kind() == LegKind.VOICEMAIL;
        return later && leg.isUp() && (leg.isSomebody() || machine);
    }

    /** The call talks again with another one: who handed it over, even if the report of that was lost. */
    Optional<Transfer> handedTo(LegStory leg) {
        if (from.isEmpty()) {
            from = lastToTalkBefore(leg);
        }
        if (leg.kind() == LegKind.VOICEMAIL) {
            kind = "voicemail";
        }
        Optional<Transfer> transfer = Optional.of(to(Optional.of(leg), Optional.empty()));
        from = Optional.empty();
        kind = BLIND;
        return transfer;
    }

    private Optional<LegStory> lastToTalkBefore(LegStory leg) {
        LegStory last = null;
        for (LegStory other : story.parties()) {
            last = other != leg && other.isInbound() && other.wasUp() && other.isSomebody() ? other : last;
        }
        return Optional.ofNullable(last);
    }

    /** A hand-over that nobody took up, told when the call ends. */
    Optional<Tale> unanswered(long at) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        LegStory target = null;
        for (LegStory leg : story.parties()) {
            boolean later = story.legs().indexOf(leg) > story.legs().indexOf(from.get());
            target = later && target == null ? leg : target;
        }
        Optional<Transfer> transfer = Optional.of(to(Optional.ofNullable(target), Optional.empty()));
        return Optional.of(new Tale(
                CallEventType.TRANSFERRED,
                from.get().leg,
                Optional.empty(),
                Optional.empty(),
                story.last(),
                at,
                transfer));
    }

    private Transfer to(Optional<LegStory> target, Optional<String> successor) {
        return new Transfer(kind, from.map(Transfers::end), target.map(Transfers::end), successor);
    }

    private static Endpoint end(LegStory leg) {
        Endpoint self = leg.self();
        return new Endpoint(self.number(), self.name(), leg.leg.extensionId.or(self::extensionId));
    }
}
