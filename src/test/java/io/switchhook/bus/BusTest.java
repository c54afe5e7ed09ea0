package io.switchhook.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.journal.StoredEvent;
import io.switchhook.journal.memory.MemoryJournal;
import io.switchhook.journal.memory.Story;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bus promises to listeners and to programs that ask. */
class BusTest {
    private static final Instant NOW = Instant.parse("2026-03-04T09:15:31.482Z");

    private final Vertx vertx = Vertx.vertx();
    private final MemoryJournal journal = new MemoryJournal(vertx, InstantSource.fixed(NOW));
    private final Story story = Story.inbound("s-1", "+14155550123", NOW);
    private BusServices.Open services;

    @BeforeEach
    void open() {
        services = new BusServices(vertx, journal).open();
    }

    @AfterEach
    void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private Object ask(String address, Object body) {
        return vertx.eventBus()
                .request(address, body)
                .map(Message::body)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private ReplyException refusal(String address, Object body) {
        try {
            throw new AssertionError("Expected a failure, but the reply is " + ask(address, body));
        } catch (CompletionException e) {
            return (ReplyException) e.getCause();
        }
    }

    private List<StoredEvent> tellThree() {
        List<StoredEvent> stored = new java.util.ArrayList<>();
        story.rings().forEach(event -> stored.add(journal.keep(event)));
        stored.add(journal.keep(story.tell(CallEventType.ANSWERED, CallState.TALKING, Duration.ofSeconds(1))));
        return stored;
    }

    @Test
    void an_event_is_published_to_all_and_by_type_as_it_is_with_headers() {
        List<Message<StoredEvent>> all = new CopyOnWriteArrayList<>();
        List<StoredEvent> answered = new CopyOnWriteArrayList<>();
        vertx.eventBus().<StoredEvent>consumer("switchhook.events", all::add);
        vertx.eventBus().<StoredEvent>consumer("switchhook.events.call.answered", one -> answered.add(one.body()));
        List<StoredEvent> stored = tellThree();
        new EventOutlet(vertx).publish(stored);
        await().until(() -> all.size() == 3 && answered.size() == 1);
        assertThat(all).extracting(Message::body).isEqualTo(stored);
        assertThat(answered.get(0)).isSameAs(stored.get(2));
        assertThat(all.get(2).headers().get("type")).isEqualTo("call.answered");
        assertThat(all.get(2).headers().get("id")).isEqualTo("s-1:000003");
        assertThat(all.get(2).headers().get("offset")).isEqualTo("3");
        assertThat(all.get(2).headers().get("account")).isEqualTo("acme");
    }

    @Test
    void several_outlets_share_one_bus() {
        List<StoredEvent> heard = new CopyOnWriteArrayList<>();
        var listening = new LiveEvents(vertx).listen(heard::add);
        StoredEvent event = tellThree().get(0);
        new EventOutlet(vertx).publish(event);
        new EventOutlet(vertx).publish(event);
        await().until(() -> heard.size() == 2);
        assertThat(listening.unregister()).isNotNull();
    }

    @Test
    void on_the_wire_an_event_is_its_envelope_and_comes_back_whole() {
        StoredEventCodec codec = new StoredEventCodec();
        for (StoredEvent event : tellThree()) {
            Buffer wire = Buffer.buffer("before");
            codec.encodeToWire(wire, event);
            wire.appendString("after");
            assertThat(wire.toString()).contains(event.json());
            assertThat(codec.decodeFromWire("before".length(), wire)).isEqualTo(event);
        }
    }

    @Test
    void live_calls_and_one_call_are_answered() {
        tellThree();
        JsonArray calls = (JsonArray) ask("switchhook.calls", null);
        assertThat(calls).hasSize(1);
        assertThat(((JsonObject) ask("switchhook.call", "s-1")).getString("state"))
                .isEqualTo("TALKING");
        JsonObject byMember = (JsonObject) ask("switchhook.call", new JsonObject().put("id", "s-1"));
        assertThat(byMember).isEqualTo(calls.getJsonObject(0));
        journal.keep(story.tell(CallEventType.ENDED, CallState.ENDED, Duration.ofSeconds(1)));
        assertThat((JsonArray) ask("switchhook.calls", new JsonObject())).isEmpty();
    }

    @Test
    void a_named_consumer_reads_on_from_what_it_acknowledged() {
        tellThree();
        JsonObject me = new JsonObject().put("consumer", "crm");
        assertThat(offsets(me.copy().put("max", 2))).containsExactly(1L, 2L);
        assertThat(ask("switchhook.journal.ack", me.copy().put("offset", 2)))
                .isEqualTo(me.copy().put("offset", 2L));
        assertThat(offsets(me)).containsExactly(3L);
        assertThat(offsets(me.copy().put("after", 0))).containsExactly(1L, 2L, 3L);
        assertThat(offsets(new JsonObject().put("after", 1))).containsExactly(2L, 3L);
    }

    private List<Long> offsets(JsonObject request) {
        return ((JsonArray) ask("switchhook.journal.read", request))
                .stream()
                        .map(event -> ((JsonObject) event).getJsonObject("data").getLong("offset"))
                        .toList();
    }

    @Test
    void what_is_wrong_is_refused_by_code_and_named() {
        tellThree();
        assertThat(refusal("switchhook.call", "s-nowhere").failureCode()).isEqualTo(404);
        assertThat(refusal("switchhook.call", new JsonObject()).failureCode()).isEqualTo(400);
        assertThat(refusal("switchhook.calls", "all").failureCode()).isEqualTo(400);
        for (JsonObject wrong : List.of(
                new JsonObject().put("after", -1),
                new JsonObject().put("after", "x"),
                new JsonObject().put("after", 1.5))) {
            ReplyException refusal = refusal("switchhook.journal.read", wrong);
            assertThat(refusal.failureCode()).isEqualTo(400);
            assertThat(refusal).hasMessageContaining("after");
        }
        JsonObject me = new JsonObject().put("consumer", "crm");
        assertThat(refusal("switchhook.journal.ack", new JsonObject().put("offset", 1)))
                .hasMessageContaining("consumer");
        assertThat(refusal("switchhook.journal.ack", me)).hasMessageContaining("offset");
        assertThat(refusal("switchhook.journal.ack", me.copy().put("offset", 4)))
                .hasMessageContaining("at most 3");
        assertThat(refusal(
                                "switchhook.journal.ack",
                                new JsonObject().put("consumer", "").put("offset", 1))
                        .failureCode())
                .isEqualTo(400);
    }

    @Test
    void trouble_of_the_journal_has_its_own_code() {
        journal.breakDown(true);
        for (String address : List.of("switchhook.calls", "switchhook.journal.read")) {
            assertThat(refusal(address, new JsonObject()).failureCode()).isEqualTo(503);
        }
    }

    @Test
    void services_that_are_closed_answer_no_more() {
        services.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(refusal("switchhook.calls", null).failureType())
                .isEqualTo(io.vertx.core.eventbus.ReplyFailure.NO_HANDLERS);
    }
}
