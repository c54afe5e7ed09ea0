package io.switchhook.cli;

import io.switchhook.account.AccountStatus;
import io.switchhook.http.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns what the accounts know of their sources into what the door tells. */
final class StatusReport {
    private StatusReport() {}

    static Readiness of(List<AccountStatus> statuses) {
        List<Readiness.Account> accounts = new ArrayList<>();
        Map<String, Long> counters = new TreeMap<>();
        for (AccountStatus status : statuses) {
            accounts.add(account(status));
            status.counts().forEach((kind, count) -> counters.put(status.account() + ": " + kind, count));
        }
        return new Readiness(accounts, counters);
    }

    private static Readiness.Account account(AccountStatus status) {
        List<Readiness.Source> sources = new ArrayList<>();
        if (!status.opened()) {
            sources.add(new Readiness.Source("sources", false, Optional.empty(), "being opened"));
        }
        status.feeds()
                .forEach((name, feed) -> sources.add(
                        new Readiness.Source(name, feed.connected(), Optional.of(feed.since()), detail(feed))));
        return new Readiness.Account(status.account(), sources, status.lookedAt());
    }

    private static String detail(AccountStatus.FeedStatus feed) {
        return feed.refused().isEmpty() ? feed.detail() : "refused by the platform: " + feed.refused();
    }
}
