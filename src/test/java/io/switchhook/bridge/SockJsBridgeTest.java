package io.switchhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.bus.BusServices;
import io.switchhook.bus.EventOutlet;
import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.config.Secret;
import io.switchhook.journal.memory.MemoryJournal;
import io.switchhook.journal.memory.Story;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames under {@code /eventbus}, over the WebSocket of SockJS and over a plain one. */
class SockJsBridgeTest {
    private static final Instant NOW = Instant.parse("2026-03-04T09:15:31.482Z");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOKEN = "a token & more";

    private final Vertx vertx = Vertx.vertx();
    private final MemoryJournal journal = new MemoryJournal(vertx, InstantSource.fixed(NOW));
    private final Story story = Story.inbound("s-1", "+14155550123", NOW);
    private final Counts counts = new Counts();
    private HttpServer server;

    @BeforeEach
    void open() {
        new BusServices(vertx, journal).open();
        Router router = Router.router(vertx);
        new SockJsBridge(
                        vertx,
                        new BridgeSettings(Optional.of(Secret.of(TOKEN)), counts),
                        new Links.Limits(3, 2, 4, 256 * 1024))
                .mount(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(30, TimeUnit.SECONDS);
    }

    private Program program(String path) {
        return new Program(URI.create("ws://127.0.0.1:" + server.actualPort() + "/eventbus" + path));
    }

    private void tell() {
        new EventOutlet(vertx)
                .publish(journal.keep(story.tell(CallEventType.LEG_ALERTING, CallState.RINGING, Duration.ZERO)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/websocket", "/000/abcdefgh/websocket"})
    void the_token_comes_with_the_address_or_with_a_message(String path) throws Exception {
        Program guest = program(path);
        guest.send(new JsonObject().put("type", "register").put("address", "switchhook.events"));
        assertThat(guest.next().getInteger("failureCode")).isEqualTo(401);
        guest.send(new JsonObject()
                .put("type", "register")
                .put("address", "switchhook.events")
                .put("headers", new JsonObject().put("token", TOKEN)));
        Program known = program(path.replace("abcdefgh", "other") + "?x=1&token=a%20token%20%26%20more");
        known.send(new JsonObject()
                .put("type", "send")
                .put("address", "switchhook.calls")
                .put("replyAddress", "r"));
        assertThat(known.next().getString("address")).isEqualTo("r");
        await().atMost(LIMIT).until(() -> {
            tell();
            return guest.heard() > 0;
        });
        JsonObject event = guest.next();
        assertThat(event.getString("type")).isEqualTo("rec");
        assertThat(event.getJsonObject("body").getString("subject")).isEqualTo("s-1");
        guest.leave();
        known.leave();
        await().atMost(LIMIT).until(() -> counts.of("switchhook_bridge_links", "sockjs") == 0);
    }

    @Test
    void a_program_that_does_not_read_is_cut_off() throws Exception {
        Program sleeper = program("/000/abcdefgh/websocket?token=a%20token%20%26%20more");
        sleeper.send(new JsonObject().put("type", "register").put("address", "switchhook.events"));
        sleeper.send(
                new JsonObject().put("type", "send").put("address", "other").put("replyAddress", "r"));
        assertThat(sleeper.next().getInteger("failureCode")).isEqualTo(403);
        sleeper.sleep();
        for (int i = 0; counts.of("switchhook_bridge_refused_total", "sockjs", "slow") == 0; i++) {
            assertThat(i).as("events until it is cut off").isLessThan(20_000);
            tell();
        }
        await().atMost(LIMIT).until(() -> counts.of("switchhook_bridge_links", "sockjs") == 0);
    }

    /** A WebSocket that understands the framing of SockJS ({@code o}, {@code h}, {@code a[…]}) and none at all. */
    private static final class Program implements WebSocket.Listener {
        private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final boolean framed;
        private final WebSocket socket;
        private volatile boolean asleep;

        Program(URI address) {
            framed = !address.getPath().endsWith("/eventbus/websocket");
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(address, this)
                    .join();
        }

        void send(JsonObject frame) {
            String words = framed ? new JsonArray().add(frame.encode()).encode() : frame.encode();
            socket.sendText(words, true).join();
        }

        JsonObject next() throws InterruptedException {
            JsonObject frame = frames.poll(30, TimeUnit.SECONDS);
            assertThat(frame).as("a frame within half a minute").isNotNull();
            return frame;
        }

        int heard() {
            return frames.size();
        }

        void sleep() {
            asleep = true;
        }

        void leave() {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean whole) {
            text.append(piece);
            if (whole) {
                take(text.toString());
                text.setLength(0);
            }
            if (!asleep) {
                from.request(1);
            }
            return null;
        }

        private void take(String words) {
            if (!framed) {
                frames.add(new JsonObject(words));
            } else if (words.startsWith("a")) {
                new JsonArray(words.substring(1)).forEach(one -> frames.add(new JsonObject((String) one)));
            }
        }
    }
}
