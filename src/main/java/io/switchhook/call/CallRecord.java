package io.switchhook.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One record of active calls or of the call log (protocol.md 6).
 *
 * @param id the record's id; changes when the call finishes, so never a key
 * @param accountId the provider's account id, where the record's address tells it
 * @param telephonySessionId the session
 * @param sessionId the older numeric id
 * @param direction as the record says; unreliable for queue calls while live
 * @param from the calling end
 * @param to the called end
 * @param extensionId the extension whose record it is
 * @param startedAt when the call began
 * @param duration how long it took; absent while it lasts
 * @param live whether the record says that the call goes on
 * @param answered whether the record says that somebody answered
 * @param result the platform's word for the result
 * @param details what only the call log has, and only its detailed view in full
 */
public record CallRecord(
        String id,
        Optional<String> accountId,
        Optional<String> telephonySessionId,
        Optional<String> sessionId,
        Direction direction,
        Endpoint from,
        Endpoint to,
        Optional<String> extensionId,
        Optional<Instant> startedAt,
        Optional<Duration> duration,
        boolean live,
        boolean answered,
        Optional<String> result,
        Details details) {
    /**
     * A record without what only the call log has.
     *
     * @param id the record's id
     * @param accountId the provider's account id
     * @param telephonySessionId the session
     * @param sessionId the older numeric id
     * @param direction as the record says
     * @param from the calling end
     * @param to the called end
     * @param extensionId the extension whose record it is
     * @param startedAt when the call began
     * @param duration how long it took
     * @param live whether the call goes on
     * @param answered whether somebody answered
     * @param result the platform's word for the result
     */
    public CallRecord(
            String id,
            Optional<String> accountId,
            Optional<String> telephonySessionId,
            Optional<String> sessionId,
            Direction direction,
            Endpoint from,
            Endpoint to,
            Optional<String> extensionId,
            Optional<Instant> startedAt,
            Optional<Duration> duration,
            boolean live,
            boolean answered,
            Optional<String> result) {
        this(
                id,
                accountId,
                telephonySessionId,
                sessionId,
                direction,
                from,
                to,
                extensionId,
                startedAt,
                duration,
                live,
                answered,
                result,
                Details.NONE);
    }

    /**
     * The same record with details.
     *
     * @param more the details
     * @return the record
     */
    public CallRecord with(Details more) {
        return new CallRecord(
                id,
                accountId,
                telephonySessionId,
                sessionId,
                direction,
                from,
                to,
                extensionId,
                startedAt,
                duration,
                live,
                answered,
                result,
                more);
    }

    /**
     * When it was over.
     *
     * @return start and duration together; empty while the call lasts, or where one of them is missing
     */
    public Optional<Instant> endedAt() {
        return startedAt.flatMap(start -> duration.map(start::plus));
    }

    /**
     * What only the call log has.
     *
     * @param partyId the party of the session whose record it is
     * @param fax whether it is of a fax
     * @param action how the call came about: {@code Phone Call}, {@code RingOut Web}, …
     * @param message the message that it led to
     * @param recording its recording, once announced
     * @param shortRecording whether a recording was too short to be kept: none will come (protocol.md 6.2)
     * @param legs the legs of the detailed view, the master first
     */
    public record Details(
            Optional<String> partyId,
            boolean fax,
            Optional<String> action,
            Optional<Message> message,
            Optional<Recording> recording,
            boolean shortRecording,
            List<RecordLeg> legs) {
        /** Nothing of it. */
        public static final Details NONE = new Details(
                Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());

        /** Copies the list. */
        public Details {
            legs = List.copyOf(legs);
        }
    }

    /**
     * A message that a call led to.
     *
     * @param id its id in the message store
     * @param type {@code VoiceMail} or {@code Fax}
     * @param uri where it is
     */
    public record Message(String id, String type, Optional<String> uri) {}

    /**
     * A recording as a record names it.
     *
     * @param id the recording's id
     * @param contentUri where its content is; absent until it can be fetched
     */
    public record Recording(String id, Optional<String> contentUri) {}

    /**
     * One leg of the detailed view.
     *
     * @param direction as the leg says
     * @param extensionId the extension it belongs to, where it names one
     * @param to the called end
     * @param startedAt when it began
     * @param duration how long it took
     * @param accepted whether somebody took it
     * @param type the platform's word: {@code Accept}, {@code FindMe}, {@code RingOutWebToCaller}, …
     * @param master whether it stands for the record itself
     * @param recording its recording
     */
    public record RecordLeg(
            Direction direction,
            Optional<String> extensionId,
            Endpoint to,
            Optional<Instant> startedAt,
            Optional<Duration> duration,
            boolean accepted,
            Optional<String> type,
            boolean master,
            Optional<Recording> recording) {}
}
