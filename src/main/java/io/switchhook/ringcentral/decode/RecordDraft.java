package io.switchhook.ringcentral.decode;

import io.switchhook.call.CallRecord;
import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One record of active calls or of the call log while its members are read (protocol.md 6.1, 6.2). */
final class RecordDraft {
    private Optional<String> id = Optional.empty();
    private Optional<String> accountId = Optional.empty();
    private Optional<String> telephonySessionId = Optional.empty();
    private Optional<String> sessionId = Optional.empty();
    private Optional<String> direction = Optional.empty();
    private Endpoint from = Endpoint.UNKNOWN;
    private Endpoint to = Endpoint.UNKNOWN;
    private Optional<String> extensionId = Optional.empty();
    private Optional<String> uriExtensionId = Optional.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private OptionalLong seconds = OptionalLong.empty();
    private OptionalLong millis = OptionalLong.empty();
    private Optional<String> result = Optional.empty();
    private boolean accepted;
    private final RecordParts parts = new RecordParts();

    /** The records of a list, if it is one; a record that is no object, or names no call, is left out with a note. */
    static Optional<List<CallRecord>> readAll(Cursor in) throws NotPlain {
        if (!in.array()) {
            return Optional.empty();
        }
        List<CallRecord> records = new ArrayList<>();
        while (in.nextElement()) {
            RecordDraft draft = new RecordDraft();
            if (in.object()) {
                draft.read(in);
            }
            draft.call().ifPresentOrElse(records::add, () -> in.note("record without id"));
        }
        return Optional.of(records);
    }

    private void read(Cursor in) throws NotPlain {
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case ID -> id = in.text();
                case TELEPHONY_SESSION_ID -> telephonySessionId = in.text();
                case SESSION_ID -> sessionId = in.sessionId();
                case DIRECTION -> direction = in.text();
                case FROM -> from = Ends.read(in);
                case TO -> to = Ends.read(in);
                case EXTENSION -> extensionId = in.textOf(Member.ID);
                case URI -> readAddress(in.text());
                case START_TIME -> startedAt = in.time();
                case DURATION -> seconds = in.number();
                case DURATION_MS -> millis = in.number();
                case RESULT -> result = in.text();
                case REASON -> accepted = RecordParts.isAccepted(in.text());
                default -> readMore(name, in);
            }
        }
    }

    private void readMore(Member name, Cursor in) throws NotPlain {
        if (!parts.read(name, in)) {
            in.skip();
        }
    }

    private void readAddress(Optional<String> uri) {
        accountId = uri.flatMap(address -> EventPath.id(address, "/account/"));
        uriExtensionId = uri.flatMap(address -> EventPath.id(address, "/extension/"));
    }

    private Optional<CallRecord> call() {
        if (id.isEmpty() && telephonySessionId.isEmpty() && sessionId.isEmpty()) {
            return Optional.empty();
        }
        boolean live = isLive();
        return Optional.of(new CallRecord(
                id.orElse(""),
                accountId,
                telephonySessionId,
                sessionId,
                direction(),
                from,
                to,
                extensionId.or(() -> uriExtensionId),
                startedAt,
                live ? Optional.empty() : duration(),
                live,
                isAnswered(live),
                result,
                parts.details()));
    }

    /** Old samples show a connected result and no time for a call that goes on (protocol.md 6.1). */
    private boolean isLive() {
        String word = result.orElse("Call connected");
        boolean timeless = duration().orElse(Duration.ZERO).isZero();
        return word.equals("In Progress") || (word.equals("Call connected") && timeless);
    }

    /** While it lasts only a reason tells; a connected result may be a machine's, or a RingOut's first leg (6.1). */
    private boolean isAnswered(boolean live) {
        if (live) {
            return accepted || parts.hasAcceptedLeg();
        }
        String answeredWord = direction() == Direction.OUTBOUND ? "Call connected" : "Accepted";
        return accepted || result.orElse("").equals(answeredWord);
    }

    private Direction direction() {
        return RecordParts.direction(direction);
    }

    private Optional<Duration> duration() {
        return RecordParts.duration(seconds, millis);
    }
}
