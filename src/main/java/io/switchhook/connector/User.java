package io.switchhook.connector;

import java.util.Optional;

/**
 * Somebody who works with the CRM.
 *
 * @param id the CRM's id
 * @param name as the CRM shows it
 * @param email where known
 * @param phone where known
 */
public record User(String id, String name, Optional<String> email, Optional<String> phone) {}
