package io.switchhook.account;

import static io.switchhook.metric.Metric.BACKFILLS;
import static io.switchhook.metric.Metric.EVENTS;
import static io.switchhook.metric.Metric.EVIDENCE;
import static io.switchhook.metric.Metric.GAPS;
import static io.switchhook.metric.Metric.IGNORED;
import static io.switchhook.metric.Metric.INCOMPLETE;
import static io.switchhook.metric.Metric.JOURNAL_APPEND;
import static io.switchhook.metric.Metric.LAST_EVIDENCE;
import static io.switchhook.metric.Metric.LOOKS;
import static io.switchhook.metric.Metric.MALFORMED;
import static io.switchhook.metric.Metric.OPEN_CALLS;
import static io.switchhook.metric.Metric.PUBLISH_LATENCY;
import static io.switchhook.metric.Metric.REFUSED;
import static io.switchhook.metric.Metric.REFUSED_FILTERS;
import static io.switchhook.metric.Metric.REPAIRED;
import static io.switchhook.metric.Metric.SOURCE_LOSSES;
import static io.switchhook.metric.Metric.SOURCE_RECONNECTS;
import static io.switchhook.metric.Metric.SOURCE_SUSPICIONS;
import static io.switchhook.metric.Metric.SOURCE_UP;
import static io.switchhook.metric.Metric.UNMAPPED;

import io.switchhook.call.CallEvent;
import io.switchhook.call.Health;
import io.switchhook.call.Origin;
import io.switchhook.call.rules.Decision;
import io.switchhook.call.rules.Refusal;
import io.switchhook.event.Notice;
import io.switchhook.journal.KeptEvidence;
import io.switchhook.journal.StoredEvent;
import io.switchhook.metric.Meter;
import io.switchhook.metric.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Says what happens to one account in terms of metrics. */
final class AccountMeter {
    /** How the decoder begins a note about a word that it does not know: what it is a value of, then the word. */
    private static final String UNKNOWN = "unknown ";

    private static final double NANOS = 1e9;

    private final Meter meter;
    private final String account;
    private final OpenCalls open = new OpenCalls();
    private boolean lookedOnce;

    AccountMeter(Meter meter, String account) {
        this.meter = meter;
        this.account = account;
        begin();
    }

    /** What has not happened yet stands at 0, so that a monitor sees the first time. */
    private void begin() {
        List.of(PUBLISH_LATENCY, JOURNAL_APPEND).forEach(metric -> meter.begin(metric, account));
        List.of(MALFORMED, INCOMPLETE, IGNORED).forEach(metric -> meter.begin(metric, account, "other"));
        meter.begin(UNMAPPED, account, "other", "other");
        meter.begin(EVENTS, account, "call.started");
        for (Refusal.Reason reason : Refusal.Reason.values()) {
            meter.begin(REFUSED, account, word(reason));
        }
        for (Repairs.What what : Repairs.What.values()) {
            for (String during : List.of("start", "gap", "standing")) {
                meter.begin(REPAIRED, account, word(what), during);
            }
        }
        for (String result : List.of("ok", "failed")) {
            meter.begin(LOOKS, account, "activeCalls", result);
        }
        beginGaps("restart");
        showOpen();
    }

    private void beginGaps(String source) {
        meter.begin(GAPS, account, source);
        meter.begin(BACKFILLS, account, source, "complete");
        meter.begin(BACKFILLS, account, source, "incomplete");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void opened(List<String> sources, Instant now) {
        for (String source : sources) {
            meter.set(SOURCE_UP, 0, account, source);
            meter.set(REFUSED_FILTERS, 0, account, source);
            meter.set(LAST_EVIDENCE, (double) now.getEpochSecond(), account, source);
            meter.begin(SOURCE_LOSSES, account, source);
            meter.begin(SOURCE_RECONNECTS, account, source);
            meter.begin(SOURCE_SUSPICIONS, account, source);
            meter.begin(EVIDENCE, account, source, "notification");
            beginGaps(source);
        }
    }

    void connected(String source, int refused, boolean again) {
        meter.set(SOURCE_UP, 1, account, source);
        meter.set(REFUSED_FILTERS, refused, account, source);
        if (again) {
            meter.count(SOURCE_RECONNECTS, account, source);
        }
    }

    void lost(String source, boolean stood) {
        meter.set(SOURCE_UP, 0, account, source);
        if (stood) {
            meter.count(SOURCE_LOSSES, account, source);
        }
    }

    /** News of a source was told. */
    void told(Notice notice) {
        switch (notice.type()) {
            case SOURCE_GAP -> meter.count(GAPS, account, notice.source());
            case SOURCE_BACKFILLED ->
                meter.count(BACKFILLS, account, notice.source(), isComplete(notice) ? "complete" : "incomplete");
            default -> {}
        }
    }

    private static boolean isComplete(Notice notice) {
        return notice.facts().stream().noneMatch(fact -> fact.name().equals(Backfill.NOT_ANSWERED));
    }

    void heard(String source, Instant at) {
        meter.set(LAST_EVIDENCE, (double) at.getEpochSecond(), account, source);
    }

    void looked(String look, boolean answered) {
        meter.count(LOOKS, account, look, answered ? "ok" : "failed");
    }

    void understood(KeptEvidence input, List<String> notes) {
        meter.count(EVIDENCE, account, input.via(), input.kind());
        notes.forEach(this::note);
    }

    private void note(String note) {
        int end = note.indexOf(' ', UNKNOWN.length());
        if (note.startsWith(UNKNOWN) && end > 0) {
            meter.count(UNMAPPED, account, note.substring(UNKNOWN.length(), end), note.substring(end + 1));
        } else {
            meter.count(INCOMPLETE, account, note);
        }
    }

    void count(Metric metric, String kind) {
        meter.count(metric, account, kind);
    }

    /** A decision of now, whether it came from evidence or from time. */
    void decided(Decision decision, boolean gap) {
        decision.refusals().forEach(refusal -> meter.count(REFUSED, account, word(refusal.reason())));
        decision.unmapped().forEach(word -> meter.count(UNMAPPED, account, "reason", word));
        String during = gap ? "gap" : lookedOnce ? "standing" : "start";
        Repairs.of(decision.events()).forEach(what -> meter.count(REPAIRED, account, word(what), during));
        told(decision.events());
    }

    /** A complete look at active calls has been taken in; what a later one finds was missed while we listened. */
    void tookFirstLook() {
        lookedOnce = true;
    }

    /** Events were decided, now or before a restart. */
    void told(List<CallEvent> events) {
        events.forEach(open::saw);
        if (!events.isEmpty()) {
            showOpen();
        }
    }

    private void showOpen() {
        for (Health health : Health.values()) {
            meter.set(OPEN_CALLS, open.count(health), account, word(health));
        }
    }

    void kept(long nanos, List<StoredEvent> stored) {
        meter.observe(JOURNAL_APPEND, nanos / NANOS, account);
        stored.forEach(event -> meter.count(EVENTS, account, event.type()));
    }

    /** Events of now were published. */
    void published(List<CallEvent> events, Instant now) {
        for (CallEvent event : events) {
            if (event.origin() == Origin.LIVE) {
                double seconds = Duration.between(event.observedAt(), now).toNanos() / NANOS;
                meter.observe(PUBLISH_LATENCY, Math.max(0, seconds), account);
            }
        }
    }
}
