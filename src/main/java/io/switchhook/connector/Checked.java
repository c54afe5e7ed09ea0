package io.switchhook.connector;

/**
 * Whether a connector could work right now.
 *
 * @param ok whether credentials, rights and required fields are there
 * @param words what was found, for a person: what is missing and what to do, or how it is connected
 */
public record Checked(boolean ok, String words) {}
