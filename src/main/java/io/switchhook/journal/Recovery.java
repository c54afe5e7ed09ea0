package io.switchhook.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an account needs to go on where it stopped.
 *
 * @param evidence where the evidence stands that is to be fed to the rules again, in this order
 * @param told the newest sequence told of every call that is still remembered, by call id
 * @param past ids of the newest calls that are no longer remembered, ours and the platform's, in the order in which they
 *     were forgotten, so that a very late repeat does not make a second call of one of them
 * @param heardAt when the newest evidence was heard; absent for an account without evidence
 * @param memories what the feeds wanted back, by feed name
 */
public record Recovery(
        Offsets evidence,
        Map<String, Long> told,
        List<String> past,
        Optional<Instant> heardAt,
        Map<String, String> memories) {
    /** Copies the maps, keeping their order. */
    public Recovery {
        past = List.copyOf(past);
        told = Collections.unmodifiableMap(new LinkedHashMap<>(told));
        memories = Collections.unmodifiableMap(new LinkedHashMap<>(memories));
    }
}
