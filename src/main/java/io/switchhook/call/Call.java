package io.switchhook.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One call as it is known at one moment: what every event carries and every consumer may keep.
 *
 * @param id the call's id; never changes
 * @param account the account's label in the configuration
 * @param accountId the provider's account id, where known
 * @param conversationId joins the calls of a transfer, a consultation or a RingOut
 * @param ids every id the platform has for it
 * @param state where it stands
 * @param health how sure we are that it still does
 * @param version the number of the newest event of the call
 * @param direction seen from the account
 * @param origin the provider's word for how it came about: {@code Call}, {@code RingOut}, …
 * @param external the outside party
 * @param dialed what the caller dialled
 * @param user the extension that owns it: who answered, else who was called, else who called
 * @param answeredBy who answered
 * @param times milestones
 * @param durations sums
 * @param legs its legs in order of appearance
 * @param outcome what it came to, once over
 * @param cause why it ended, once over
 * @param endedBy the leg that left first of those that were up when the call broke up: who hung up
 * @param provisional whether the end still waits for the call log
 * @param history its states so far, as they are known now
 * @param around what joins it to queues, park locations, recordings and other calls
 * @param logged what the call log has told of it
 */
public record Call(
        String id,
        String account,
        Optional<String> accountId,
        String conversationId,
        Ids ids,
        CallState state,
        Health health,
        long version,
        Direction direction,
        String origin,
        Optional<Endpoint> external,
        Optional<Endpoint> dialed,
        Optional<Endpoint> user,
        Optional<AnsweredBy> answeredBy,
        Times times,
        Durations durations,
        List<Leg> legs,
        Optional<Outcome> outcome,
        Optional<String> cause,
        Optional<String> endedBy,
        boolean provisional,
        List<Moment<CallState>> history,
        Around around,
        Logged logged) {
    /** Copies the lists. */
    public Call {
        legs = List.copyOf(legs);
        history = history instanceof History ? history : List.copyOf(history);
    }

    /**
     * A call that nothing joins to anything and of which the call log has told nothing.
     *
     * @param id the call's id
     * @param account the account's label
     * @param accountId the provider's account id
     * @param conversationId joins calls
     * @param ids every id the platform has for it
     * @param state where it stands
     * @param health how sure we are
     * @param version the number of its newest event
     * @param direction seen from the account
     * @param origin the provider's word
     * @param external the outside party
     * @param dialed what the caller dialled
     * @param user the extension that owns it
     * @param answeredBy who answered
     * @param times milestones
     * @param durations sums
     * @param legs its legs
     * @param outcome what it came to
     * @param cause why it ended
     * @param endedBy who hung up
     * @param provisional whether the end waits for the call log
     * @param history its states so far
     */
    public Call(
            String id,
            String account,
            Optional<String> accountId,
            String conversationId,
            Ids ids,
            CallState state,
            Health health,
            long version,
            Direction direction,
            String origin,
            Optional<Endpoint> external,
            Optional<Endpoint> dialed,
            Optional<Endpoint> user,
            Optional<AnsweredBy> answeredBy,
            Times times,
            Durations durations,
            List<Leg> legs,
            Optional<Outcome> outcome,
            Optional<String> cause,
            Optional<String> endedBy,
            boolean provisional,
            List<Moment<CallState>> history) {
        this(
                id,
                account,
                accountId,
                conversationId,
                ids,
                state,
                health,
                version,
                direction,
                origin,
                external,
                dialed,
                user,
                answeredBy,
                times,
                durations,
                legs,
                outcome,
                cause,
                endedBy,
                provisional,
                history,
                Around.NOTHING,
                Logged.NOTHING);
    }

    /**
     * The same picture under another event's number.
     *
     * @param number the event's sequence
     * @return the picture with that version
     */
    public Call at(long number) {
        if (number == version) {
            return this;
        }
        return new Call(
                id,
                account,
                accountId,
                conversationId,
                ids,
                state,
                health,
                number,
                direction,
                origin,
                external,
                dialed,
                user,
                answeredBy,
                times,
                durations,
                legs,
                outcome,
                cause,
                endedBy,
                provisional,
                history,
                around,
                logged);
    }

    /**
     * What joins a call to queues, park locations, recordings and other calls.
     *
     * @param queue the queue that it is or was in, the last of several
     * @param parkedAt where it is or was parked last: an orbit such as {@code *801}, or a park location's id
     * @param recordings its recordings, in order
     * @param links the other calls that it belongs with, in order of becoming known
     */
    public record Around(
            Optional<Queue> queue, Optional<String> parkedAt, List<Recording> recordings, List<Link> links) {
        /** Nothing at all. */
        public static final Around NOTHING = new Around(Optional.empty(), Optional.empty(), List.of(), List.of());

        /** Copies the lists. */
        public Around {
            recordings = List.copyOf(recordings);
            links = List.copyOf(links);
        }
    }

    /**
     * A queue.
     *
     * @param extensionId the queue's extension, where known
     * @param name its name, where known
     */
    public record Queue(Optional<String> extensionId, Optional<String> name) {}

    /**
     * One recording.
     *
     * @param id the platform's id
     * @param legId the leg that it is of
     * @param state {@code active}, {@code paused} or {@code stopped}
     */
    public record Recording(String id, String legId, String state) {}

    /**
     * That another call belongs with this one.
     *
     * @param rel what the other is to this one, for example {@code transferred-to}
     * @param callId the other call
     * @param certainty observed where the platform names the other, inferred where it follows from numbers
     */
    public record Link(String rel, String callId, Certainty certainty) {}

    /**
     * Every id the platform has for the call.
     *
     * @param telephonySessionIds the sessions' keys, where known, the first first; two for a RingOut
     * @param sessionIds the numeric ids; two for a RingOut
     * @param callLogIds ids of its records in the call log, newest last
     */
    public record Ids(List<String> telephonySessionIds, List<String> sessionIds, List<String> callLogIds) {
        /** Copies the lists. */
        public Ids {
            telephonySessionIds = List.copyOf(telephonySessionIds);
            sessionIds = List.copyOf(sessionIds);
            callLogIds = List.copyOf(callLogIds);
        }

        /**
         * The ids of a call of one session at most.
         *
         * @param telephonySessionId the session's key, where known
         * @param sessionIds the numeric ids
         * @param callLogIds ids of its records in the call log
         */
        public Ids(Optional<String> telephonySessionId, List<String> sessionIds, List<String> callLogIds) {
            this(telephonySessionId.map(List::of).orElse(List.of()), sessionIds, callLogIds);
        }

        /**
         * The first session's key.
         *
         * @return the key; empty while only older ids are known
         */
        public Optional<String> telephonySessionId() {
            return telephonySessionIds.stream().findFirst();
        }
    }

    /**
     * Who answered.
     *
     * @param kind a person, the outside
     * @param extensionId the extension, absent for the outside
     * @param legId the leg that answered
     */
    public record AnsweredBy(LegKind kind, Optional<String> extensionId, String legId) {}

    /**
     * Milestones by the evidence.
     *
     * @param startedAt when the call came to exist
     * @param ringingAt when a person or an outside number first alerted
     * @param answeredAt when two ends first talked
     * @param endedAt when the last leg ended
     */
    public record Times(
            Instant startedAt, Optional<Instant> ringingAt, Optional<Instant> answeredAt, Optional<Instant> endedAt) {}

    /**
     * Sums up to the snapshot, each in milliseconds.
     *
     * @param queueMs spent in state {@code QUEUED}
     * @param ringMs spent in state {@code RINGING} before the first answer
     * @param talkMs spent in state {@code TALKING}
     * @param holdMs spent in state {@code HELD}
     * @param totalMs from start to end, or to the newest event
     */
    public record Durations(long queueMs, long ringMs, long talkMs, long holdMs, long totalMs) {}
}
