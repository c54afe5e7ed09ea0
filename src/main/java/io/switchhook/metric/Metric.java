package io.switchhook.metric;

import java.util.List;

/** Every metric there is: its name, type, labels and meaning; {@code src/docs/metrics.md} says what to do about each. */
public enum Metric {
    /** The version that runs. */
    BUILD(Type.GAUGE, "switchhook_build_info", "Always 1; the version that runs.", "version"),
    /** Whether calls can be told completely. */
    READY(Type.GAUGE, "switchhook_ready", "1 while every subscription stands and a look has succeeded, else 0."),
    /** Whether a subscription stands. */
    SOURCE_UP(
            Type.GAUGE,
            "switchhook_source_up",
            "1 while the subscription of a source of notifications stands, else 0.",
            "account",
            "source"),
    /** Losses of a subscription. */
    SOURCE_LOSSES(
            Type.COUNTER,
            "switchhook_source_losses_total",
            "How often a subscription that stood was lost.",
            "account",
            "source"),
    /** Returns of a subscription. */
    SOURCE_RECONNECTS(
            Type.COUNTER,
            "switchhook_source_reconnects_total",
            "How often a subscription that was lost stood again.",
            "account",
            "source"),
    /** Doubts about a subscription that seemed to stand. */
    SOURCE_SUSPICIONS(
            Type.COUNTER,
            "switchhook_source_suspicions_total",
            "How often a source whose subscription seemed to stand was silent while calls came and went.",
            "account",
            "source"),
    /** Filters that the platform refused. */
    REFUSED_FILTERS(
            Type.GAUGE,
            "switchhook_source_refused_filters",
            "Filters of the subscription that the platform refuses for lack of a permission.",
            "account",
            "source"),
    /** Stretches of time that a source may not have told. */
    GAPS(
            Type.COUNTER,
            "switchhook_source_gaps_total",
            "Stretches of time that a source may not have told; the source restart is the daemon's own absence.",
            "account",
            "source"),
    /** Gaps about which everything has been asked, or was given up. */
    BACKFILLS(
            Type.COUNTER,
            "switchhook_source_backfills_total",
            "Gaps that were filled as far as the platform answered: result is complete or incomplete.",
            "account",
            "source",
            "result"),
    /** Evidence that was understood. */
    EVIDENCE(
            Type.COUNTER,
            "switchhook_evidence_total",
            "Evidence that was understood, by the source that heard it and its kind.",
            "account",
            "source",
            "kind"),
    /** When a source was heard last. */
    LAST_EVIDENCE(
            Type.GAUGE,
            "switchhook_last_evidence_timestamp_seconds",
            "When a source was heard last, or opened, in seconds since 1970.",
            "account",
            "source"),
    /** Input that could not be used. */
    MALFORMED(
            Type.COUNTER,
            "switchhook_malformed_total",
            "Input that could not be used, by the kind of the mistake.",
            "account",
            "kind"),
    /** Input without something that it should have. */
    INCOMPLETE(
            Type.COUNTER,
            "switchhook_incomplete_total",
            "Input that was used although something was missing, by what was.",
            "account",
            "missing"),
    /** Notifications that say nothing about calls. */
    IGNORED(
            Type.COUNTER,
            "switchhook_ignored_total",
            "Notifications that say nothing about calls, by their kind.",
            "account",
            "kind"),
    /** Words of the platform that no table has. */
    UNMAPPED(
            Type.COUNTER,
            "switchhook_unmapped_total",
            "Words of the platform that no table of ours has.",
            "account",
            "field",
            "value"),
    /** Evidence that changed nothing. */
    REFUSED(
            Type.COUNTER,
            "switchhook_refused_total",
            "Evidence that was understood and changed nothing, by the reason.",
            "account",
            "reason"),
    /** Published events. */
    EVENTS(Type.COUNTER, "switchhook_events_total", "Events that were published, by type.", "account", "type"),
    /** From hearing to publishing. */
    PUBLISH_LATENCY(
            Type.HISTOGRAM,
            "switchhook_publish_latency_seconds",
            "From the arrival of the evidence that settled an event to its publication, waiting for missing evidence"
                    + " included; live events only.",
            "account"),
    /** What making durable takes. */
    JOURNAL_APPEND(
            Type.HISTOGRAM,
            "switchhook_journal_append_seconds",
            "From handing an entry to the journal until it is durable.",
            "account"),
    /** Looks at the platform. */
    LOOKS(
            Type.COUNTER,
            "switchhook_looks_total",
            "Looks at the platform, by what was looked at and whether it answered: result is ok or failed.",
            "account",
            "look",
            "result"),
    /** What looks had to tell because no notification had. */
    REPAIRED(
            Type.COUNTER,
            "switchhook_reconcile_repaired_total",
            "Calls that a look, not a notification, told of: what is found, advanced, ended or corrected; during is"
                    + " start, gap or standing, when the push channel seemed to be well.",
            "account",
            "what",
            "during"),
    /** Pauses that the platform asked for. */
    QUOTA_PAUSES(
            Type.COUNTER,
            "switchhook_quota_pauses_total",
            "Answers of the platform that ask for a pause (429), by each rate group that they stop.",
            "account",
            "group"),
    /** Calls that are not over. */
    OPEN_CALLS(
            Type.GAUGE,
            "switchhook_open_calls",
            "Calls that are not over, by how sure it is that they still go on.",
            "account",
            "health"),
    /** What CRMs said when numbers were looked up. */
    LOOKUPS(
            Type.COUNTER,
            "switchhook_lookups_total",
            "Numbers looked up in a CRM: result is one, many, nobody, refused or created.",
            "connector",
            "result"),
    /** Calls shown to users of a CRM. */
    POPS(
            Type.COUNTER,
            "switchhook_pops_total",
            "Calls to be shown to a user of a CRM at once: result is shown, failed or dropped.",
            "connector",
            "result"),
    /** Attempts to deliver. */
    DELIVERIES(
            Type.COUNTER,
            "switchhook_deliveries_total",
            "Attempts to deliver to a connector: result is written, retry, dead, paused or shadow.",
            "connector",
            "result"),
    /** What is owed to a connector. */
    BACKLOG(
            Type.GAUGE,
            "switchhook_backlog",
            "Calls of which something is owed to a connector, and events that it has not looked at.",
            "connector"),
    /** What a connector's CRM refused for good. */
    DEAD_LETTERS(
            Type.GAUGE,
            "switchhook_dead_letters",
            "Deliveries that the CRM refused for good, or that were given up, and that nobody has dealt with.",
            "connector"),
    /** Programs at a bridge of the event bus. */
    BRIDGE_LINKS(
            Type.GAUGE,
            "switchhook_bridge_links",
            "Programs that are connected to a bridge of the event bus.",
            "bridge"),
    /** What programs at a bridge were not allowed. */
    BRIDGE_REFUSED(
            Type.COUNTER,
            "switchhook_bridge_refused_total",
            "What programs at a bridge of the event bus were refused: reason is token, address, frame, busy, full or slow.",
            "bridge",
            "reason");

    /** How a value behaves. */
    public enum Type {
        /** Only grows, from 0 at the start of the process. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Observations in buckets, with their sum and number. */
        HISTOGRAM
    }

    private final Type type;
    private final String id;
    private final String help;
    private final String labels;

    Metric(Type type, String id, String help, String... labels) {
        this.type = type;
        this.id = id;
        this.help = help;
        this.labels = String.join(" ", labels);
    }

    /**
     * How it behaves.
     *
     * @return the type
     */
    public Type type() {
        return type;
    }

    /**
     * Its name in the monitoring system; a counter's ends in {@code _total}, others' in the unit if they have one.
     *
     * @return for example {@code switchhook_events_total}
     */
    public String id() {
        return id;
    }

    /**
     * What it means.
     *
     * @return one sentence
     */
    public String help() {
        return help;
    }

    /**
     * What its values are told apart by.
     *
     * @return the labels' names, in the order in which their values are given
     */
    public List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(" "));
    }
}
