package io.switchhook.account;

import io.switchhook.account.AccountStatus.FeedStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an account's status, written by its owner and read by anybody; reports each kind of trouble once. */
final class StatusBoard {
    private static final Logger log = LoggerFactory.getLogger(StatusBoard.class);

    /** Most kinds of trouble counted apart; what comes beyond is counted together. */
    private static final int KINDS_MAX = 200;

    private final String account;
    private final Map<String, FeedStatus> feeds = new LinkedHashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private boolean opened;
    private Optional<Instant> lookedAt = Optional.empty();
    private Optional<String> lookFailure = Optional.empty();
    private volatile AccountStatus current;

    StatusBoard(String account) {
        this.account = account;
        publish();
    }

    AccountStatus current() {
        return current;
    }

    void opened(List<String> names, Instant now) {
        opened = true;
        names.forEach(name -> feeds.putIfAbsent(name, new FeedStatus(false, now, "connecting", List.of())));
        publish();
    }

    void connected(String feed, List<String> refused, Instant now) {
        FeedStatus before = feeds.put(feed, new FeedStatus(true, now, "connected", refused));
        boolean known = before != null && before.refused().equals(refused);
        log.info("Connected account={} feed={}", account, feed);
        for (String filter : known ? List.<String>of() : refused) {
            log.error(
                    "Expected every filter to be accepted, but the platform refused one; give the app or the user"
                            + " the permission it names. account={} feed={} filter={}",
                    account,
                    feed,
                    filter);
        }
        publish();
    }

    void lost(String feed, String why, Instant now) {
        FeedStatus before = feeds.get(feed);
        feeds.put(feed, new FeedStatus(false, now, why, before == null ? List.of() : before.refused()));
        if (before == null || before.connected() || !before.detail().equals(why)) {
            log.warn("Lost, trying again. account={} feed={} why={}", account, feed, why);
        }
        publish();
    }

    void gap(String source, Instant from, Instant to, String why) {
        log.warn(
                "Something may have been missed, a look follows. account={} source={} from={} to={} why={}",
                account,
                source,
                from,
                to,
                why);
    }

    void looked(Instant now) {
        lookedAt = Optional.of(now);
        lookFailure = Optional.empty();
        publish();
    }

    void lookFailed(String why) {
        if (lookFailure.isEmpty()) {
            log.warn("Active calls cannot be read, trying again. account={} why={}", account, why);
        }
        lookFailure = Optional.of(why);
        publish();
    }

    /** Counts several of one kind that is not harmless. */
    void count(String kind, long more) {
        count(kind, false);
        if (more > 1) {
            counts.computeIfPresent(kind, (same, times) -> times + more - 1);
            publish();
        }
    }

    /** Counts; what is new and not harmless is also logged, once. */
    void count(String kind, boolean harmless) {
        String key = counts.containsKey(kind) || counts.size() < KINDS_MAX ? kind : "other";
        long times = counts.merge(key, 1L, Long::sum);
        if (Long.bitCount(times) == 1) {
            publish();
        }
        if (times == 1 && !harmless) {
            log.warn("Bad input, counted from now on and not logged again. account={} kind={}", account, kind);
        }
    }

    /** Counts change too often to be copied each time; they become visible when they have doubled, or with news. */
    private void publish() {
        current = new AccountStatus(account, feeds, opened, lookedAt, lookFailure, counts);
    }
}
