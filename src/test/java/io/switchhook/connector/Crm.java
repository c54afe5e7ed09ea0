package io.switchhook.connector;

import io.switchhook.call.CallState;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.Http.Request;
import io.switchhook.event.Envelope;
import io.switchhook.event.EventJson;
import io.switchhook.journal.SampleEvents;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** The other end of a connector, request by request: answers what it is told, in order, and 200 with {@code {}} else. */
public final class Crm {
    /** The time of day. */
    public static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

    private final List<Request> sent = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();

    /** What to answer to the next request that has no answer yet. */
    public Crm answers(int status, String body) {
        answers.add(new Answer(status, List.of(), body.getBytes(StandardCharsets.UTF_8), NOW));
        return this;
    }

    /** A connector that talks to this. */
    public Connector connector(ConnectorFactory factory, Map<String, Object> values) {
        Map<String, Object> complete = new LinkedHashMap<>(values);
        factory.keys().forEach(key -> key.standard().ifPresent(standard -> complete.putIfAbsent(key.name(), standard)));
        return factory.create(new Context(
                "crm",
                new Config(complete),
                this::send,
                InstantSource.fixed(NOW),
                LoggerFactory.getLogger(Crm.class),
                Path.of(".")));
    }

    private CompletionStage<Answer> send(Request request) {
        sent.add(request);
        return CompletableFuture.completedStage(
                answers.isEmpty()
                        ? new Answer(200, List.of(), "{}".getBytes(StandardCharsets.UTF_8), NOW)
                        : answers.remove());
    }

    /** What was asked, each as {@code METHOD address}. */
    public List<String> asked() {
        return sent.stream().map(one -> one.method() + " " + one.uri()).toList();
    }

    /** The n-th request's body, from 0. */
    public String body(int n) {
        return new String(sent.get(n).body(), StandardCharsets.UTF_8);
    }

    /** The n-th request's body, from 0. */
    public JsonObject json(int n) {
        return new JsonObject(body(n));
    }

    /** A header of the n-th request. */
    public String header(int n, String name) {
        return sent.get(n).headers().stream()
                .filter(header -> header.name().equals(name))
                .map(header -> header.value())
                .findFirst()
                .orElse("");
    }

    /** An inbound call in a state, changed as the test wants it: {@code data.call} of its envelope. */
    public static CallUpdate update(CallState state, Stage stage, Earlier earlier, Consumer<JsonObject> change) {
        long sequence = switch (state) {
            case NEW -> 1;
            case RINGING -> 2;
            case TALKING -> 3;
            case ENDED -> 4;
            default -> 5;
        };
        JsonObject json = new JsonObject(EventJson.write(SampleEvents.call(1).event(sequence, state), 7, NOW));
        JsonObject call = json.getJsonObject("data").getJsonObject("call");
        change.accept(call);
        return new CallUpdate("s-1", stage, Envelope.read(json.encode()), earlier, List.of(), Optional.empty());
    }

    /** The same with contacts and an owner. */
    public static CallUpdate with(CallUpdate update, List<Contact> contacts, String owner) {
        return new CallUpdate(
                update.key(), update.stage(), update.event(), update.earlier(), contacts, Optional.of(owner));
    }

    /** What a write came to; fails as the write did. */
    public static Written write(Connector connector, CallUpdate update) {
        return result(connector.upsertCall(update));
    }

    /** What a stage came to; fails as it did. */
    public static <T> T result(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** A record that was written before, as far as a stage. */
    public static Earlier written(String record, Stage reached, String textHash) {
        return new Earlier(Optional.of(record), Optional.empty(), Optional.of(reached), false, Optional.of(textHash));
    }

    /** Nothing is known but that something was tried. */
    public static Earlier doubtful() {
        return new Earlier(Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty());
    }
}
