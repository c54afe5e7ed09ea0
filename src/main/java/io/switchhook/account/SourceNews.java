package io.switchhook.account;

import io.switchhook.event.Notice;
import io.switchhook.event.Notice.Count;
import io.switchhook.event.Notice.Text;
import io.switchhook.event.NoticeType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What there is to tell of an account's sources: each loss once, and that the source is back. */
final class SourceNews {
    private static final String QUOTA = "quota";

    private final Set<String> up = new LinkedHashSet<>();
    private final Set<String> lost = new LinkedHashSet<>();

    /** A feed's subscription stands; that is news only after a loss. */
    Optional<Notice> connected(String feed, Instant now) {
        up.add(feed);
        return lost.remove(feed)
                ? Optional.of(new Notice(NoticeType.SOURCE_CONNECTED, feed, now, now, List.of()))
                : Optional.empty();
    }

    /** A feed's subscription is gone; a second reason while it is away is no news. */
    Optional<Notice> lost(String feed, String why, Instant now) {
        if (!up.remove(feed)) {
            return Optional.empty();
        }
        lost.add(feed);
        return Optional.of(new Notice(NoticeType.SOURCE_LOST, feed, now, now, List.of(new Text("reason", why))));
    }

    /** Whether nobody tells us anything: some feed was lost and none stands. */
    boolean isSilent() {
        return up.isEmpty() && !lost.isEmpty();
    }

    /** A rate group lets nothing through; what looks would find meanwhile is found later. */
    static Notice exhausted(String group, String reason, Duration pause, Instant now) {
        List<Notice.Fact> facts =
                List.of(new Text("group", group), new Text("reason", reason), new Count("pauseMs", pause.toMillis()));
        return new Notice(NoticeType.QUOTA_EXHAUSTED, QUOTA, now, now, facts);
    }

    /** A rate group lets requests through again. */
    static Notice restored(String group, Instant now) {
        return new Notice(NoticeType.QUOTA_RESTORED, QUOTA, now, now, List.of(new Text("group", group)));
    }

    /** What happened meanwhile may not have been told. */
    static Notice gap(Gap gap, Instant now) {
        return new Notice(NoticeType.SOURCE_GAP, gap.source(), gap.to(), now, gap.facts());
    }
}
