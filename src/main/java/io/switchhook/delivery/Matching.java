package io.switchhook.delivery;

import io.switchhook.connector.Contact;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of several contacts with one number a call is linked to (connectors.md D3). */
public enum Matching {
    /** The one whom the call's own owner owns; where nobody or several, the CRM's first of those. */
    OWNER_FIRST,
    /** The one with whom something happened last. */
    LAST_ACTIVITY,
    /** The one that was created first. */
    OLDEST,
    /** None of them. */
    NONE;

    /**
     * The word in the configuration.
     *
     * @return for example {@code owner-first}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Chooses.
     *
     * @param contacts everybody who has the number, the CRM's best guess first
     * @param owner the CRM's id of the user to whom the call belongs
     * @return the only one, or one of many, or nobody
     */
    Optional<Contact> choose(List<Contact> contacts, Optional<String> owner) {
        if (contacts.size() < 2) {
            return contacts.stream().findFirst();
        }
        return switch (this) {
            case OWNER_FIRST ->
                contacts.stream()
                        .filter(contact ->
                                owner.isPresent() && contact.ownerId().equals(owner))
                        .findFirst()
                        .or(() -> Optional.of(contacts.get(0)));
            case LAST_ACTIVITY -> earliest(contacts, newestFirst());
            case OLDEST -> earliest(contacts, oldestFirst());
            case NONE -> Optional.empty();
        };
    }

    /** Sorting is stable: of equals, and of those without a time, the CRM's first. */
    private static Optional<Contact> earliest(List<Contact> contacts, Comparator<Contact> order) {
        return contacts.stream().sorted(order).findFirst();
    }

    private static Comparator<Contact> newestFirst() {
        return Comparator.comparing(
                        (Contact contact) -> contact.lastActivityAt().orElse(Instant.MIN))
                .reversed();
    }

    private static Comparator<Contact> oldestFirst() {
        return Comparator.comparing(contact -> contact.createdAt().orElse(Instant.MAX));
    }
}
