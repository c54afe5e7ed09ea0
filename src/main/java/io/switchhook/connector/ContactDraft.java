package io.switchhook.connector;

import io.switchhook.call.PhoneNumber;
import java.util.Optional;

/**
 * A contact to be created.
 *
 * @param number the number
 * @param name the name that the platform knows, where it knows one
 * @param owner the CRM's id of the user who shall own it
 */
public record ContactDraft(PhoneNumber number, Optional<String> name, Optional<String> owner) {}
