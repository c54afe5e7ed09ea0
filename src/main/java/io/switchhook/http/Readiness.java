package io.switchhook.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the sources stand at one moment (product.md 8, "Ready").
 *
 * @param accounts every configured account
 * @param counters what has been counted since the start, by name
 */
public record Readiness(List<Account> accounts, Map<String, Long> counters) {
    /** Copies the collections, keeping their order. */
    public Readiness {
        accounts = List.copyOf(accounts);
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }

    /**
     * Whether calls can be told completely.
     *
     * @return true when there is an account and nothing is missing
     */
    public boolean ready() {
        return missing().isEmpty();
    }

    /**
     * What is missing, for a person on call.
     *
     * @return one entry for each source that does not stand and each account without a look; empty when ready
     */
    public List<Missing> missing() {
        if (accounts.isEmpty()) {
            return List.of(new Missing("", "", "Expected an account to be running, but none is yet"));
        }
        List<Missing> missing = new ArrayList<>();
        for (Account account : accounts) {
            for (Source source : account.sources()) {
                if (!source.up()) {
                    missing.add(new Missing(account.name(), source.name(), source.detail()));
                }
            }
            if (account.lastLook().isEmpty()) {
                missing.add(
                        new Missing(account.name(), "look", "Expected one look at active calls, but none succeeded"));
            }
        }
        return missing;
    }

    /**
     * One account.
     *
     * @param name the account's label
     * @param sources its configured transports
     * @param lastLook when a look at the platform succeeded last
     */
    public record Account(String name, List<Source> sources, Optional<Instant> lastLook) {
        /** Copies the list. */
        public Account {
            sources = List.copyOf(sources);
        }
    }

    /**
     * One source of notifications.
     *
     * @param name its transport, for example {@code websocket}
     * @param up whether its subscription stands
     * @param since when that changed last
     * @param detail why it does not stand and what will happen, for a person; may be empty when it stands
     */
    public record Source(String name, boolean up, Optional<Instant> since, String detail) {}

    /**
     * One thing that is missing.
     *
     * @param account the account's label; empty when no account runs
     * @param source the source's name, {@code look} for the first look
     * @param detail for a person
     */
    public record Missing(String account, String source, String detail) {}
}
