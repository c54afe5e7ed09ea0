package io.switchhook.connector.zammad;

import io.switchhook.call.Call;
import io.switchhook.call.Direction;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Leg;
import io.switchhook.call.LegKind;
import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.CallText;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.NumberFormat;
import io.switchhook.connector.Numbers;
import io.switchhook.connector.OutcomeWords;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The three events of the generic CTI (zammad-documentation, api/generic-cti; connectors.md D4.2), made of the newest
 * picture of a call.
 */
enum CtiEvent {
    /** There is a call. */
    NEW_CALL("newCall"),
    /** Somebody answered. */
    ANSWER("answer"),
    /** It is over. */
    HANGUP("hangup");

    /** What Zammad shows of an end that has no number. */
    private static final String ANONYMOUS = "anonymous";

    /** Causes that Zammad knows; a call in its log is missed unless it was answered. */
    private static final OutcomeWords CAUSES = OutcomeWords.read("""
            answered   network        congestion
            answered   *              normalClearing
            missed     caller-hangup  cancel
            missed     diverted       forwarded
            missed     *              noAnswer
            voicemail  *              noAnswer
            abandoned  *              cancel
            busy       *              busy
            rejected   blocked        congestion
            rejected   diverted       forwarded
            rejected   *              noAnswer
            canceled   *              cancel
            failed     not-found      notFound
            failed     *              congestion
            fax        network        congestion
            fax        *              normalClearing
            *          caller-hangup  cancel
            *          transfer       forwarded
            *          normal         normalClearing
            *          *              congestion
            """);

    private final String word;

    CtiEvent(String word) {
        this.word = word;
    }

    /** Which events a picture asks for, in their order: all that lead to where the call stands. */
    static List<CtiEvent> toldBy(Call call) {
        List<CtiEvent> events = new ArrayList<>(List.of(NEW_CALL));
        if (call.times().answeredAt().isPresent()) {
            events.add(ANSWER);
        }
        if (call.state().isOver()) {
            events.add(HANGUP);
        }
        return events;
    }

    JsonObject json(CallUpdate update) {
        Call call = update.call();
        JsonObject body = new JsonObject()
                .put("event", word)
                .put("from", number(CallText.caller(call), update.numbers()))
                .put("to", number(CallText.callee(call), update.numbers()))
                .put("direction", call.direction() == Direction.OUTBOUND ? "out" : "in")
                .put("callId", update.key());
        call.around().queue().flatMap(Call.Queue::name).ifPresent(name -> body.put("queue", name));
        switch (this) {
            case NEW_CALL -> body.put("user", new JsonArray(users(call)));
            case ANSWER -> {
                call.user().flatMap(Endpoint::name).ifPresent(name -> body.put("user", name));
                answering(update).ifPresent(agent -> body.put("answeringNumber", agent));
            }
            case HANGUP -> {
                CAUSES.of(call).ifPresent(cause -> body.put("cause", cause));
                if (call.times().answeredAt().isPresent()) {
                    answering(update).ifPresent(agent -> body.put("answeringNumber", agent));
                }
            }
        }
        return body;
    }

    /** The same as a form: lists as {@code name[]}, once for each item. */
    String form(CallUpdate update) {
        List<String> pairs = new ArrayList<>();
        json(update).forEach(field -> {
            if (field.getValue() instanceof JsonArray list) {
                list.forEach(item -> pairs.add(pair(field.getKey() + "[]", item)));
            } else {
                pairs.add(pair(field.getKey().equals("user") ? "user[]" : field.getKey(), field.getValue()));
            }
        });
        return String.join("&", pairs);
    }

    private static String pair(String name, Object value) {
        return encode(name) + "=" + encode(String.valueOf(value));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The colleagues whom the call is for: those who ring, else the one who owns it. */
    private static List<String> users(Call call) {
        List<String> ringing = call.legs().stream()
                .filter(leg -> leg.kind() == LegKind.PERSON)
                .map(Leg::name)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return ringing.isEmpty()
                ? call.user().flatMap(Endpoint::name).map(List::of).orElse(List.of())
                : ringing;
    }

    /** Zammad looks for an agent by telephone number, login and id: the operator's mapping first. */
    private static Optional<String> answering(CallUpdate update) {
        return update.owner()
                .or(() -> update.call().user().flatMap(Endpoint::number).map(CtiEvent::plain));
    }

    private static String number(Optional<Endpoint> end, Numbers numbers) {
        return end.flatMap(Endpoint::number)
                .map(number -> numbers.write(number, NumberFormat.E164_DIGITS).orElseGet(() -> plain(number)))
                .filter(text -> !text.isEmpty())
                .orElse(ANONYMOUS);
    }

    /** Without plus sign and punctuation, which Zammad does not find anybody by (zammad #4872). */
    private static String plain(PhoneNumber number) {
        return number.key().replaceAll("[^0-9*#]", "");
    }
}
