package io.switchhook.journal;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is owed to each connector and what became of it: one row for each call and connector, so that a CRM that is down
 * for days costs disk, not memory, and nothing is owed twice after a crash.
 *
 * <p>Futures complete on the caller's context and fail with {@link JournalFailure} only.
 */
public interface Deliveries {
    /**
     * Makes a connector known, or finds where it stands.
     *
     * @param connector its name
     * @param fromBeginning where a connector that is new begins: at the first event of all, else behind the newest
     * @return where it stands
     */
    Future<Standing> enrol(String connector, boolean fromBeginning);

    /**
     * Notes what of a page of events is owed, and moves the connector's cursor behind the page, both or neither.
     *
     * @param connector its name
     * @param page which events were looked at
     * @param wishes what is owed of them, each call once
     * @param now the time of day; rows are due at once
     * @return completes when durable; fails when the cursor does not stand at the page's begin
     */
    Future<Void> plan(String connector, Page page, List<Wish> wishes, Instant now);

    /**
     * What is to be delivered now, longest due first.
     *
     * @param reading who reads
     * @param now the time of day
     * @param max at most so many, 1 to 1,000; a call at most once
     * @return each with the event that is to be delivered next
     */
    Future<List<Due>> due(Reading reading, Instant now, int max);

    /**
     * Notes that a request is about to be made.
     *
     * @param connector its name
     * @param callId the call
     * @param sequence of the event
     * @param at the time of day
     * @return completes when durable
     */
    Future<Void> intend(String connector, String callId, long sequence, Instant at);

    /**
     * Notes what became of a delivery.
     *
     * @param result what became of it
     * @return completes when durable
     */
    Future<Void> settle(DeliveryResult result);

    /**
     * Owes events once more, under their ids: each event where each is delivered, before anything newer of its call; else
     * the newest picture of its call. What is owed anyway is not owed twice.
     *
     * @param connector its name
     * @param everyEvent whether each event is delivered
     * @param repeats which events, none beyond the connector's cursor; each call once
     * @param now the time of day; they are due at once
     * @return completes when durable
     */
    Future<Void> repeat(String connector, boolean everyEvent, List<Repeat> repeats, Instant now);

    /**
     * Pauses a connector, or lets it go on.
     *
     * @param connector its name
     * @param pause why it pauses; empty to go on
     * @return completes when durable
     */
    Future<Void> pause(String connector, Optional<Pause> pause);

    /**
     * Sets whether a connector only shows what it would do.
     *
     * @param connector its name
     * @param shadow true for shadow mode; empty for what the configuration says
     * @return completes when durable
     */
    Future<Void> shadow(String connector, Optional<Boolean> shadow);

    /**
     * How much a connector has before it.
     *
     * @param connector its name
     * @return the numbers
     */
    Future<Backlog> backlog(String connector);

    /**
     * What became of a call, for each connector.
     *
     * @param callId the call
     * @return one for each connector that has looked at the call, by name
     */
    Future<List<CallDelivery>> ofCall(String callId);

    /**
     * The newest deliveries that a connector in shadow mode would have made.
     *
     * @param connector its name
     * @param max at most so many, 1 to 1,000
     * @return newest first
     */
    Future<List<CallDelivery>> shadowed(String connector, int max);

    /**
     * Dead letters, newest first.
     *
     * @param connector only of this one
     * @param max at most so many, 1 to 1,000
     * @return the letters
     */
    Future<List<DeadLetter>> deadLetters(Optional<String> connector, int max);

    /**
     * The dead letters of a call.
     *
     * @param callId the call
     * @return the letters, newest first, at most 100
     */
    Future<List<DeadLetter>> deadLettersOf(String callId);

    /**
     * One dead letter.
     *
     * @param id its number
     * @return the letter, with its event
     */
    Future<Optional<DeadLetter>> deadLetter(long id);

    /**
     * Owes a dead letter again. It stays in the list until it is delivered.
     *
     * @param id its number
     * @param now the time of day
     * @return the connector; empty when there is no such letter
     */
    Future<Optional<String>> retry(long id, Instant now);

    /**
     * Takes a dead letter off the list for good.
     *
     * @param id its number
     * @return whether there was one
     */
    Future<Boolean> discard(long id);

    /**
     * Where a connector stands.
     *
     * @param cursor the newest event that it has looked at
     * @param pause why it pauses
     * @param shadow whether a person set shadow mode, beside the configuration
     */
    record Standing(long cursor, Optional<Pause> pause, Optional<Boolean> shadow) {}

    /**
     * Why a connector pauses.
     *
     * @param by {@code operator}, {@code auth} or {@code gone}
     * @param words in the words of whoever caused it
     * @param since since when
     */
    record Pause(String by, String words, Instant since) {}

