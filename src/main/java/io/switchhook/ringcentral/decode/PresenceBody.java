package io.switchhook.ringcentral.decode;

import io.switchhook.call.ActiveCall;
import io.switchhook.call.Evidence;
import io.switchhook.call.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The state of an extension: the body of a presence notification, or a whole REST answer (protocol.md 4.2.1). */
final class PresenceBody implements Envelope.Body {
    private Optional<String> extensionId = Optional.empty();
    private Optional<String> nestedExtensionId = Optional.empty();
    private Optional<String> accountId = Optional.empty();
    private String uri = "";
    private OptionalLong sequence = OptionalLong.empty();
    /** Most calls that a list has (protocol.md 4.2.1). */
    private static final int LIST_MAX = 7;

    private OptionalLong total = OptionalLong.empty();
    private boolean detailed;
    private int listed;
    private final List<ActiveCall> calls = new ArrayList<>(1);

    @Override
    public void read(Cursor in) throws NotPlain {
        for (Member name = in.nextMember(); name != null; name = in.nextMember()) {
            switch (name) {
                case EXTENSION_ID -> extensionId = in.text();
                case EXTENSION -> nestedExtensionId = in.textOf(Member.ID);
                case ACCOUNT_ID -> accountId = in.text();
                case URI -> uri = in.text().orElse("");
                case SEQUENCE -> sequence = in.number();
                case TOTAL_ACTIVE_CALLS -> total = in.number();
                case ACTIVE_CALLS -> readCalls(in);
                default -> in.skip();
            }
        }
    }

    @Override
    public Decoded in(Envelope envelope, EventPath path, Cursor from) {
        return decoded(envelope.provenance(sequence), path, envelope.at(), from);
    }

    /** As the answer to a request of ours; such an answer has no counter. */
    Decoded answered(Provenance provenance, Cursor from) {
        sequence = OptionalLong.empty();
        return decoded(provenance, EventPath.of(uri), provenance.heardAt(), from);
    }

    private Decoded decoded(Provenance provenance, EventPath path, Instant at, Cursor from) {
        Optional<String> account = path.accountId().or(() -> accountId);
        Optional<String> extension = extensionId.or(() -> nestedExtensionId).or(path::extensionId);
        if (extension.isEmpty()) {
            return new Decoded.Malformed(
                    "presence-without-extension", "Expected extensionId in a presence, but it is missing");
        }
        Evidence report = new Evidence.ExtensionReport(
                provenance, account, extension.get(), sequence, at, detailed, total(), calls);
        return new Decoded.Understood(report, from.notes());
    }

    /** Counts what was left out too: so a list with something left out never passes for complete. */
    private int total() {
        // Old reports do not say; a list of seven may then be cut.
        long unsaid = listed >= LIST_MAX ? listed + 1L : listed;
        return (int) Math.max(0, Math.min(total.orElse(unsaid), Integer.MAX_VALUE));
    }

    private void readCalls(Cursor in) throws NotPlain {
        if (!in.array()) {
            return;
        }
        detailed = true;
        listed = 0;
        calls.clear();
        while (in.nextElement()) {
            listed++;
            if (in.object()) {
                ActiveCallDraft draft = new ActiveCallDraft();
                draft.read(in);
                draft.call(in).ifPresent(calls::add);
            }
        }
    }
}
