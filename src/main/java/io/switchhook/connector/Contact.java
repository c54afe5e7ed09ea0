package io.switchhook.connector;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody in the CRM.
 *
 * @param id the CRM's id
 * @param type the CRM's kind of record, for example {@code contact}, {@code lead}, {@code account}
 * @param name as the CRM shows it
 * @param ownerId the CRM's id of the user who owns it
 * @param url where a person sees it
 * @param createdAt since when the CRM has it; needed where operators choose {@code contacts: oldest}
 * @param lastActivityAt when something last happened with it; needed where operators choose {@code contacts:
 *     last-activity}
 */
public record Contact(
        String id,
        String type,
        String name,
        Optional<String> ownerId,
        Optional<String> url,
        Optional<Instant> createdAt,
        Optional<Instant> lastActivityAt) {
    /**
     * Somebody without a history.
     *
     * @param id the CRM's id
     * @param type the CRM's kind of record
     * @param name as the CRM shows it
     * @param ownerId the CRM's id of the user who owns it
     * @param url where a person sees it
     */
    public Contact(String id, String type, String name, Optional<String> ownerId, Optional<String> url) {
        this(id, type, name, ownerId, url, Optional.empty(), Optional.empty());
    }

    /**
     * The same with its history.
     *
     * @param created since when the CRM has it
     * @param active when something last happened with it
     * @return the contact
     */
    public Contact dated(Optional<Instant> created, Optional<Instant> active) {
        return new Contact(id, type, name, ownerId, url, created, active);
    }
}
