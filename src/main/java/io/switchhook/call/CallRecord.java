package io.switchhook.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One record of active calls or of the call log (protocol.md 6).
 *
 * @param id the record's id; changes when the call finishes, so never a key
 * @param accountId the provider's account id, where the record's address tells it
 * @param telephonySessionId the session
 * @param sessionId the older numeric id
 * @param direction as the record says; unreliable for queue calls while live
 * @param from the calling end
 * @param to the called end
 * @param extensionId the extension whose record it is
 * @param startedAt when the call began
 * @param duration how long it took; absent while it lasts
 * @param live whether the record says that the call goes on
 * @param answered whether the record says that somebody answered
 * @param result the platform's word for the result
 */
public record CallRecord(
        String id,
        Optional<String> accountId,
        Optional<String> telephonySessionId,
        Optional<String> sessionId,
        Direction direction,
        Endpoint from,
        Endpoint to,
        Optional<String> extensionId,
        Optional<Instant> startedAt,
        Optional<Duration> duration,
        boolean live,
        boolean answered,
        Optional<String> result) {}
