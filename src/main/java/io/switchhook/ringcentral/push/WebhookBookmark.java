package io.switchhook.ringcentral.push;

import io.switchhook.config.Secret;
import java.util.Optional;

/**
 * What a restart needs to go on with the same hook. The token is a secret, and worth no more than the notifications
 * that lie beside it in the journal: whoever reads those may as well write some.
 *
 * @param subscription the platform's subscription id
 * @param token what the platform repeats with each delivery
 */
record WebhookBookmark(String subscription, Secret token) {
    private static final String VERSION = "1";
    private static final int FIELDS = 3;

    /** Reads what {@link #text} wrote; empty for anything else. */
    static Optional<WebhookBookmark> of(String text) {
        String[] fields = text.split(" ", -1);
        boolean known = fields.length == FIELDS && fields[0].equals(VERSION) && !fields[2].isEmpty();
        return known ? Optional.of(new WebhookBookmark(fields[1], Secret.of(fields[2]))) : Optional.empty();
    }

    String text() {
        return String.join(" ", VERSION, subscription, token.reveal());
    }
}
