package io.switchhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.switchhook.bus.BusServices;
import io.switchhook.bus.EventOutlet;
import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.config.Secret;
import io.switchhook.journal.StoredEvent;
import io.switchhook.journal.memory.MemoryJournal;
import io.switchhook.journal.memory.Story;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a program at the TCP bridge may do, and what it costs when it behaves badly. */
class TcpBridgeTest {
    private static final Instant NOW = Instant.parse("2026-03-04T09:15:31.482Z");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Optional<String> TOKEN = Optional.of("a token of sixteen");

    private final Vertx vertx = Vertx.vertx();
    private final MemoryJournal journal = new MemoryJournal(vertx, InstantSource.fixed(NOW));
    private final Story story = Story.inbound("s-1", "+14155550123", NOW);
    private final Counts counts = new Counts();
    private final List<FrameClient> asleep = new ArrayList<>();
    private TcpBridgeVerticle bridge;

    @BeforeEach
    void open() {
        new BusServices(vertx, journal).open();
        bridge = new TcpBridgeVerticle(
                "127.0.0.1",
                0,
                new BridgeSettings(TOKEN.map(Secret::of), counts),
                new Links.Limits(3, 2, 4, 256 * 1024));
        vertx.deployVerticle(bridge).await();
    }

    /** Those who do not read are still there when we close, and must not keep us. */
    @AfterEach
    void close() throws Exception {
        vertx.close().await(30, TimeUnit.SECONDS);
        for (FrameClient one : asleep) {
            one.close();
        }
    }

    private double refused(String reason) {
        return counts.of("switchhook_bridge_refused_total", "tcp", reason);
    }

    private double links() {
        return counts.of("switchhook_bridge_links", "tcp");
    }

    private FrameClient program() throws IOException {
        return new FrameClient(bridge.port(), TOKEN);
    }

    private StoredEvent tell() {
        StoredEvent event = journal.keep(story.tell(CallEventType.LEG_ALERTING, CallState.RINGING, Duration.ZERO));
        new EventOutlet(vertx).publish(event);
        return event;
    }

