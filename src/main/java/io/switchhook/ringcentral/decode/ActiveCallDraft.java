package io.switchhook.ringcentral.decode;

import io.switchhook.call.ActiveCall;
import io.switchhook.call.Endpoint;
import io.switchhook.call.LegState;
import io.switchhook.call.PhoneNumber;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** One entry of a presence's active calls while its members are read (protocol.md 4.2.1). */
final class ActiveCallDraft {
    private Optional<String> telephonySessionId = Optional.empty();
    private Optional<String> sessionId = Optional.empty();
    private Optional<String> partyId = Optional.empty();
    private Optional<String> direction = Optional.empty();
    private Optional<PhoneNumber> from = Optional.empty();
    private Optional<PhoneNumber> to = Optional.empty();
    private Optional<String> fromName = Optional.empty();
    private Optional<String> toName = Optional.empty();
    private Optional<String> status = Optional.empty();
    private Optional<String> termination = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private boolean queue;
    private Optional<String> owner = Optional.empty();
    private boolean monitored;

    void read(Cursor in) throws IOException {
        for (String name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case "telephonySessionId" -> telephonySessionId = in.text();
                case "sessionId" -> sessionId = in.sessionId();
                case "partyId" -> partyId = in.text();
                case "direction" -> direction = in.text();
                case "from" -> from = in.phoneNumber();
                case "to" -> to = in.phoneNumber();
                case "fromName" -> fromName = in.text();
                case "toName" -> toName = in.text();
                case "telephonyStatus" -> status = in.text();
                case "terminationType" -> termination = in.text();
                case "startTime" -> startedAt = in.time();
                case "queueCall" -> queue = in.flag(false);
                case "onBehalfOf" -> owner = in.text();
                case "sipData" -> monitored |= in.textOf("toTag").orElse("").equals("blf");
                // Without sipData this alone tells a monitored line that rings (protocol.md 4.2.1).
                case "id" -> monitored |= in.text().orElse("").startsWith("s-");
                default -> in.skip();
            }
        }
    }

    /** The call, unless it is a monitored line's, or it cannot be told where it stands; the latter is noted. */
    Optional<ActiveCall> call(Cursor in) {
        if (monitored) {
            return Optional.empty();
        }
        Optional<LegState> state = status.flatMap(ActiveCallDraft::state);
        if (state.isEmpty()) {
            status.ifPresentOrElse(
                    word -> in.note("unknown telephonyStatus", word), () -> in.note("call without telephonyStatus"));
            return Optional.empty();
        }
        return Optional.of(new ActiveCall(
                telephonySessionId,
                sessionId,
                partyId,
                Ends.direction(direction, partyId),
                new Endpoint(from, fromName, Optional.empty()),
                new Endpoint(to, toName, Optional.empty()),
                state.get(),
                termination.orElse("").equals("final"),
                startedAt,
                queue,
                owner));
    }

    private static Optional<LegState> state(String status) {
        return switch (status) {
            case "Ringing" -> Optional.of(LegState.ALERTING);
            case "CallConnected" -> Optional.of(LegState.CONNECTED);
            case "OnHold" -> Optional.of(LegState.HELD);
            case "ParkedCall" -> Optional.of(LegState.PARKED);
            case "NoCall" -> Optional.of(LegState.ENDED);
            default -> Optional.empty();
        };
    }
}
