package io.switchhook.call;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a piece of evidence came from.
 *
 * @param via the feed or look: {@code websocket}, {@code pubnub}, {@code active-calls}, …
 * @param subscription the platform's subscription id
 * @param uuid the platform's id of the notification; a key for repeats on one subscription
 * @param sequence the provider's own counter; evidence only, never mixed with ours
 * @param sentAt when the provider says it sent it
 * @param heardAt when we heard of it, our clock
 * @param origin live news or a look back
 */
public record Provenance(
        String via,
        Optional<String> subscription,
        Optional<String> uuid,
        OptionalLong sequence,
        Optional<Instant> sentAt,
        Instant heardAt,
        Origin origin) {
    /**
     * The same, known to be other than live news.
     *
     * @param other how it really came
     * @return the provenance with that origin
     */
    public Provenance from(Origin other) {
        return new Provenance(via, subscription, uuid, sequence, sentAt, heardAt, other);
    }
}
