package io.switchhook.ringcentral.decode;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.switchhook.call.CallRecord;
import io.switchhook.call.Evidence;
import io.switchhook.call.Origin;
import io.switchhook.call.Party;
import io.switchhook.call.Provenance;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what feeds and looks bring. Forgiving field by field, because the platform changes types between sources and adds
 * fields without notice (protocol.md 2.2, 4.1); strict only about what evidence cannot do without. May be shared.
 */
public final class Decoder {
    /** Longest text that is looked at, in bytes: 1 MiB; chosen, a hundred times the largest page of records seen. */
    public static final int BYTES_MAX = 1 << 20;

    private final Known known = new Known();

    /**
     * Decodes one text. Only its first JSON value is read: some transports pad (protocol.md 10, trap 28).
     *
     * @param kind what it is, in the words of a trace (product.md 5): {@code notification}, {@code activeCalls},
     *     {@code presence}, {@code callLog}, {@code gap}, or {@code session} for
     *     <code>{"telephonySessionId":"s-…","exists":false}</code>; what exists may have the {@code parties} of the
     *     platform's answer
     * @param body the text, at most {@link #BYTES_MAX} bytes
     * @param via the feed or look, for the provenance
     * @param heardAt when we heard of it; also stands in for a missing time
     * @return what became of it; never fails
     */
    public Decoded decode(String kind, byte[] body, String via, Instant heardAt) {
        if (body.length > BYTES_MAX) {
            return new Decoded.Malformed(
                    "oversize", "Expected at most " + BYTES_MAX + " bytes, but there are " + body.length);
        }
        try {
            return switch (kind) {
                case "notification" -> look(body, in -> notification(in, via, heardAt));
                case "activeCalls" -> look(body, in -> records(in, provenance(via, heardAt, Origin.POLL)));
                case "callLog" -> look(body, in -> records(in, provenance(via, heardAt, Origin.CALLLOG)));
                case "presence" -> look(body, in -> presence(in, provenance(via, heardAt, Origin.POLL)));
                case "session" -> look(body, in -> session(in, provenance(via, heardAt, Origin.POLL)));
                case "gap" -> look(body, in -> gap(in, provenance(via, heardAt, Origin.LIVE)));
                default ->
                    new Decoded.Malformed(
                            "unknown-kind", "Expected a kind of trace line (product.md 5), but got another");
            };
        } catch (StreamConstraintsException e) {
            return new Decoded.Malformed("too-deep", "Expected JSON within the parser's limits, but it exceeds one");
        } catch (IOException e) {
            return new Decoded.Malformed("not-json", "Expected one whole JSON object in UTF-8, but it breaks off");
        }
    }

    /** Reads one text, of which it is known that it is an object. */
    private interface Reading {
        Decoded of(Cursor in) throws NotPlain;
    }

    private Decoded look(byte[] body, Reading reading) throws IOException {
        try {
            return read(PlainJson.of(body), reading);
        } catch (NotPlain e) {
            Optional<byte[]> rewritten = Rewriting.of(body);
            return rewritten.isPresent()
                    ? rewritten(rewritten.get(), reading)
                    : new Decoded.Malformed("not-object", "Expected a JSON object, but it is another value or none");
        }
    }

    private Decoded rewritten(byte[] plain, Reading reading) {
        try {
            return read(PlainJson.ofJudged(plain), reading);
        } catch (NotPlain e) {
            throw new IllegalStateException("Expected a text just written to be read, but it is not", e);
        }
    }

    private Decoded read(PlainJson json, Reading reading) throws NotPlain {
        return reading.of(Cursor.at(json, known));
    }

    private static Decoded notification(Cursor in, String via, Instant heardAt) throws NotPlain {
        Envelope envelope = new Envelope(via, heardAt, Optional.empty());
        envelope.read(in);
        return envelope.needsSecondReading()
                ? reread(in.again(), new Envelope(via, heardAt, envelope.path()))
                : envelope.decoded(in);
    }

    private static Decoded reread(Cursor in, Envelope envelope) throws NotPlain {
        envelope.read(in);
        return envelope.decoded(in);
    }

    private static Decoded presence(Cursor in, Provenance provenance) throws NotPlain {
        PresenceBody body = new PresenceBody();
        body.read(in);
        return body.answered(provenance, in);
    }

    private static Decoded records(Cursor in, Provenance provenance) throws NotPlain {
        Optional<List<CallRecord>> records = Optional.empty();
        Instant requestedAt = provenance.heardAt();
        Optional<Instant> since = Optional.empty();
        Optional<Instant> until = Optional.empty();
        boolean complete = false;
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case RECORDS -> records = RecordDraft.readAll(in);
                case REQUESTED_AT -> requestedAt = in.time().orElse(requestedAt);
                case COMPLETE -> complete = in.flag(false);
                case SINCE -> since = in.time();
                case UNTIL -> until = in.time();
                default -> in.skip();
            }
        }
        if (records.isEmpty()) {
            return new Decoded.Malformed("no-records", "Expected an array of records, but it is missing");
        }
        Evidence report = provenance.origin() == Origin.CALLLOG
                ? new Evidence.CallLogReport(provenance, since, until, complete, records.get())
                : new Evidence.ActiveCallsReport(provenance, requestedAt, complete, records.get());
        return new Decoded.Understood(report, in.notes());
    }

    private static Decoded session(Cursor in, Provenance provenance) throws NotPlain {
        Optional<String> id = Optional.empty();
        // A missing answer must not prove that the call is over.
        boolean exists = true;
        List<Party> parties = List.of();
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case TELEPHONY_SESSION_ID, ID -> id = in.text();
                case EXISTS -> exists = in.flag(true);
                case PARTIES -> parties = PartyDraft.readAll(in);
                default -> in.skip();
            }
        }
        return id.isPresent()
                ? new Decoded.Understood(new Evidence.SessionLook(provenance, id.get(), exists, parties), in.notes())
                : new Decoded.Malformed("session-without-id", "Expected telephonySessionId, but it is missing");
    }

    private static Decoded gap(Cursor in, Provenance provenance) throws NotPlain {
        Optional<Instant> from = Optional.empty();
        Optional<Instant> to = Optional.empty();
        String reason = "";
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case FROM -> from = in.time();
                case TO -> to = in.time();
                case REASON -> reason = in.text().orElse("");
                default -> in.skip();
            }
        }
        return from.isPresent() && to.isPresent()
                ? new Decoded.Understood(new Evidence.SourceGap(provenance, from.get(), to.get(), reason), in.notes())
                : new Decoded.Malformed("gap-without-times", "Expected from and to in a gap, but one is missing");
    }

    private static Provenance provenance(String via, Instant heardAt, Origin origin) {
        return new Provenance(
                via, Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty(), heardAt, origin);
    }
}
