package io.switchhook.journal.memory;

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
import io.switchhook.call.Moment;
import io.switchhook.call.Origin;
import io.switchhook.call.Outcome;
import io.switchhook.call.PhoneNumber;
import io.switchhook.call.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One call as a test tells it, an event after the other. */
public final class Story {
    private final String id;
    private final String account;
    private final Direction direction;
    private final Endpoint external;
    private final Endpoint user;
    private final List<Moment<CallState>> history = new ArrayList<>();
    private final Instant startedAt;
    private Instant at;
    private long version;

    /**
     * A call about which nothing is told yet.
     *
     * @param id the call's id
     * @param account the account's label
     * @param direction where it goes
     * @param number the outside number
     * @param name the outside name
     * @param startedAt when it began
     */
    public Story(String id, String account, Direction direction, String number, String name, Instant startedAt) {
        this.id = id;
        this.account = account;
        this.direction = direction;
        this.external = new Endpoint(Optional.of(PhoneNumber.of(number)), Optional.of(name), Optional.empty());
        this.user = new Endpoint(Optional.of(PhoneNumber.of("102")), Optional.of("Front desk"), Optional.of("622"));
        this.startedAt = startedAt;
        this.at = startedAt;
    }

    /** An inbound call of the account {@code acme}. */
    public static Story inbound(String id, String number, Instant startedAt) {
        return new Story(id, "acme", Direction.INBOUND, number, "Caller", startedAt);
    }

    /** Tells the next event, some time after the one before. */
    public CallEvent tell(CallEventType type, CallState state, Duration later) {
        at = at.plus(later);
        version++;
        Optional<CallState> before = history.isEmpty()
                ? Optional.empty()
                : Optional.of(history.get(history.size() - 1).state());
        boolean moved = !before.equals(Optional.of(state));
        if (moved) {
            history.add(new Moment<>(state, at, Certainty.OBSERVED));
        }
        CallEvent.Change change = new CallEvent.Change(
                moved ? before : Optional.empty(),
                moved ? Optional.of(state) : Optional.empty(),
                Optional.of("p-" + id + "-2"),
                List.of(),
                false);
        return new CallEvent(
                type,
                version,
                at,
                at,
                Certainty.OBSERVED,
                Origin.LIVE,
                List.of(evidence()),
                Optional.empty(),
                change,
                call(state));
    }

    /** Started and ringing. */
    public List<CallEvent> rings() {
        return List.of(
                tell(CallEventType.STARTED, CallState.NEW, Duration.ZERO),
                tell(CallEventType.RINGING, CallState.RINGING, Duration.ofMillis(920)));
    }

    private Provenance evidence() {
        return new Provenance(
                "websocket",
                Optional.of("sub-1"),
                Optional.of("uuid-" + version),
                OptionalLong.of(version + 1),
                Optional.of(at),
                at,
                Origin.LIVE);
    }

    private Call call(CallState state) {
        boolean over = state.isOver();
        Optional<Instant> answeredAt = since(CallState.TALKING);
        return new Call(
                id,
                account,
                Optional.of("809646016"),
                "c-" + id,
                new Call.Ids(Optional.of(id), List.of("4029" + id.hashCode()), List.of()),
                state,
                Health.LIVE,
                version,
                direction,
                "Call",
                Optional.of(external),
                Optional.empty(),
                Optional.of(user),
                Optional.empty(),
                new Call.Times(
                        startedAt, since(CallState.RINGING), answeredAt, over ? Optional.of(at) : Optional.empty()),
                new Call.Durations(
                        0,
                        0,
                        answeredAt
                                .map(then -> Duration.between(then, at).toMillis())
                                .orElse(0L),
                        0,
                        Duration.between(startedAt, at).toMillis()),
                legs(state),
                over ? Optional.of(answeredAt.isPresent() ? Outcome.ANSWERED : Outcome.MISSED) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                state == CallState.ENDED,
                history);
    }

    private Optional<Instant> since(CallState state) {
        return history.stream()
                .filter(moment -> moment.state() == state)
                .findFirst()
                .map(Moment::at);
    }

    private List<Leg> legs(CallState state) {
        LegState there = state.isOver() ? LegState.ENDED : LegState.CONNECTED;
        LegState here = switch (state) {
            case TALKING -> LegState.CONNECTED;
            case HELD -> LegState.HELD;
            case ENDED, COMPLETED -> LegState.ENDED;
            default -> LegState.ALERTING;
        };
        return List.of(
                leg("1", there, LegDirection.OUTBOUND, LegKind.EXTERNAL, external),
                leg("2", here, LegDirection.INBOUND, LegKind.PERSON, user));
    }

    private Leg leg(String number, LegState state, LegDirection technical, LegKind kind, Endpoint end) {
        return new Leg(
                "p-" + id + "-" + number,
                List.of(),
                state,
                technical,
                kind,
                end.extensionId(),
                end.number(),
                end.name(),
                Optional.empty(),
                List.of(new Moment<>(state, at, Certainty.OBSERVED)));
    }
}
