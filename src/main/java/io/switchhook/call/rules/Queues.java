package io.switchhook.call.rules;

import io.switchhook.call.Party;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which extensions of the account are queues. Only the members of a queue say so: what they are offered is addressed to
 * it (protocol.md 4.3.2). Learnt once, it is known of every call that is remembered, earlier ones included, so that
 * no story depends on which call was heard of first.
 */
final class Queues {
    private final Set<String> extensions = new LinkedHashSet<>();

    boolean has(String extension) {
        return extensions.contains(extension);
    }

    /** True when it was not known. */
    boolean learn(String extension) {
        return extensions.add(extension);
    }

    List<String> all() {
        return List.copyOf(extensions);
    }

    int count() {
        return extensions.size();
    }

    /** The queue that a party's report names and that was not known as one; empty for nearly every report. */
    Optional<String> learn(Party party) {
        return of(party).filter(extensions::add);
    }

    /** The queue whose call a party is offered, where it says so. */
    static Optional<String> of(Party party) {
        if (!party.queue() || party.extensionId().isEmpty()) {
            return Optional.empty();
        }
        return party.to()
                .extensionId()
                .filter(named -> !named.equals(party.extensionId().get()));
    }
}
