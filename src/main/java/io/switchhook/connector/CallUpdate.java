package io.switchhook.connector;

import io.switchhook.call.Call;
import io.switchhook.event.Envelope;
import java.util.List;
import java.util.Optional;

/**
 * A call to be written to the CRM, whole. Whoever writes all that is in it needs nothing that came before.
 *
 * @param key names the call in the CRM, for ever; at most 255 characters, mostly under 60
 * @param stage how far it is told
 * @param event the newest event of the call, or the one to be passed on
 * @param earlier what was written before
 * @param contacts who the outside party is, chosen by the operator's policy; empty for nobody and for connectors without
 *     {@link Ability#FIND_CONTACTS}
 * @param owner the CRM's id of the user to whom the record belongs, by the operator's mapping
 * @param numbers how numbers of the call's account are written
 */
public record CallUpdate(
        String key,
        Stage stage,
        Envelope event,
        Earlier earlier,
        List<Contact> contacts,
        Optional<String> owner,
        Numbers numbers) {
    /** Copies the list. */
    public CallUpdate {
        contacts = List.copyOf(contacts);
    }

    /**
     * A call of an account whose country is not known.
     *
     * @param key names the call
     * @param stage how far it is told
     * @param event the event
     * @param earlier what was written before
     * @param contacts who the outside party is
     * @param owner to whom the record belongs
     */
    public CallUpdate(
            String key, Stage stage, Envelope event, Earlier earlier, List<Contact> contacts, Optional<String> owner) {
        this(key, stage, event, earlier, contacts, owner, Numbers.INTERNATIONAL);
    }

    /**
     * What a record of the call says in words.
     *
     * @return the standard text
     */
    public CallText text() {
        return CallText.of(call(), numbers);
    }

    /**
     * The call as the event shows it.
     *
     * @return the picture
     */
    public Call call() {
        return event.call();
    }

    /**
     * The event as it is told everywhere: CloudEvents 1.0 in structured JSON.
     *
     * @return one line
     */
    public String envelope() {
        return event.json();
    }
}
