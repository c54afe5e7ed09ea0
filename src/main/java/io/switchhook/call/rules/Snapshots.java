package io.switchhook.call.rules;

import io.switchhook.call.Call;
import io.switchhook.call.CallState;
import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import io.switchhook.call.History;
import io.switchhook.call.Leg;
import io.switchhook.call.LegState;
import io.switchhook.call.Logged;
import io.switchhook.call.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the immutable picture of a call that leaves the rules. */
final class Snapshots {
    private Snapshots() {}

    static Call of(CallTrack track, Story story, long version) {
        Direction direction = Directions.of(story);
        boolean over = story.state.isOver();
        Optional<Completion> completion = over ? track.completionIfAny() : Optional.empty();
        CallState state = completion.map(log -> log.state(story.state)).orElse(story.state);
        Optional<Outcome> outcome = over
                ? Optional.of(
                        Outcomes.outcome(story, direction, track.recorded().result()))
                : Optional.empty();
        return new Call(
                track.id(),
                track.account(),
                track.accountId(),
                track.links().conversationId(),
                track.ids(),
                state,
                track.health(),
                version,
                direction,
                track.origin(),
                Directions.external(story, direction),
                Optional.of(Directions.called(story)).filter(end -> end.number().isPresent()),
                Directions.user(story, direction),
                answeredBy(story),
                times(story),
                durations(story),
                legs(story),
                outcome,
                outcome.map(what -> cause(track, story, what)),
                over ? story.firstToLeave.map(leg -> leg.leg.id()) : Optional.empty(),
                state == CallState.ENDED,
                completion.map(log -> log.history(story)).orElse(story.history),
                around(track, story),
                completion.map(Completion::logged).orElse(Logged.NOTHING));
    }

    private static Call.Around around(CallTrack track, Story story) {
        Optional<Call.Queue> queue = Optional.empty();
        Optional<String> parkedAt = Optional.empty();
        boolean recorded = false;
        for (LegStory leg : story.legs()) {
            if (leg.leg.queue) {
                queue = Optional.of(queue(leg.leg.extensionId, leg.called, queue));
            } else if (leg.leg.agent) {
                queue = Optional.of(queue(leg.called.extensionId(), leg.called, queue));
            }
            parkedAt = leg.parkedAt.isPresent() ? leg.parkedAt : parkedAt;
            recorded |= !leg.recordings.isEmpty();
        }
        List<Call.Recording> recordings = recorded ? RecordingTales.of(story) : List.of();
        List<Call.Link> links = track.links().all();
        return queue.isEmpty() && parkedAt.isEmpty() && !recorded && links.isEmpty()
                ? Call.Around.NOTHING
                : new Call.Around(queue, parkedAt, recordings, links);
    }

    /** A member is told the queue's name only from some time on; what was known before is kept for the same queue. */
    private static Call.Queue queue(Optional<String> extension, Endpoint called, Optional<Call.Queue> before) {
        Optional<Call.Queue> same = before.filter(queue -> queue.extensionId().equals(extension));
        return new Call.Queue(extension, called.name().or(() -> same.flatMap(Call.Queue::name)));
    }

    /** A call that was found to be over, without anybody saying why. */
    private static String cause(CallTrack track, Story story, Outcome outcome) {
        return track.recorded().result().isEmpty() && story.isEndReconciled()
                ? "reconciled"
                : Outcomes.cause(story, outcome, track.recorded().result());
    }

    private static Optional<Call.AnsweredBy> answeredBy(Story story) {
        return story.answeredBy.map(leg -> leg.isInbound()
                ? new Call.AnsweredBy(leg.kind(), leg.leg.extensionId, leg.leg.id())
                : new Call.AnsweredBy(io.switchhook.call.LegKind.EXTERNAL, Optional.empty(), leg.leg.id()));
    }

    private static Call.Times times(Story story) {
        Optional<Instant> ended =
                story.state.isOver() ? Optional.of(Instant.ofEpochMilli(story.endedAtMs())) : Optional.empty();
        return new Call.Times(Instant.ofEpochMilli(story.startedAt), story.ringingAt, story.answeredAt, ended);
    }

    private static Call.Durations durations(Story story) {
        long until = story.endedAtMs();
        long rungUntil = story.answeredAt.isPresent() ? story.answeredAt.get().toEpochMilli() : until;
        History<CallState> history = story.history;
        long queued = 0;
        long rung = 0;
        long talked = 0;
        long held = 0;
        for (int i = 0; i < history.size(); i++) {
            long from = history.atMs(i);
            long to = i + 1 < history.size() ? history.atMs(i + 1) : until;
            switch (history.state(i)) {
                case QUEUED -> queued += overlap(from, to, until);
                case RINGING -> rung += overlap(from, to, rungUntil);
                case TALKING -> talked += overlap(from, to, until);
                case HELD -> held += overlap(from, to, until);
                default -> {}
            }
        }
        return new Call.Durations(queued, rung, talked, held, Math.max(0, until - story.startedAt));
    }

    private static long overlap(long from, long to, long until) {
        return Math.max(0, Math.min(to, until) - from);
    }

    private static List<Leg> legs(Story story) {
        Leg[] legs = new Leg[story.legs().size()];
        for (int i = 0; i < legs.length; i++) {
            legs[i] = leg(story.legs().get(i));
        }
        return List.of(legs);
    }

    private static Leg leg(LegStory story) {
        LegTrack track = story.leg;
        Endpoint self = story.self();
        return new Leg(
                track.id(),
                track.aliases,
                story.state == null ? LegState.INITIATED : story.state,
                track.direction,
                story.kind(),
                track.extensionId,
                self.number(),
                self.name(),
                story.reason,
                story.history);
    }
}
