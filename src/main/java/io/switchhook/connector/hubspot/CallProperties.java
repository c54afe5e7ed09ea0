package io.switchhook.connector.hubspot;

import io.switchhook.call.Call;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Outcome;
import io.switchhook.connector.CallText;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Config;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Numbers;
import io.switchhook.connector.OutcomeWords;
import io.switchhook.connector.Stage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What HubSpot keeps of a call (connectors.md D4.3; developers.hubspot.com, "Engagements: calls"). */
final class CallProperties {
    /** "Unique ID of the call" of a calling app; every portal has it, and it can be searched. */
    static final String KEY = "hs_call_external_id";

    /** Association types that HubSpot defines, from a call to a record of a type. */
    private static final Map<String, Integer> ASSOCIATIONS =
            new TreeMap<>(Map.of("contact", 194, "company", 182, "deal", 206, "ticket", 220));

    /** {@code hs_call_status} of calls that are over; the rows of vocabulary.md C3 by outcome and cause. */
    private static final OutcomeWords STATUSES = OutcomeWords.read("""
            answered   *        COMPLETED
            missed     *        NO_ANSWER
            voicemail  *        NO_ANSWER
            abandoned  *        NO_ANSWER/CANCELED
            busy       *        BUSY
            rejected   blocked  FAILED
            rejected   replied  NO_ANSWER
            rejected   *        NO_ANSWER/BUSY
            canceled   *        CANCELED
            failed     *        FAILED
            fax        network  FAILED
            fax        *        COMPLETED
            *          normal   COMPLETED
            *          *        FAILED
            """);

    /** HubSpot's own dispositions; a portal may have others. */
    private static final OutcomeWords DISPOSITIONS = OutcomeWords.read("""
            answered   *         f240bbac-87c9-4f6e-bf70-924b57d47db7
            missed     *         73a0d17f-1163-4015-bdd5-ec830791da20
            abandoned  *         73a0d17f-1163-4015-bdd5-ec830791da20
            rejected   *         73a0d17f-1163-4015-bdd5-ec830791da20
            canceled   *         73a0d17f-1163-4015-bdd5-ec830791da20
            voicemail  *         b2cf5968-551e-4856-9783-52b3da59a7d0
            busy       *         9d9162e7-6cf3-4944-bf63-4dff82258764
            failed     not-found 17b47fee-58de-441e-a44c-c6300d46f273
            *          *         -
            """);

    private final String keyProperty;
    private final Map<String, String> dispositions = new TreeMap<>();

    private CallProperties(String keyProperty) {
        this.keyProperty = keyProperty;
    }

    static CallProperties of(Config config) {
        CallProperties properties =
                new CallProperties(config.text("keyProperty").orElse(KEY));
        config.section("dispositions")
                .all()
                .forEach((outcome, guid) -> properties.dispositions.put(outcome, String.valueOf(guid)));
        return properties;
    }

    String keyProperty() {
        return keyProperty;
    }

    /** GUIDs that the operator wrote, to be looked for among those of the portal. */
    List<String> ownDispositions() {
        return dispositions.values().stream().filter(guid -> !guid.isBlank()).toList();
    }

    /** The whole record, as it is created. */
    JsonObject created(CallUpdate update, CallBody text) {
        JsonObject properties = facts(update)
                .put(
                        "hs_timestamp",
                        update.call()
                                .times()
                                .startedAt()
                                .truncatedTo(ChronoUnit.MILLIS)
                                .toString())
                .put(keyProperty, update.key());
        text.writeTo(properties);
        JsonObject body = new JsonObject().put("properties", properties);
        JsonArray associations = associations(update.contacts());
        return associations.isEmpty() ? body : body.put("associations", associations);
    }

    /** What is ours alone in a record, whatever a person did to it. */
    JsonObject facts(CallUpdate update) {
        Call call = update.call();
        JsonObject facts = new JsonObject();
        direction(call).ifPresent(word -> facts.put("hs_call_direction", word));
        number(CallText.caller(call), update.numbers()).ifPresent(from -> facts.put("hs_call_from_number", from));
        number(CallText.callee(call), update.numbers()).ifPresent(to -> facts.put("hs_call_to_number", to));
        facts.put("hs_call_status", STATUSES.of(call).orElseGet(() -> live(call)));
        if (call.state().isOver()) {
            long talkMs = call.durations().talkMs() + call.durations().holdMs();
            facts.put("hs_call_duration", Long.toString(talkMs));
            disposition(call).ifPresent(guid -> facts.put("hs_call_disposition", guid));
        }
        recording(call).ifPresent(link -> facts.put("hs_call_recording_url", link));
        boolean mayOwn =
                update.earlier().reached().filter(Stage.COMPLETED::equals).isEmpty();
        update.owner().filter(id -> mayOwn).ifPresent(id -> facts.put("hubspot_owner_id", id));
        return facts;
    }

    private static String live(Call call) {
        return switch (call.state()) {
            case NEW, ROUTING -> "CONNECTING";
            case QUEUED -> "QUEUED";
            case RINGING -> "RINGING";
            case TALKING, HELD, PARKED -> "IN_PROGRESS";
            case ENDED, COMPLETED -> "COMPLETED";
        };
    }

    private static Optional<String> direction(Call call) {
        return switch (call.direction()) {
            case INBOUND -> Optional.of("INBOUND");
            case OUTBOUND, INTERNAL -> Optional.of("OUTBOUND");
            case UNKNOWN -> Optional.empty();
        };
    }

    private Optional<String> disposition(Call call) {
        String outcome = call.outcome().orElse(Outcome.UNKNOWN).word();
        String own = dispositions.get(outcome);
        return own == null ? DISPOSITIONS.of(call) : Optional.of(own).filter(guid -> !guid.isBlank());
    }

    /** HubSpot takes addresses of recordings by https only; the newest is the whole call's as a rule. */
    private static Optional<String> recording(Call call) {
        return call.logged().recordings().stream()
                .map(recording -> recording.uri())
                .filter(link -> link.toLowerCase(Locale.ROOT).startsWith("https://"))
                .reduce((older, newer) -> newer);
    }

    private static Optional<String> number(Optional<Endpoint> end, Numbers numbers) {
        return end.flatMap(Endpoint::number)
                .map(number -> numbers.international(number).orElse(number).key());
    }

    private static JsonArray associations(List<Contact> contacts) {
        JsonArray associations = new JsonArray();
        for (Contact contact : contacts) {
            Integer type = ASSOCIATIONS.get(contact.type());
            if (type != null) {
                associations.add(new JsonObject()
                        .put("to", new JsonObject().put("id", contact.id()))
                        .put(
                                "types",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("associationCategory", "HUBSPOT_DEFINED")
                                                .put("associationTypeId", type))));
            }
        }
        return associations;
    }
}
