package io.switchhook.connector;

import java.util.Optional;

/**
 * Somebody in the CRM.
 *
 * @param id the CRM's id
 * @param type the CRM's kind of record, for example {@code contact}, {@code lead}, {@code account}
 * @param name as the CRM shows it
 * @param ownerId the CRM's id of the user who owns it
 * @param url where a person sees it
 */
public record Contact(String id, String type, String name, Optional<String> ownerId, Optional<String> url) {}
