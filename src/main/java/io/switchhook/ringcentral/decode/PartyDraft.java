package io.switchhook.ringcentral.decode;

import io.switchhook.call.Endpoint;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Party;
import io.switchhook.call.Party.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One party of a session while its members are read (protocol.md 4.3.1). */
final class PartyDraft {
    private Optional<String> id = Optional.empty();
    private Optional<String> accountId = Optional.empty();
    private Optional<String> extensionId = Optional.empty();
    private Optional<String> direction = Optional.empty();
    private Endpoint from = Endpoint.UNKNOWN;
    private Endpoint to = Endpoint.UNKNOWN;
    private Optional<String> code = Optional.empty();
    private Optional<String> reason = Optional.empty();
    private Optional<String> peerSession = Optional.empty();
    private Optional<String> peerParty = Optional.empty();
    private Optional<String> parkData = Optional.empty();
    private Optional<String> parkId = Optional.empty();
    private Optional<List<Recording>> recordings = Optional.empty();
    private boolean queue;
    private Optional<String> queueName = Optional.empty();
    private Optional<String> ringOutRole = Optional.empty();

    /** The parties of a session's status; those that cannot be read are left out, with a note. */
    static List<Party> readAll(Cursor in) throws NotPlain {
        List<Party> parties = new ArrayList<>(2);
        if (!in.array()) {
            return parties;
        }
        while (in.nextElement()) {
            if (in.object()) {
                PartyDraft draft = new PartyDraft();
                draft.read(in);
                draft.party(in).ifPresent(parties::add);
            }
        }
        return parties;
    }

    void read(Cursor in) throws NotPlain {
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case ID -> id = in.textOnce();
                case ACCOUNT_ID -> accountId = in.text();
                case EXTENSION_ID -> extensionId = in.textOnce();
                case DIRECTION -> direction = in.text();
                case FROM -> from = Ends.read(in);
                case TO -> to = Ends.read(in);
                case STATUS -> readStatus(in);
                case QUEUE_CALL -> queue = in.flag(false);
                case UI_CALL_INFO -> readQueueName(in);
                case RING_OUT_ROLE, RING_ME_ROLE -> ringOutRole = in.text().or(() -> ringOutRole);
                case PARK -> parkId = in.textOf(Member.ID);
                case RECORDINGS -> recordings = readRecordings(in);
                default -> in.skip();
            }
        }
    }

    Optional<String> accountId() {
        return accountId;
    }

    /** The party, unless it cannot be told which it is or where it stands; then a note says so. */
    Optional<Party> party(Cursor in) {
        Optional<LegState> state = code.flatMap(PartyDraft::state);
        if (id.isEmpty()) {
            in.note("party without id");
        } else if (code.isEmpty()) {
            in.note("party without status.code");
        } else if (state.isEmpty()) {
            in.note("unknown status.code", code.get());
        } else {
            LegDirection side = Ends.direction(direction, id);
            return Optional.of(new Party(
                    id.get(),
                    extensionId,
                    side,
                    from,
                    called(),
                    state.get(),
                    kind(code.get()),
                    reason,
                    peerSession,
                    queue,
                    ringOutRole,
                    more()));
        }
        return Optional.empty();
    }

    /** A member is offered a queue's call by the queue's id and, at first, only what its phone shows of the name. */
    private Endpoint called() {
        boolean nameless = queue && queueName.isPresent() && to.name().isEmpty();
        return nameless && to.extensionId().isPresent() ? new Endpoint(to.number(), queueName, to.extensionId()) : to;
    }

    private Party.More more() {
        boolean nothing = peerParty.isEmpty() && parkData.isEmpty() && parkId.isEmpty() && recordings.isEmpty();
        // An orbit's number says more than an id of the place.
        return nothing
                ? Party.More.NONE
                : new Party.More(
                        peerParty, parkData.filter(text -> !text.isBlank()).or(() -> parkId), recordings);
    }

    private static Optional<List<Recording>> readRecordings(Cursor in) throws NotPlain {
        if (!in.array()) {
            return Optional.empty();
        }
        List<Recording> read = new ArrayList<>(1);
        while (in.nextElement()) {
            if (in.object()) {
                readRecording(in).ifPresent(read::add);
            }
        }
        return Optional.of(read);
    }

    private static Optional<Recording> readRecording(Cursor in) throws NotPlain {
        Optional<String> id = Optional.empty();
        boolean active = true;
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case ID -> id = in.textOnce();
                case ACTIVE -> active = in.flag(true);
                default -> in.skip();
            }
        }
        boolean is = active;
        return id.map(known -> new Recording(known, is));
    }

    private void readQueueName(Cursor in) throws NotPlain {
        if (!in.object()) {
            return;
        }
        for (Member line = in.nextMember(); line != null; line = in.nextMember()) {
            switch (line) {
                case PRIMARY, ADDITIONAL -> readShown(in);
                default -> in.skip();
            }
        }
    }

    private void readShown(Cursor in) throws NotPlain {
        if (!in.object()) {
            return;
        }
        Optional<String> type = Optional.empty();
        Optional<String> value = Optional.empty();
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case TYPE -> type = in.text();
                case VALUE -> value = in.text();
                default -> in.skip();
            }
        }
        queueName = type.filter("QueueName"::equals).isPresent() ? value : queueName;
    }

    private void readStatus(Cursor in) throws NotPlain {
        if (!in.object()) {
            return;
        }
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case CODE -> code = in.text();
                case REASON -> reason = in.text();
                case PARK_DATA -> parkData = in.text();
                case PEER_ID -> readPeer(in);
                default -> in.skip();
            }
        }
    }

    /** In REST bodies the older field holds the newer id (protocol.md 4.4); anything else there is an older id. */
    private void readPeer(Cursor in) throws NotPlain {
        if (!in.object()) {
            return;
        }
        Optional<String> session = Optional.empty();
        Optional<String> old = Optional.empty();
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case TELEPHONY_SESSION_ID -> session = in.text();
                case SESSION_ID -> old = in.text();
                case PARTY_ID -> peerParty = in.text();
                default -> in.skip();
            }
        }
        Optional<String> misplaced = old.filter(peer -> peer.startsWith("s-"));
        peerSession = session.or(() -> misplaced);
    }

    private static Optional<LegState> state(String code) {
        return switch (code) {
            case "Setup" -> Optional.of(LegState.INITIATED);
            case "Proceeding" -> Optional.of(LegState.ALERTING);
            case "Answered", "VoiceMail", "Voicemail", "VoiceMailScreening", "VMScreening", "FaxReceive" ->
                Optional.of(LegState.CONNECTED);
            case "Hold" -> Optional.of(LegState.HELD);
            case "Parked" -> Optional.of(LegState.PARKED);
            case "Gone" -> Optional.of(LegState.REPLACED);
            case "Disconnected" -> Optional.of(LegState.ENDED);
            default -> Optional.empty();
        };
    }

    private static Optional<LegKind> kind(String code) {
        return switch (code) {
            case "VoiceMail", "Voicemail", "VoiceMailScreening", "VMScreening" -> Optional.of(LegKind.VOICEMAIL);
            case "FaxReceive" -> Optional.of(LegKind.FAX);
            default -> Optional.empty();
        };
    }
}
