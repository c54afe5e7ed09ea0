package io.switchhook.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Calls and events as the rules would make them, with as much in them as a usual inbound call has.
 *
 * @param id the call's id
 * @param account the account's label
 * @param telephonySessionId the platform's key
 * @param sessionId the platform's numeric id
 * @param number the outside number as dialled
 * @param extension the extension of the inside leg
 * @param startedAt when it began
 */
public record SampleEvents(
        String id,
        String account,
        String telephonySessionId,
        String sessionId,
        String number,
        String extension,
        Instant startedAt) {
    /** When the first sample call begins; with nanoseconds, so that a store that cuts them is found out. */
    public static final Instant T0 = Instant.parse("2026-03-04T09:15:31.482123456Z");

    /** The account of the sample calls. */
    public static final String ACCOUNT = "main";

    /** The n-th sample call of an account, begun n seconds after the first. */
    public static SampleEvents call(int n) {
        return new SampleEvents(
                "s-" + n, ACCOUNT, "s-tel" + n, "90" + n, "+1650555" + (1000 + n), "7" + n, T0.plusSeconds(n));
    }

    public SampleEvents in(String other) {
        return new SampleEvents(id, other, telephonySessionId, sessionId, number, extension, startedAt);
    }

    public SampleEvents withSessionId(String other) {
        return new SampleEvents(id, account, telephonySessionId, other, number, extension, startedAt);
    }

    public SampleEvents withNumber(String other) {
        return new SampleEvents(id, account, telephonySessionId, sessionId, other, extension, startedAt);
    }

    /** An event that leaves the call in a state; sequence 1 is the start, the last ones are the end. */
    public CallEvent event(long sequence, CallState state) {
        Instant at = startedAt.plusSeconds(sequence);
        return new CallEvent(
                type(sequence, state),
                sequence,
                at,
                at.plusMillis(40),
                Certainty.OBSERVED,
                Origin.LIVE,
                List.of(provenance(sequence, at)),
                Optional.empty(),
                new CallEvent.Change(Optional.empty(), Optional.of(state), Optional.empty(), List.of(), false),
                snapshot(sequence, state));
    }

    /** Evidence heard so many seconds after the call's begin. */
    public KeptEvidence evidence(long seconds) {
        return evidence(seconds, "{\"session\":\"" + telephonySessionId + "\",\"second\":" + seconds + "}");
    }

    /** Evidence with a body of choice. */
    public KeptEvidence evidence(long seconds, String body) {
        return new KeptEvidence("notification", "websocket", startedAt.plusSeconds(seconds), body.getBytes(UTF_8));
    }

    /** An entry with one piece of evidence and the events it led to. */
    public Entry entry(long seconds, CallEvent... events) {
        return new Entry(account, Optional.of(evidence(seconds)), List.of(id), List.of(events), Optional.empty());
    }

    private static CallEventType type(long sequence, CallState state) {
        return switch (state) {
            case ENDED -> CallEventType.ENDED;
            case COMPLETED -> CallEventType.COMPLETED;
            case TALKING -> CallEventType.ANSWERED;
            default -> sequence == 1 ? CallEventType.STARTED : CallEventType.RINGING;
        };
    }

    private static Provenance provenance(long sequence, Instant at) {
        return new Provenance(
                "websocket",
                Optional.of("sub-1"),
                Optional.of("uuid-" + sequence),
                OptionalLong.of(sequence + 1),
                Optional.of(at),
                at.plusMillis(40),
                Origin.LIVE);
    }

    private Call snapshot(long version, CallState state) {
        Endpoint outside =
                new Endpoint(Optional.of(PhoneNumber.of(number)), Optional.of("Zoë \"Q\" \\ Ω"), Optional.empty());
        Endpoint inside = new Endpoint(Optional.of(PhoneNumber.of("101")), Optional.empty(), Optional.of(extension));
        Optional<Instant> endedAt = state.isOver() ? Optional.of(startedAt.plusSeconds(version)) : Optional.empty();
        return new Call(
                id,
                account,
                Optional.of("800"),
                id,
                new Call.Ids(Optional.of(telephonySessionId), List.of(sessionId, "0"), List.of("log-" + id)),
                state,
                Health.LIVE,
                version,
                Direction.INBOUND,
                "Call",
                Optional.of(outside),
                Optional.of(inside),
                Optional.of(inside),
                Optional.empty(),
                new Call.Times(startedAt, Optional.empty(), Optional.empty(), endedAt),
                new Call.Durations(0, 1_000, 2_000, 0, 3_000),
                List.of(leg("p-1", LegKind.EXTERNAL, outside), leg("p-2", LegKind.PERSON, inside)),
                state.isOver() ? Optional.of(Outcome.ANSWERED) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                state == CallState.ENDED,
                List.of(new Moment<>(CallState.NEW, startedAt, Certainty.OBSERVED)));
    }

    private Leg leg(String legId, LegKind kind, Endpoint end) {
        return new Leg(
                legId,
                List.of(),
                LegState.CONNECTED,
                kind == LegKind.EXTERNAL ? LegDirection.OUTBOUND : LegDirection.INBOUND,
                kind,
                end.extensionId(),
                end.number(),
                end.name(),
                Optional.empty(),
                List.of(new Moment<>(LegState.CONNECTED, startedAt, Certainty.OBSERVED)));
    }
}
