package io.switchhook.bench;

import io.switchhook.call.rules.AccountCalls;
import io.switchhook.call.rules.RulesConfig;
import io.switchhook.ringcentral.decode.Decoded;
import io.switchhook.ringcentral.decode.Decoder;
import java.time.Instant;

/** What is measured: from bytes to events, as the service does it for each notification. */
final class Rules {
    private final Decoder decoder = new Decoder();
    private final AccountCalls calls = new AccountCalls("bench", RulesConfig.DEFAULTS);

    /** Takes a notification, and gives how many events it led to. */
    int take(byte[] body, long heardAtMs) {
        Decoded decoded = decoder.decode("notification", body, "websocket", Instant.ofEpochMilli(heardAtMs));
        return calls.accept(((Decoded.Understood) decoded).evidence()).events().size();
    }

    /** The decoder alone. */
    boolean read(byte[] body, long heardAtMs) {
        return decoder.decode("notification", body, "websocket", Instant.ofEpochMilli(heardAtMs))
                instanceof Decoded.Understood;
    }

    /** How many calls are remembered. */
    int size() {
        return calls.size();
    }
}
