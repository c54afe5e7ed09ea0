package io.switchhook.connector;

import java.util.List;
import java.util.Optional;

/**
 * A message to be written to the CRM, whole.
 *
 * @param key names the message in the CRM, for ever
 * @param envelope its newest event, CloudEvents 1.0 in structured JSON
 * @param earlier what was written before
 * @param contacts who the outside party is
 * @param owner the CRM's id of the user to whom the record belongs
 */
public record MessageUpdate(
        String key, String envelope, Earlier earlier, List<Contact> contacts, Optional<String> owner) {
    /** Copies the list. */
    public MessageUpdate {
        contacts = List.copyOf(contacts);
    }
}
