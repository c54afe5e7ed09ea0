package io.switchhook.account;

import io.switchhook.call.CallEvent;
import io.switchhook.call.Evidence;
import io.switchhook.event.Notice;
import io.switchhook.event.Notice.Count;
import io.switchhook.event.Notice.Fact;
import io.switchhook.event.Notice.Text;
import io.switchhook.event.NoticeType;
import io.switchhook.event.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows what is asked after a gap until all of it has been answered: complete active calls first, then what else was
 * asked. Gaps that come meanwhile are covered by the next round. Owned by the account; time is passed in.
 */
final class Backfill {
    /** After so long a round is told as it stands, and what was not answered is named. Chosen: a platform that is in
     * trouble for longer makes a gap of its own. */
    static final Duration GIVE_UP = Duration.ofMinutes(10);

    private final List<Gap> gaps = new ArrayList<>();
    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> repaired = new LinkedHashSet<>();
    private final Set<String> ended = new LinkedHashSet<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private Instant since = Instant.MAX;
    private long records;

    /** A gap is to be filled. */
    void begin(Gap gap, Instant now) {
        gaps.add(gap);
        // Active calls asked for before the newest gap ended do not cover it.
        open.add(ACTIVE_CALLS);
        since = now;
    }

    static final String ACTIVE_CALLS = "active calls";

    /** The fact that names what was given up; absent when everything was answered. */
    static final String NOT_ANSWERED = "notAnswered";

    boolean isRunning() {
        return !gaps.isEmpty();
    }

    /** Something more was asked that belongs to the round. */
    void asked(String what) {
        if (isRunning()) {
            open.add(what);
        }
    }

    /** What a stretch of the call log is called among what was asked. */
    static String callLog(Instant from, Instant to) {
        return "call log from " + Timestamps.text(from) + " to " + Timestamps.text(to);
    }

    /** It was answered, or given up. */
    void answered(String what) {
        open.remove(what);
    }

    /** It will not be answered: nobody waits for it, but it is named. */
    void refused(String what) {
        if (open.remove(what)) {
            refused.add(what);
        }
    }

    /** What a look showed, and what that led to. */
    void took(Evidence evidence, List<CallEvent> events) {
        if (!isRunning()) {
            return;
        }
        if (evidence instanceof Evidence.ActiveCallsReport look) {
            records += look.records().size();
            if (look.complete() && !look.requestedAt().isBefore(since)) {
                answered(ACTIVE_CALLS);
            }
        } else if (evidence instanceof Evidence.CallLogReport log) {
            records += log.records().size();
        }
        count(events);
    }

    private void count(List<CallEvent> events) {
        for (CallEvent event : events) {
            String call = event.call().id();
            switch (event.origin()) {
                case LIVE, REPLAY, COMMAND -> {}
                case POLL, CALLLOG, BACKFILL -> count(event, call);
            }
        }
    }

    private void count(CallEvent event, String call) {
        switch (event.type()) {
            case STARTED -> found.add(call);
            case ENDED -> ended.add(call);
            default -> {
                if (!found.contains(call)) {
                    repaired.add(call);
                }
            }
        }
    }

    /** What is to be told once everything has been answered, or has taken too long; empty until then. */
    List<Notice> finished(Instant now) {
        boolean late = isRunning() && Duration.between(since, now).compareTo(GIVE_UP) >= 0;
        if (!isRunning() || (!open.isEmpty() && !late)) {
            return List.of();
        }
        List<Notice> told = new ArrayList<>();
        for (Gap gap : gaps) {
            told.add(new Notice(NoticeType.SOURCE_BACKFILLED, gap.source(), now, now, facts(gap)));
        }
        clear();
        return told;
    }

    private List<Fact> facts(Gap gap) {
        List<Fact> facts = new ArrayList<>(gap.facts());
        facts.add(new Count("callsFound", found.size()));
        facts.add(new Count("callsRepaired", repaired.size()));
        facts.add(new Count("callsEnded", ended.size()));
        facts.add(new Count("recordsSeen", records));
        if (!open.isEmpty() || !refused.isEmpty()) {
            Set<String> missing = new LinkedHashSet<>(refused);
            missing.addAll(open);
            facts.add(new Text(NOT_ANSWERED, String.join(", ", missing)));
        }
        return facts;
    }

    private void clear() {
        gaps.clear();
        found.clear();
        repaired.clear();
        ended.clear();
        open.clear();
        refused.clear();
        since = Instant.MAX;
        records = 0;
    }
}
