package io.switchhook.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an account's sources stand, for readiness and status pages.
 *
 * @param account the label
 * @param feeds each configured feed by name
 * @param opened whether the sources have been opened at all
 * @param lookedAt when the last look that succeeded was complete
 * @param lookFailure why the last look failed; absent when it succeeded
 * @param counts what was refused, malformed or left out, by kind
 */
public record AccountStatus(
        String account,
        Map<String, FeedStatus> feeds,
        boolean opened,
        Optional<Instant> lookedAt,
        Optional<String> lookFailure,
        Map<String, Long> counts) {
    /** Copies the maps, keeping their order. */
    public AccountStatus {
        feeds = Collections.unmodifiableMap(new LinkedHashMap<>(feeds));
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /**
     * What is missing before the account's calls can be trusted.
     *
     * @return one sentence each; empty when every subscription stands and one look has succeeded
     */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!opened) {
            missing.add("sources are being opened");
        }
        feeds.forEach((name, feed) -> {
            if (!feed.connected()) {
                missing.add(name + ": " + feed.detail());
            }
        });
        if (lookedAt.isEmpty()) {
            missing.add("active calls: " + lookFailure.orElse("no look has succeeded yet"));
        }
        return missing;
    }

    /**
     * One feed.
     *
     * @param connected whether its subscription stands
     * @param since when that began
     * @param detail for a person: why it is not connected
     * @param refused filters that the platform refused
     */
    public record FeedStatus(boolean connected, Instant since, String detail, List<String> refused) {
        /** Copies the list. */
        public FeedStatus {
            refused = List.copyOf(refused);
        }
    }
}
