package io.switchhook.connector.document;

import io.switchhook.call.CallState;
import io.switchhook.config.Findings;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Config;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Context;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.Http.Request;
import io.switchhook.connector.Key;
import io.switchhook.connector.Stage;
import io.switchhook.connector.Written;
import io.switchhook.event.Envelope;
import io.switchhook.event.EventJson;
import io.switchhook.journal.SampleEvents;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** A CRM without a network: keeps what it was asked and answers as it is told. */
final class Crm {
    static final Instant NOW = Instant.parse("2026-03-04T09:15:40Z");

    final List<Request> asked = new ArrayList<>();
    Function<Request, Answer> answers = request -> answer(200, "{}");
    private Connector connector;
    private Earlier earlier = Earlier.NOTHING;

    /** A CRM behind a document of the jar. */
    static Crm shipped(String type, Map<String, Object> values) {
        return of(DocumentShelf.shipped(type), values);
    }

    /** A CRM behind a document. */
    static Crm of(String yaml, Map<String, Object> values) {
        Findings findings = new Findings("document.yaml");
        Optional<Document> document = DocumentReader.read(yaml, findings);
        if (document.isEmpty()) {
            throw new AssertionError("Expected a document without mistakes, but " + findings.inOrder());
        }
        Map<String, Object> complete = new LinkedHashMap<>(values);
        for (Key key : document.get().keys()) {
            key.standard().ifPresent(standard -> complete.putIfAbsent(key.name(), standard));
        }
        Crm crm = new Crm();
        crm.connector = DocumentFactory.of(document.get())
                .create(new Context(
                        "crm",
                        new Config(complete),
                        request -> {
                            crm.asked.add(request);
                            return CompletableFuture.completedStage(crm.answers.apply(request));
                        },
                        InstantSource.fixed(NOW),
                        LoggerFactory.getLogger(Crm.class),
                        Path.of(".")));
        return crm;
    }

    static Answer answer(int status, String body) {
        return new Answer(status, List.of(), body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    Connector connector() {
        return connector;
    }

    Crm with(Earlier before) {
        earlier = before;
        return this;
    }

    Earlier earlier() {
        return earlier;
    }

    /** Writes a call and remembers it as the daemon does. */
    Written write(Stage stage, Envelope event, List<Contact> contacts, Optional<String> owner) {
        Written written =
                done(connector.upsertCall(new CallUpdate(event.call().id(), stage, event, earlier, contacts, owner)));
        Optional<Stage> reached = stage.compareTo(Stage.COMPLETED) <= 0 ? Optional.of(stage) : earlier.reached();
        earlier = new Earlier(written.recordId(), written.url(), reached, false, written.textHash());
        return written;
    }

    Written write(Stage stage, Envelope event) {
        return write(stage, event, List.of(), Optional.empty());
    }

    static <T> T done(java.util.concurrent.CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().getNow(null);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** An event of the first sample call with what a test wants to be different in its snapshot. */
    static Envelope event(long sequence, CallState state, Function<JsonObject, JsonObject> change) {
        String json = EventJson.write(SampleEvents.call(1).event(sequence, state), sequence, NOW);
        JsonObject envelope = new JsonObject(json);
        JsonObject data = envelope.getJsonObject("data");
        data.put("call", change.apply(data.getJsonObject("call")));
        return Envelope.read(envelope.encode());
    }

    static Envelope event(long sequence, CallState state) {
        return event(sequence, state, call -> call);
    }

    /** Every request as a person would write it down: method, address, body. */
    List<String> sent() {
        return asked.stream().map(Crm::text).toList();
    }

    static String text(Request request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        return request.method() + " " + request.uri() + (body.isEmpty() ? "" : "\n" + body);
    }

    static String header(Request request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(header -> header.value())
                .findFirst()
                .orElse("");
    }

    JsonObject body(int index) {
        return new JsonObject(new String(asked.get(index).body(), StandardCharsets.UTF_8));
    }
}
