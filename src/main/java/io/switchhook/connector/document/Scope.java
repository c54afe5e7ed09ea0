package io.switchhook.connector.document;

import io.switchhook.call.Call;
import io.switchhook.call.Endpoint;
import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Artifact;
import io.switchhook.connector.CallText;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Config;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.MessageUpdate;
import io.switchhook.connector.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What expressions can ask for, as plain values by name. {@link Names} knows the same names. */
final class Scope {
    private Scope() {}

    /** What is known without a call. */
    static Map<String, Object> of(Config config, Instant now) {
        Map<String, Object> scope = new LinkedHashMap<>();
        scope.put("config", config.all());
        scope.put("now", now.toString());
        return scope;
    }

    /** What is known of a call. */
    static Map<String, Object> of(CallUpdate update, Config config, Instant now) {
        Map<String, Object> scope = of(config, now);
        Map<?, ?> envelope = map(JsonValues.read(update.envelope()));
        Map<?, ?> data = map(Optional.ofNullable(envelope.get("data")));
        scope.put("key", update.key());
        scope.put("stage", StepReader.word(update.stage()));
        scope.put("told", StepReader.word(told(update)));
        scope.put("call", data.get("call"));
        scope.put("event", event(update, data, now));
        CallText.caller(update.call()).ifPresent(end -> scope.put("from", end(end)));
        CallText.callee(update.call()).ifPresent(end -> scope.put("to", end(end)));
        people(scope, update.contacts(), update.owner());
        scope.put("earlier", earlier(update.earlier()));
        CallText text = update.text();
        scope.put("text", text(text.subject(), text.body(), false));
        return scope;
    }

    /** What is known of a message. */
    static Map<String, Object> of(MessageUpdate update, Config config, Instant now) {
        Map<String, Object> scope = of(config, now);
        Map<?, ?> envelope = map(JsonValues.read(update.envelope()));
        Map<?, ?> data = map(Optional.ofNullable(envelope.get("data")));
        scope.put("key", update.key());
        scope.put("message", data.get("message"));
        people(scope, update.contacts(), update.owner());
        scope.put("earlier", earlier(update.earlier()));
        return scope;
    }

    /** What is known of a file. */
    static Map<String, Object> of(Artifact artifact, Config config, Instant now) {
        Map<String, Object> scope = of(config, now);
        scope.put("key", artifact.key());
        scope.put("earlier", earlier(artifact.earlier()));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("kind", artifact.kind());
        file.put("id", artifact.id());
        file.put("link", artifact.link());
        artifact.contentType().ifPresent(type -> file.put("contentType", type));
        scope.put("artifact", file);
        return scope;
    }

    /** The same and one name more. */
    static Map<String, Object> with(Map<String, Object> scope, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(scope);
        more.put(name, value);
        return more;
    }

    /** Our text as it would be written; whether a person edited what stands there. */
    static Map<String, Object> text(String subject, String body, boolean edited) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("subject", subject);
        text.put("body", body);
        text.put("edited", edited);
        return text;
    }

    /** How far the call is told, this write included. */
    static Stage told(CallUpdate update) {
        Call call = update.call();
        Stage shown = switch (call.state()) {
            case COMPLETED -> Stage.COMPLETED;
            case ENDED -> Stage.ENDED;
            default -> call.times().answeredAt().isPresent() ? Stage.ANSWERED : Stage.STARTED;
        };
        Stage stage = update.stage().compareTo(Stage.COMPLETED) <= 0 ? update.stage() : Stage.STARTED;
        Stage before = update.earlier().reached().orElse(Stage.STARTED);
        return furthest(shown, furthest(stage, before));
    }

    private static Stage furthest(Stage one, Stage other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Map<String, Object> event(CallUpdate update, Map<?, ?> data, Instant now) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", update.event().id());
        event.put("type", update.event().type());
        event.put("origin", update.event().origin().word());
        event.put("occurredAt", update.event().occurredAt().toString());
        event.put("ageMs", Duration.between(update.event().occurredAt(), now).toMillis());
        for (String name : List.of("certainty", "change", "unverified")) {
            Optional.ofNullable(data.get(name)).ifPresent(value -> event.put(name, value));
        }
        return event;
    }

    private static void people(Map<String, Object> scope, List<Contact> contacts, Optional<String> owner) {
        List<Map<String, Object>> people = contacts.stream().map(Scope::contact).toList();
        scope.put("contacts", people);
        people.stream().findFirst().ifPresent(first -> scope.put("contact", first));
        owner.ifPresent(id -> scope.put("owner", id));
    }

    private static Map<String, Object> contact(Contact contact) {
        Map<String, Object> person = new LinkedHashMap<>();
        person.put("id", contact.id());
        person.put("type", contact.type());
        person.put("name", contact.name());
        contact.ownerId().ifPresent(id -> person.put("ownerId", id));
        contact.url().ifPresent(url -> person.put("url", url));
        return person;
    }

    private static Map<String, Object> end(Endpoint end) {
        Map<String, Object> values = new LinkedHashMap<>();
        end.extensionId().ifPresent(id -> values.put("extensionId", id));
        end.number().flatMap(PhoneNumber::e164).ifPresent(e164 -> values.put("e164", e164));
        end.number().map(PhoneNumber::raw).ifPresent(raw -> values.put("number", raw));
        end.name().ifPresent(name -> values.put("name", name));
        return values;
    }

    private static Map<String, Object> earlier(Earlier earlier) {
        Map<String, Object> values = new LinkedHashMap<>();
        earlier.recordId().ifPresent(id -> values.put("recordId", id));
        earlier.url().ifPresent(url -> values.put("url", url));
        earlier.reached().ifPresent(stage -> values.put("reached", StepReader.word(stage)));
        values.put("uncertain", earlier.uncertain());
        return values;
    }

    private static Map<?, ?> map(Optional<?> value) {
        return value.isPresent() && value.get() instanceof Map<?, ?> map ? map : Map.of();
    }
}
