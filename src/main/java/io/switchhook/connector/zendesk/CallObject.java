package io.switchhook.connector.zendesk;

import io.switchhook.call.Call;
import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Outcome;
import io.switchhook.connector.CallText;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Numbers;
import io.switchhook.connector.OutcomeWords;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The standard call object (connectors.md D4.5; developer.zendesk.com, "Talk Partner Edition: calls").
 *
 * @param app the app's number
 * @param brand the brand's number
 */
record CallObject(long app, Optional<Long> brand) {
    /** What Zendesk's own reports know; the disposition says the rest. */
    private static final OutcomeWords COMPLETION = OutcomeWords.read("""
            answered   *  completed
            voicemail  *  abandoned_in_voicemail
            *          *  -
            """);

    private static final String NOBODY = "anonymous";

    JsonObject created(CallUpdate update) {
        Call call = update.call();
        return changed(update)
                .put("app_id", app)
                .put("from_line", line(CallText.caller(call), update.numbers()))
                .put("to_line", line(CallText.callee(call), update.numbers()))
                .put("call_started_at", time(call.times().startedAt()))
                .put("direction", call.direction() == Direction.INBOUND ? "inbound" : "outbound");
    }

    JsonObject changed(CallUpdate update) {
        Call call = update.call();
        JsonObject body = new JsonObject();
        brand.ifPresent(number -> body.put("brand_id", number));
        update.owner().filter(id -> id.matches("[0-9]{1,18}")).ifPresent(id -> body.put("agent_id", Long.valueOf(id)));
        if (call.state().isOver()) {
            call.times().endedAt().ifPresent(at -> body.put("call_ended_at", time(at)));
            body.put("call_disposition", call.outcome().orElse(Outcome.UNKNOWN).word());
            completion(call).ifPresent(word -> body.put("completion_status", word));
        }
        return body;
    }

    private static Optional<String> completion(Call call) {
        if (call.outcome().filter(Outcome.ABANDONED::equals).isPresent()) {
            return Optional.of(call.around().queue().isPresent() ? "abandoned_in_queue" : "abandoned_in_ivr");
        }
        return COMPLETION.of(call);
    }

    private static String line(Optional<Endpoint> end, Numbers numbers) {
        return end.flatMap(Endpoint::number)
                .map(number -> numbers.international(number).orElse(number).key())
                .filter(text -> !text.isBlank())
                .orElse(NOBODY);
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
