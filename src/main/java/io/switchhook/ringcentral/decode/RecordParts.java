package io.switchhook.ringcentral.decode;

import io.switchhook.call.CallRecord.Details;
import io.switchhook.call.CallRecord.Message;
import io.switchhook.call.CallRecord.RecordLeg;
import io.switchhook.call.CallRecord.Recording;
import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What only the call log has of a record, and the legs of its detailed view, while they are read (protocol.md 6.2). */
final class RecordParts {
    /** Longest duration believed, in milliseconds: ten years; chosen, because sums of it must not overflow. */
    private static final long DURATION_MAX_MS = 10L * 366 * 86_400_000;

    private static final String ACCEPTED = "Accepted";

    private Optional<String> partyId = Optional.empty();
    private Optional<String> action = Optional.empty();
    private boolean fax;
    private Optional<Message> message = Optional.empty();
    private Optional<Recording> recording = Optional.empty();
    private boolean shortRecording;
    private List<RecordLeg> legs = List.of();
    private boolean legAccepted;

    /** Reads a member if it is one of these; false when it is not, the cursor then still at it. */
    boolean read(Member name, Cursor in) throws NotPlain {
        switch (name) {
            case PARTY_ID -> partyId = in.text();
            case ACTION -> action = in.text();
            case TYPE -> fax = in.text().orElse("").equals("Fax");
            case MESSAGE -> message = message(in);
            case RECORDING -> recording = recording(in);
            case SHORT_RECORDING -> shortRecording = in.flag(false);
            case LEGS -> legs = legs(in);
            default -> {
                return false;
            }
        }
        return true;
    }

    Details details() {
        return new Details(partyId, fax, action, message, recording, shortRecording, legs);
    }

    /** Whether a leg's reason says so; while a call lasts, only a reason tells (protocol.md 6.1). */
    boolean hasAcceptedLeg() {
        return legAccepted;
    }

    private static Optional<Message> message(Cursor in) throws NotPlain {
        Optional<String> id = Optional.empty();
        Optional<String> type = Optional.empty();
        Optional<String> uri = Optional.empty();
        for (Member name = first(in); name != null; name = in.nextMember()) {
            switch (name) {
                case ID -> id = in.text();
                case TYPE -> type = in.text();
                case URI -> uri = in.text();
                default -> in.skip();
            }
        }
        Optional<String> kind = type;
        Optional<String> address = uri;
        return id.map(known -> new Message(known, kind.orElse(""), address));
    }

    private static Optional<Recording> recording(Cursor in) throws NotPlain {
        Optional<String> id = Optional.empty();
        Optional<String> uri = Optional.empty();
        for (Member name = first(in); name != null; name = in.nextMember()) {
            switch (name) {
                case ID -> id = in.text();
                case CONTENT_URI -> uri = in.text();
                default -> in.skip();
            }
        }
        Optional<String> address = uri;
        return id.map(known -> new Recording(known, address));
    }

    private static Member first(Cursor in) throws NotPlain {
        return in.object() ? in.nextMember() : null;
    }

    private List<RecordLeg> legs(Cursor in) throws NotPlain {
        List<RecordLeg> legs = new ArrayList<>();
        if (in.array()) {
            while (in.nextElement()) {
                if (in.object()) {
                    legs.add(leg(in));
                }
            }
        }
        return legs;
    }

    private RecordLeg leg(Cursor in) throws NotPlain {
        Optional<String> direction = Optional.empty();
        Optional<String> extensionId = Optional.empty();
        Optional<String> type = Optional.empty();
        Optional<Instant> startedAt = Optional.empty();
        Optional<Recording> recording = Optional.empty();
        OptionalLong seconds = OptionalLong.empty();
        OptionalLong millis = OptionalLong.empty();
        Endpoint to = Endpoint.UNKNOWN;
        boolean accepted = false;
        boolean master = false;
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case DIRECTION -> direction = in.text();
                case EXTENSION -> extensionId = in.textOf(Member.ID);
                case LEG_TYPE -> type = in.text();
                case START_TIME -> startedAt = in.time();
                case DURATION -> seconds = in.number();
                case DURATION_MS -> millis = in.number();
                case TO -> to = Ends.read(in);
                case RESULT -> accepted |= isAccepted(in.text());
                case REASON -> {
                    boolean told = isAccepted(in.text());
                    accepted |= told;
                    legAccepted |= told;
                }
                case MASTER -> master = in.flag(false);
                case RECORDING -> recording = recording(in);
                default -> in.skip();
            }
        }
        return new RecordLeg(
                direction(direction),
                extensionId,
                to,
                startedAt,
                duration(seconds, millis),
                accepted,
                type,
                master,
                recording);
    }

    static boolean isAccepted(Optional<String> word) {
        return word.orElse("").equals(ACCEPTED);
    }

    static Direction direction(Optional<String> word) {
        return switch (word.orElse("")) {
            case "Inbound" -> Direction.INBOUND;
            case "Outbound" -> Direction.OUTBOUND;
            default -> Direction.UNKNOWN;
        };
    }

    static Optional<Duration> duration(OptionalLong seconds, OptionalLong millis) {
        if (millis.isPresent()) {
            return believed(millis.getAsLong());
        }
        return seconds.isPresent() && seconds.getAsLong() <= DURATION_MAX_MS / 1000
                ? believed(seconds.getAsLong() * 1000)
                : Optional.empty();
    }

    private static Optional<Duration> believed(long millis) {
        return millis < 0 || millis > DURATION_MAX_MS ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }
}
