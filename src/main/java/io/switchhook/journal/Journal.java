package io.switchhook.journal;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The durable memory of the daemon.
 *
 * <p>All methods may be called from any context; futures complete on the caller's context. They fail with {@link
 * JournalFailure} only.
 */
public interface Journal {
    /**
     * Makes an entry durable. Entries become durable in the order of the calls, several of them by one commit.
     *
     * @param entry evidence, events and memory, all or nothing
     * @return completes after the commit, with the events as stored; fails when the journal cannot keep it, when
     *     an event with the same call and sequence was kept before, or when more entries wait than it may hold
     */
    Future<List<StoredEvent>> append(Entry entry);

    /**
     * Reads events.
     *
     * @param offset events after this one; 0 for the beginning
     * @param max at most so many, 1 to 10,000
     * @return the events in order of their offsets, without holes; empty at the end
     */
    Future<List<StoredEvent>> read(long offset, int max);

    /**
     * The newest durable event's offset.
     *
     * @return 0 for an empty journal
     */
    Future<Long> newest();

    /**
     * Where the journal stood at a moment.
     *
     * @param moment a time of day, of our clock
     * @return the offset of the newest event that was told before it; 0 for none
     */
    Future<Long> toldBefore(Instant moment);

    /**
     * Lists calls by their newest snapshot.
     *
     * @param query which calls
     * @return the {@code data.call} of each call's newest event, as JSON, newest call first
     */
    Future<List<String>> calls(CallQuery query);

    /**
     * Finds one call.
     *
     * @param id the call's id or any of its platform ids, or {@code last} for the call with the newest event
     * @return its newest snapshot as JSON
     */
    Future<Optional<String>> call(String id);

    /**
     * Every event of one call.
     *
     * @param callId the call's id
     * @return its events in order of their sequence
     */
    Future<List<StoredEvent>> events(String callId);

    /**
     * What an account needs to go on where it stopped.
     *
     * @param account the account's label
     * @param linger how long a call that is over is remembered after the last evidence about it
     * @param recent evidence heard so shortly before the newest is wanted also when it spoke of no call that is
     *     remembered
     * @return which evidence to read again, and what has been told
     */
    Future<Recovery> recover(String account, Duration linger, Duration recent);

    /**
     * Reads a page of chosen evidence: as many pieces as are moderate together, at least one.
     *
     * @param offsets where it stands
     * @param from index of the first that is wanted, 0 to {@code offsets.size()}
     * @return the page
     */
    Future<EvidencePage> evidenceAt(Offsets offsets, int from);

    /**
     * Reads an account's evidence.
     *
     * @param account the account's label
     * @param offset evidence after this offset
     * @param max at most so many, 1 to 10,000
     * @return evidence in order of arrival, each with its offset
     */
    Future<List<StoredEvidence>> evidence(String account, long offset, int max);

    /**
     * The evidence that spoke of one call.
     *
     * @param callId the call's id
     * @return evidence in order of arrival
     */
    Future<List<StoredEvidence>> evidenceOf(String callId);

    /**
     * The evidence that spoke of one call, with the gaps of the account's sources meanwhile and shortly before.
     *
     * @param callId the call's id
     * @param max at most so many pieces, 1 to 10,000; the oldest ones
     * @return the evidence
     */
    Future<CallEvidence> evidenceFor(String callId, int max);

    /**
     * Where a named consumer stands.
     *
     * @param consumer the consumer's name
     * @return the offset that it acknowledged last; empty when it never did
     */
    Future<OptionalLong> acknowledged(String consumer);

    /**
     * Moves a named consumer forward; never back.
     *
     * @param consumer the consumer's name, 1 to 100 characters
     * @param offset the newest event that it has dealt with, 0 to the newest of the journal
     * @return completes when durable; fails for an offset that no event has, since the consumer would then miss what
     *     comes
     */
    Future<Void> acknowledge(String consumer, long offset);

    /**
     * Deletes a few pieces of old evidence; never any that spoke of a call that is not over, and never the newest piece
     * of all. What was deleted is counted for its calls.
     *
     * @param heardBefore only what was heard before this moment
     * @param after begin behind this offset; 0 for the oldest
     * @param max look at no more than so many pieces, 1 to 10,000
     * @return completes when durable
     */
    Future<LetGo> letGo(Instant heardBefore, long after, int max);

    /**
     * Makes durable what was appended before, then frees the store.
     *
     * @return completes when closed
     */
    Future<Void> close();

    /**
     * Evidence with its place.
     *
     * @param offset its place in the journal
     * @param evidence the evidence as it came
     */
    record StoredEvidence(long offset, KeptEvidence evidence) {}

    /**
     * A step of deleting.
     *
     * @param deleted how many pieces were deleted
     * @param next the offset to go on behind; empty when nothing older is left
     */
    record LetGo(int deleted, OptionalLong next) {}

    /**
     * What there is of a call's evidence.
     *
     * @param account the account's label; empty for a call that is not known
     * @param evidence in order of arrival
     * @param letGo how many pieces that spoke of it are not among them: deleted for their age, or beyond the limit
     */
    record CallEvidence(String account, List<StoredEvidence> evidence, long letGo) {
        /** Copies the list. */
        public CallEvidence {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Some of the evidence that was asked for.
     *
     * @param evidence in order of arrival; what has been let go since is left out
     * @param next index to go on with; the number of offsets when everything has been read
     */
    record EvidencePage(List<StoredEvidence> evidence, int next) {
        /** Copies the list. */
        public EvidencePage {
            evidence = List.copyOf(evidence);
        }
    }
}