    @Test
    void a_program_hears_events_as_they_stand_in_the_journal_with_their_headers() throws IOException {
        try (FrameClient program = program()) {
            program.register("switchhook.events");
            program.register("switchhook.events.leg.alerting");
            program.send(new JsonObject().put("type", "ping"));
            assertThat(program.next()).isEqualTo(new JsonObject().put("type", "pong"));
            StoredEvent event = tell();
            List<String> addresses = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                JsonObject heard = program.next();
                addresses.add(heard.getString("address"));
                assertThat(heard.getString("type")).isEqualTo("message");
                assertThat(heard.getJsonObject("body")).isEqualTo(new JsonObject(event.json()));
                assertThat(heard.getJsonObject("headers").getString("offset")).isEqualTo("1");
            }
            assertThat(addresses).containsExactlyInAnyOrder("switchhook.events", "switchhook.events.leg.alerting");
            program.send(new JsonObject().put("type", "unregister").put("address", "switchhook.events"));
            program.send(new JsonObject().put("type", "ping"));
            assertThat(program.next().getString("type")).isEqualTo("pong");
            tell();
            assertThat(program.next().getString("address")).isEqualTo("switchhook.events.leg.alerting");
        }
        await().atMost(LIMIT).until(() -> links() == 0);
    }

    @Test
    void a_program_reads_and_acknowledges_by_name_and_hears_the_services_own_refusals() throws IOException {
        tell();
        tell();
        try (FrameClient program = program()) {
            JsonObject me = new JsonObject().put("consumer", "crm");
            JsonArray page = program.ask("switchhook.journal.read", me).getJsonArray("body");
            assertThat(page).hasSize(2);
            program.ask("switchhook.journal.ack", me.copy().put("offset", 2));
            assertThat(program.ask("switchhook.journal.read", me).getJsonArray("body"))
                    .isEmpty();
            assertThat(program.ask("switchhook.call", "s-1")
                            .getJsonObject("body")
                            .getString("state"))
                    .isEqualTo("RINGING");
            JsonObject failed = program.ask("switchhook.call", "s-nowhere");
            assertThat(failed.getString("type")).isEqualTo("err");
            assertThat(failed.getInteger("failureCode")).isEqualTo(404);
            assertThat(failed.getString("failureType")).isEqualTo("RECIPIENT_FAILURE");
            assertThat(program.ask("switchhook.command.dance", null).getString("failureType"))
                    .isEqualTo("NO_HANDLERS");
        }
    }

    @Test
    void without_the_token_nothing_is_told_and_who_guesses_is_cut_off() throws IOException {
        try (FrameClient stranger = new FrameClient(bridge.port(), Optional.of("a guess"))) {
            for (int i = 0; i < 10; i++) {
                assertThat(stranger.ask("switchhook.calls", null).getInteger("failureCode"))
                        .isEqualTo(401);
            }
            assertThatThrownBy(stranger::next).isInstanceOf(IOException.class);
        }
        assertThat(refused("token")).isEqualTo(10);
        try (FrameClient silent = new FrameClient(bridge.port(), Optional.empty())) {
            silent.register("switchhook.events");
            JsonObject refused = silent.next();
            assertThat(refused.getInteger("failureCode")).isEqualTo(401);
            assertThat(refused.getString("address")).isEqualTo("switchhook.events");
        }
    }

    @Test
    void addresses_that_are_not_on_the_list_are_refused_in_both_directions() throws IOException {
        try (FrameClient program = program()) {
            for (String address :
                    List.of("switchhook.calls", "switchhook.journal.read", "other", "switchhook.eventsX")) {
                program.register(address);
                assertThat(program.next().getInteger("failureCode")).as(address).isEqualTo(403);
            }
            for (String address : List.of("switchhook.events", "switchhook.events.call.ended", "", "other")) {
                assertThat(program.ask(address, "false news").getString("body")).isEqualTo("access_denied");
            }
            program.send(new JsonObject().put("type", "publish").put("address", "switchhook.events"));
            assertThat(program.next().getInteger("failureCode")).isEqualTo(403);
        }
        assertThat(refused("address")).isEqualTo(9);
    }

    @Test
    void frames_that_are_none_are_refused_and_a_length_that_is_none_ends_the_connection() throws IOException {
        try (FrameClient program = program()) {
            for (String bad : List.of("[]", "{", "7", "{\"type\":1,\"headers\":7}", "{\"type\":\"dance\"}")) {
                program.sendBytes(bad.getBytes(StandardCharsets.UTF_8));
                assertThat(program.next().getInteger("failureCode")).as(bad).isIn(400, 401);
            }
            program.announce(Integer.MAX_VALUE);
            assertThat(program.next().getInteger("failureCode")).isEqualTo(400);
            assertThatThrownBy(program::next).isInstanceOf(IOException.class);
        }
        await().atMost(LIMIT).until(() -> links() == 0);
    }

    @Test
    void a_program_that_does_not_read_is_cut_off_and_those_that_read_hear_everything() throws IOException {
        FrameClient sleeper = program();
        asleep.add(sleeper);
        try (FrameClient reader = program()) {
            sleeper.register("switchhook.events");
            sleeper.send(new JsonObject().put("type", "ping"));
            assertThat(sleeper.next().getString("type")).isEqualTo("pong");
            reader.register("switchhook.events");
            reader.send(new JsonObject().put("type", "ping"));
            assertThat(reader.next().getString("type")).isEqualTo("pong");
            for (int i = 1; refused("slow") == 0; i++) {
                assertThat(i).as("events until the sleeper is cut off").isLessThan(20_000);
                tell();
                assertThat(reader.next().getJsonObject("headers").getString("offset"))
                        .isEqualTo(Integer.toString(i));
            }
            await().atMost(LIMIT).until(() -> refused("slow") == 1 && links() == 1);
        }
    }

    @Test
    void there_is_an_end_to_programs_to_questions_and_to_addresses() throws IOException {
        try (FrameClient first = program();
                FrameClient second = program();
                FrameClient third = program()) {
            await().atMost(LIMIT).until(() -> links() == 3);
            try (FrameClient fourth = program()) {
                assertThatThrownBy(fourth::next).isInstanceOf(IOException.class);
            }
            assertThat(refused("full")).isEqualTo(1);
            for (int i = 0; i < 5; i++) {
                second.register("switchhook.events.invented." + i);
            }
            assertThat(second.next().getInteger("failureCode")).isEqualTo(429);
            vertx.eventBus().consumer("switchhook.command.wait", message -> {});
            for (int i = 0; i < 3; i++) {
                third.send(new JsonObject()
                        .put("type", "send")
                        .put("address", "switchhook.command.wait")
                        .put("replyAddress", "r" + i));
            }
            JsonObject busy = third.next();
            assertThat(busy.getString("address")).isEqualTo("r2");
            assertThat(busy.getInteger("failureCode")).isEqualTo(429);
            assertThat(first.ask("switchhook.calls", null).getString("type")).isEqualTo("message");
        }
    }
}
