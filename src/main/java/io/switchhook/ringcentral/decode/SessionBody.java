package io.switchhook.ringcentral.decode;

import io.switchhook.call.Evidence;
import io.switchhook.call.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The body of a telephony session notification (protocol.md 4.3.1). */
final class SessionBody implements Envelope.Body {
    private Optional<String> telephonySessionId = Optional.empty();
    private Optional<String> sessionId = Optional.empty();
    private Optional<String> accountId = Optional.empty();
    private OptionalLong sequence = OptionalLong.empty();
    private Optional<Instant> eventTime = Optional.empty();
    private String origin = "";
    private final List<Party> parties = new ArrayList<>(1);
    private Optional<String> partyAccountId = Optional.empty();

    @Override
    public void read(Cursor in) throws NotPlain {
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case TELEPHONY_SESSION_ID -> telephonySessionId = in.textOnce();
                case SESSION_ID -> sessionId = in.sessionId();
                case ACCOUNT_ID -> accountId = in.text();
                case SEQUENCE -> sequence = in.number();
                case EVENT_TIME -> eventTime = in.time();
                case ORIGIN -> origin = in.textOf(Member.TYPE).orElse("");
                case PARTIES -> readParties(in);
                default -> in.skip();
            }
        }
    }

    /** Without the call control id it is no report: the older id is only an alias, and 0 for conferences (4.4). */
    @Override
    public Decoded in(Envelope envelope, EventPath path, Cursor from) {
        if (telephonySessionId.isEmpty()) {
            return new Decoded.Malformed(
                    "session-without-id", "Expected body.telephonySessionId in a telephony event, but it is missing");
        }
        if (sequence.isEmpty()) {
            from.note("missing sequence");
        }
        Evidence report = new Evidence.SessionReport(
                envelope.provenance(sequence),
                path.accountId().or(() -> accountId).or(() -> partyAccountId),
                telephonySessionId.get(),
                sessionId,
                sequence.orElse(0),
                eventTime.orElseGet(envelope::at),
                origin,
                parties);
        return new Decoded.Understood(report, from.notes());
    }

    private void readParties(Cursor in) throws NotPlain {
        if (!in.array()) {
            return;
        }
        parties.clear();
        while (in.nextElement()) {
            if (in.object()) {
                PartyDraft draft = new PartyDraft();
                draft.read(in);
                partyAccountId = partyAccountId.or(draft::accountId);
                draft.party(in).ifPresent(parties::add);
            }
        }
    }
}
