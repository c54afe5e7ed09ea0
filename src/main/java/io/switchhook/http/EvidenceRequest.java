package io.switchhook.http;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a reader of evidence asks for.
 *
 * @param account the account's label
 * @param isConfigured whether the daemon runs that account; what an account left behind can be read without
 * @param after the offset that the reader has already
 * @param since leaves out what was heard before
 * @param max most pieces to write
 * @param follow whether it stays for what is to come
 */
record EvidenceRequest(
        String account, boolean isConfigured, long after, Optional<Instant> since, long max, boolean follow) {
    private static final Set<String> PARAMETERS = Set.of("account", "after", "since", "max", "follow");

    static EvidenceRequest decode(MultiMap parameters, List<String> accounts) {
        Query query = Query.of(parameters, PARAMETERS);
        String account = query.text("account").orElseGet(() -> only(accounts));
        return new EvidenceRequest(
                account,
                accounts.contains(account),
                query.number("after", 0, Long.MAX_VALUE).orElse(0L),
                query.moment("since"),
                query.number("max", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE),
                query.flag("follow").orElse(false));
    }

    private static String only(List<String> accounts) {
        if (accounts.size() == 1) {
            return accounts.get(0);
        }
        throw new Problem(
                400,
                "account-needed",
                "Expected the parameter account, because there are several accounts or none: " + accounts,
                "Name one of them, for example ?account="
                        + accounts.stream().findFirst().orElse("NAME") + ".");
    }

    Problem unknown() {
        return new Problem(
                404,
                "unknown-account",
                "Expected an account that the daemon runs or has evidence of, but it is \"" + account + "\"",
                "See /api/v1/status for the accounts.");
    }
}
