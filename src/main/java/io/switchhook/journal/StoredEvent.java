package io.switchhook.journal;

/**
 * One durable event. Immutable, so that it may be handed to any number of listeners as it is.
 *
 * @param offset its place in the journal, from 1, growing; the resume point of every stream
 * @param id the event's id, for example {@code s-a1b2:000004}
 * @param account the account's label; empty for an event that is no account's, of a connector
 * @param callId the call; for an operational event what it is numbered under, {@code sources/…} or
 *     {@code connectors/…}, which no call is called
 * @param sequence our own number within the call or source
 * @param type the type without prefix, for example {@code call.answered}
 * @param json the envelope on one line
 */
public record StoredEvent(
        long offset, String id, String account, String callId, long sequence, String type, String json) {}
