package io.switchhook.connector;

import io.switchhook.call.PhoneNumber;
import java.util.List;

/**
 * Who has a number.
 *
 * @param number the number that was asked for
 * @param contacts everybody who has it, the CRM's best guess first; empty for nobody
 */
public record Found(PhoneNumber number, List<Contact> contacts) {
    /** Copies the list. */
    public Found {
        contacts = List.copyOf(contacts);
    }
}