    /**
     * A page of events.
     *
     * @param after the cursor before it
     * @param to its last event
     */
    record Page(long after, long to) {}

    /**
     * What a connector wants of the events of a call on one page.
     *
     * @param callId the call
     * @param kind whether anything is owed
     * @param first the sequence of the first event on the page
     * @param sequence of the newest event that is owed, or of the newest at all when none is
     * @param offset of that event
     * @param reason why nothing is owed; empty otherwise
     */
    record Wish(String callId, Kind kind, long first, long sequence, long offset, String reason) {
        /** Whether anything is owed. */
        public enum Kind {
            /** It is to be delivered. */
            WANTED,
            /** Not these events, maybe later ones of the call. */
            NOT_YET,
            /** Not this call, unless something of it was delivered before. */
            EXCLUDED
        }
    }

    /**
     * Events of a call that are owed once more.
     *
     * @param callId the call
     * @param sequences of the events, ascending, at least one
     * @param offset of the newest of them
     */
    record Repeat(String callId, List<Long> sequences, long offset) {
        /** Copies the list. */
        public Repeat {
            sequences = List.copyOf(sequences);
        }

        /**
         * The newest of them.
         *
         * @return its sequence
         */
        public long newest() {
            return sequences.get(sequences.size() - 1);
        }
    }

    /**
     * Who reads what is due.
     *
     * @param connector its name
     * @param everyEvent whether each event is delivered, or the newest that is owed
     * @param types the types of events that are delivered where each is; empty for all
     */
    record Reading(String connector, boolean everyEvent, List<String> types) {
        /** Copies the list. */
        public Reading {
            types = List.copyOf(types);
        }
    }

    /**
     * A delivery that is due.
     *
     * @param event the event to be delivered
     * @param following a few of the events that are owed after it, in order; empty where only the newest is delivered
     * @param attempts how often this delivery has failed
     * @param failingSince since when it fails
     * @param memory what was written of the call before
     */
    record Due(
            StoredEvent event,
            List<StoredEvent> following,
            int attempts,
            Optional<Instant> failingSince,
            Memory memory) {
        /** Copies the list. */
        public Due {
            following = List.copyOf(following);
        }

        /**
         * The next delivery of the same call, once this one is done.
         *
         * @param written what was written by this one
         * @return the next; empty when nothing follows
         */
        public Optional<Due> next(Memory written) {
            return following.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Due(
                            following.get(0), following.subList(1, following.size()), 0, Optional.empty(), written));
        }
    }

    /**
     * What was written of a call.
     *
     * @param recordId the CRM's id
     * @param url where a person sees it
     * @param textHash a mark of the text
     * @param reached how far it was told, a word of the delivering room
     * @param uncertain whether a request was made of which nobody knows what became of it
     */
    record Memory(
            Optional<String> recordId,
            Optional<String> url,
            Optional<String> textHash,
            Optional<String> reached,
            boolean uncertain) {
        /** Nothing was written. */
        public static final Memory NOTHING =
                new Memory(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /**
     * How much a connector has before it.
     *
     * @param pending calls to which something is owed
     * @param dead dead letters
     * @param behind events that it has not looked at
     * @param oldest since when the oldest delivery is owed or fails
     */
    record Backlog(long pending, long dead, long behind, Optional<Instant> oldest) {}

    /**
     * What became of a call at a connector.
     *
     * @param connector its name
     * @param callId the call
     * @param state {@code pending}, {@code done}, {@code dead}, {@code filtered} or {@code shadowed}
     * @param reason why it is filtered, what the CRM said, or what would have been sent
     * @param delivered the sequence of the newest event that was delivered; 0 for none
     * @param wanted the sequence of the newest event that is owed
     * @param attempts how often the delivery has failed
     * @param failingSince since when it fails
     * @param nextAt when it is tried again
     * @param deliveredAt when something of it was delivered last
     * @param memory what was written
     */
    record CallDelivery(
            String connector,
            String callId,
            String state,
            String reason,
            long delivered,
            long wanted,
            int attempts,
            Optional<Instant> failingSince,
            Optional<Instant> nextAt,
            Optional<Instant> deliveredAt,
            Memory memory) {}

    /**
     * Something that cannot be delivered as it is.
     *
     * @param id its number
     * @param connector which connector
     * @param callId which call
     * @param sequence of the event
     * @param at since when
     * @param reason what the CRM said
     * @param attempts how often it was tried
     * @param retrying whether it is owed again
     * @param event the event
     */
    record DeadLetter(
            long id,
            String connector,
            String callId,
            long sequence,
            Instant at,
            String reason,
            int attempts,
            boolean retrying,
            StoredEvent event) {}
}
