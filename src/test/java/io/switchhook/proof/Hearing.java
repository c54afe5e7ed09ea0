package io.switchhook.proof;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent;
import io.switchhook.call.CallEventType;
import io.switchhook.call.rules.AccountCalls;
import io.switchhook.call.rules.Decision;
import io.switchhook.call.rules.RulesConfig;
import io.switchhook.ringcentral.decode.Decoded;
import io.switchhook.ringcentral.decode.Decoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the decoder and the rules make of some reports, in virtual time, as a replay does. */
final class Hearing {
    private static final Decoder DECODER = new Decoder();

    /** More deadlines than this without a report are no patience any more. */
    private static final int PENDING_MAX = 10_000;

    /** The last picture of each call. */
    final Map<String, Call> last = new LinkedHashMap<>();

    /** The first thing that no story may do: skip a number, begin without its beginning, never come to rest. */
    Optional<String> broken = Optional.empty();

    private final AccountCalls calls;

    private Hearing(RulesConfig config) {
        calls = new AccountCalls("acme", config);
    }

    static RulesConfig config(View view) {
        return RulesConfig.DEFAULTS.expecting(view != View.NARROW, view.hasSessions(), false);
    }

    static Hearing of(View view, List<Report> reports) {
        Hearing hearing = new Hearing(config(view));
        reports.forEach(hearing::hear);
        hearing.finish();
        return hearing;
    }

    private void hear(Report report) {
        Instant at = Instant.ofEpochMilli(report.heardMs());
        pass(at);
        Decoded decoded = DECODER.decode(report.kind(), report.body(), "trace", at);
        if (decoded instanceof Decoded.Understood understood) {
            take(calls.accept(understood.evidence()));
        } else {
            complain("Expected a report that is understood, but " + decoded);
        }
    }

    private void pass(Instant until) {
        Optional<Instant> next = calls.nextDeadline();
        while (next.isPresent() && next.get().isBefore(until)) {
            take(calls.advance(next.get()));
            next = calls.nextDeadline();
        }
    }

    private void finish() {
        for (int i = 0; calls.isPending(); i++) {
            take(calls.advance(calls.nextDeadline().orElseThrow()));
            if (i > PENDING_MAX) {
                complain("Expected time to run out, but something is always pending");
                return;
            }
        }
    }

    private void take(Decision decision) {
        for (CallEvent event : decision.events()) {
            Call before = last.put(event.call().id(), event.call());
            long expected = before == null ? 1 : before.version() + 1;
            boolean first = event.type() == CallEventType.STARTED;
            if (event.sequence() != expected || event.call().version() != expected || first != (expected == 1)) {
                complain("Expected number " + expected + ", but it is " + event.id() + " "
                        + event.type().word());
            }
        }
    }

    private void complain(String what) {
        broken = broken.or(() -> Optional.of(what));
    }
}
