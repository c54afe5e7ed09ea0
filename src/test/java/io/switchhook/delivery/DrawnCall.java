package io.switchhook.delivery;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent;
import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.call.Certainty;
import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Health;
import io.switchhook.call.Leg;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Logged;
import io.switchhook.call.Origin;
import io.switchhook.call.Outcome;
import io.switchhook.call.PhoneNumber;
import io.switchhook.journal.Entry;
import io.switchhook.journal.SampleEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call drawn by hand: who calls, what is dialled, whose telephones ring, who answers. */
final class DrawnCall {
    private final String id;
    private Instant startedAt = SampleEvents.T0;
    private Direction direction = Direction.INBOUND;
    private Origin origin = Origin.LIVE;
    private String conversation;
    private Optional<Endpoint> external = Optional.empty();
    private Optional<Endpoint> dialed = Optional.of(number("+12055550100"));
    private Optional<Endpoint> user = Optional.empty();
    private Optional<Call.AnsweredBy> answeredBy = Optional.empty();
    private Optional<Call.Queue> queue = Optional.empty();
    private Logged logged = Logged.NOTHING;
    private final List<Leg> legs = new ArrayList<>();
    private long told;

    private DrawnCall(String id) {
        this.id = id;
        this.conversation = id;
    }

    /** An inbound call. */
    static DrawnCall from(String id, String number) {
        DrawnCall call = new DrawnCall(id);
        call.external = Optional.of(number(number));
        call.legs.add(leg("p-out", LegKind.EXTERNAL, LegState.CONNECTED, number(number)));
        return call;
    }

    static Endpoint number(String number) {
        return new Endpoint(Optional.of(PhoneNumber.of(number)), Optional.empty(), Optional.empty());
    }

    static Endpoint extension(String number, String extensionId) {
        return new Endpoint(
                Optional.of(PhoneNumber.of(number)), Optional.of("Ext " + number), Optional.of(extensionId));
    }

    DrawnCall at(Instant moment) {
        startedAt = moment;
        return this;
    }

    DrawnCall origin(Origin how) {
        origin = how;
        return this;
    }

    DrawnCall direction(Direction how) {
        direction = how;
        return this;
    }

    DrawnCall dialed(Endpoint end) {
        dialed = Optional.of(end);
        return this;
    }

    DrawnCall user(Endpoint end) {
        user = Optional.of(end);
        return this;
    }

    DrawnCall queue(String extensionId, String name) {
        queue = Optional.of(new Call.Queue(Optional.of(extensionId), Optional.of(name)));
        return this;
    }

    DrawnCall conversation(String other) {
        conversation = other;
        return this;
    }

    DrawnCall rings(String number, String extensionId) {
        legs.add(leg("p-" + extensionId, LegKind.PERSON, LegState.ALERTING, extension(number, extensionId)));
        return this;
    }

    DrawnCall answers(String number, String extensionId) {
        legs.removeIf(leg -> leg.extensionId().equals(Optional.of(extensionId)));
        legs.add(leg("p-" + extensionId, LegKind.PERSON, LegState.CONNECTED, extension(number, extensionId)));
        answeredBy = Optional.of(new Call.AnsweredBy(LegKind.PERSON, Optional.of(extensionId), "p-" + extensionId));
        user = Optional.of(extension(number, extensionId));
        return this;
    }

    DrawnCall recorded(String... ids) {
        List<Logged.Recording> recordings = new ArrayList<>();
        for (String one : ids) {
            recordings.add(new Logged.Recording(
                    one, "https://media.example.com/" + one, Optional.of("audio/mpeg"), Optional.empty()));
        }
        logged = new Logged(false, false, recordings, Optional.empty());
        return this;
    }

    private static Leg leg(String id, LegKind kind, LegState state, Endpoint end) {
        return new Leg(
                id,
                List.of(),
                state,
                kind == LegKind.EXTERNAL ? LegDirection.OUTBOUND : LegDirection.INBOUND,
                kind,
                end.extensionId(),
                end.number(),
                end.name(),
                Optional.empty(),
                List.of());
    }

    Call snapshot(CallState state) {
        boolean over = state.isOver();
        return new Call(
                id,
                SampleEvents.ACCOUNT,
                Optional.of("800"),
                conversation,
                new Call.Ids(Optional.of("s-tel-" + id), List.of(), List.of()),
                state,
                Health.LIVE,
                told,
                direction,
                "Call",
                external,
                dialed,
                user,
                answeredBy,
                new Call.Times(
                        startedAt,
                        Optional.empty(),
                        answeredBy.map(by -> startedAt.plusSeconds(1)),
                        over ? Optional.of(startedAt.plusSeconds(60)) : Optional.empty()),
                new Call.Durations(0, 0, 0, 0, 0),
                legs,
                over ? Optional.of(answeredBy.isPresent() ? Outcome.ANSWERED : Outcome.MISSED) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                state == CallState.ENDED,
                List.of(),
                new Call.Around(queue, Optional.empty(), List.of(), List.of()),
                logged);
    }

    /** The next event of the call. */
    Entry tells(CallEventType type, CallState state) {
        told++;
        CallEvent event = new CallEvent(
                type,
                told,
                startedAt.plusMillis(told),
                startedAt.plusMillis(told),
                Certainty.OBSERVED,
                origin,
                List.of(),
                Optional.empty(),
                new CallEvent.Change(Optional.empty(), Optional.of(state), Optional.empty(), List.of(), false),
                snapshot(state));
        return new Entry(SampleEvents.ACCOUNT, Optional.empty(), List.of(id), List.of(event), Optional.empty());
    }
}
