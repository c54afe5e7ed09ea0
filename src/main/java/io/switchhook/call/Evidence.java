package io.switchhook.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything that can change our mind about calls. Times arrive in it, as data, or not at all. */
public sealed interface Evidence {
    /**
     * Where it came from.
     *
     * @return the provenance
     */
    Provenance provenance();

    /**
     * Hands this to the part of the rules that judges its kind. A new kind breaks every judge until it is handled.
     *
     * @param judge the rules
     * @param <R> what they answer
     * @return their answer
     */
    <R> R judgedBy(Judge<R> judge);

    /**
     * One method for each kind of evidence: the exhaustive switch that Java 17 lacks.
     *
     * @param <R> what the judge answers
     */
    interface Judge<R> {
        /**
         * A telephony session notification.
         *
         * @param report what was reported
         * @return the answer
         */
        R session(SessionReport report);

        /**
         * A presence snapshot of an extension.
         *
         * @param report what was reported
         * @return the answer
         */
        R extension(ExtensionReport report);

        /**
         * A look at the account's active calls.
         *
         * @param report what was seen
         * @return the answer
         */
        R activeCalls(ActiveCallsReport report);

        /**
         * Records of the call log.
         *
         * @param report what was seen
         * @return the answer
         */
        R callLog(CallLogReport report);

        /**
         * The answer to a question about one session.
         *
         * @param report what was seen
         * @return the answer
         */
        R sessionLook(SessionLook report);

        /**
         * A source was away.
         *
         * @param gap from when to when
         * @return the answer
         */
        R gap(SourceGap gap);
    }

    /**
     * Parties of a session changed (protocol.md 4.3).
     *
     * @param provenance where it came from
     * @param accountId the provider's account id, where known
     * @param telephonySessionId the session: the key
     * @param sessionId the older numeric id: an alias
     * @param number the session's own counter, from 2, contiguous over its parties for an account-wide subscription
     * @param at when it happened ({@code eventTime})
     * @param origin {@code Call}, {@code RingOut}, …: the provider's word
     * @param parties the parties that it speaks of, nearly always one
     */
    record SessionReport(
            Provenance provenance,
            Optional<String> accountId,
            String telephonySessionId,
            Optional<String> sessionId,
            long number,
            Instant at,
            String origin,
            List<Party> parties)
            implements Evidence {
        /** Copies the parties. */
        public SessionReport {
            parties = List.copyOf(parties);
        }

        @Override
        public <R> R judgedBy(Judge<R> judge) {
            return judge.session(this);
        }
    }

    /**
     * An extension's presence: a snapshot of all its calls (protocol.md 4.2).
     *
     * @param provenance where it came from
     * @param accountId the provider's account id, where known
     * @param extensionId the watched extension
     * @param number the extension stream's counter; only its order means something, absent for a REST answer
     * @param at when it was sent, or read
     * @param detailed whether calls are listed at all; a plain presence proves nothing about them
     * @param total how many calls the extension has; more than are listed when the list was cut at seven
     * @param calls the calls listed
     */
    record ExtensionReport(
            Provenance provenance,
            Optional<String> accountId,
            String extensionId,
            OptionalLong number,
            Instant at,
            boolean detailed,
            int total,
            List<ActiveCall> calls)
            implements Evidence {
        /** Copies the calls. */
        public ExtensionReport {
            calls = List.copyOf(calls);
        }

        @Override
        public <R> R judgedBy(Judge<R> judge) {
            return judge.extension(this);
        }
    }

    /**
     * One look at the account's active calls, all pages (protocol.md 6.1).
     *
     * @param provenance where it came from
     * @param requestedAt when the first page was asked for, our clock
     * @param complete whether every page came; an incomplete look proves no absence
     * @param records what was listed
     */
    record ActiveCallsReport(Provenance provenance, Instant requestedAt, boolean complete, List<CallRecord> records)
            implements Evidence {
        /** Copies the records. */
        public ActiveCallsReport {
            records = List.copyOf(records);
        }

        @Override
        public <R> R judgedBy(Judge<R> judge) {
            return judge.activeCalls(this);
        }
    }

    /**
     * Records of the call log (protocol.md 6.2).
     *
     * @param provenance where it came from
     * @param since the beginning of the time that was asked about; a call counts by its start. Absent where the
     *     records are just some
     * @param until the end of that time
     * @param complete whether everything of that time has been listed by now; if not, no absence is proven
     * @param records what was listed
     */
    record CallLogReport(
            Provenance provenance,
            Optional<Instant> since,
            Optional<Instant> until,
            boolean complete,
            List<CallRecord> records)
            implements Evidence {
        /** Copies the records. */
        public CallLogReport {
            records = List.copyOf(records);
        }

        /**
         * Whether a call that began then would have been listed.
         *
         * @param startedAt when the call began
         * @return true when its absence means something
         */
        public boolean covers(Instant startedAt) {
            return complete
                    && since.filter(from -> !startedAt.isBefore(from)).isPresent()
                    && until.filter(to -> !startedAt.isAfter(to)).isPresent();
        }

        @Override
        public <R> R judgedBy(Judge<R> judge) {
            return judge.callLog(this);
        }
    }

    /**
     * The platform was asked for one session (protocol.md 9).
     *
     * @param provenance where it came from
     * @param telephonySessionId the session asked for
     * @param exists whether the platform still knows it; false is its 404
     * @param parties where its parties stand now; empty when the answer did not say
     */
    record SessionLook(Provenance provenance, String telephonySessionId, boolean exists, List<Party> parties)
            implements Evidence {
        /** Copies the parties. */
        public SessionLook {
            parties = List.copyOf(parties);
        }

        @Override
        public <R> R judgedBy(Judge<R> judge) {
            return judge.sessionLook(this);
        }
    }

    /**
     * A source was away, so that what it would have told is unknown.
     *
     * @param provenance where it came from
     * @param from the last moment known to be covered
     * @param to when it was back
     * @param reason for a person on call
     */
    record SourceGap(Provenance provenance, Instant from, Instant to, String reason) implements Evidence {
        @Override
        public <R> R judgedBy(Judge<R> judge) {
            return judge.gap(this);
        }
    }
}
