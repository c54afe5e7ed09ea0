package io.switchhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.journal.memory.Story;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Readers that do not read, that stay, that are gone. */
class SlowReaderTest {
    private static final int EVENTS = 20_000;
    private static final int PAGE = 64;

    private final Story story = Story.inbound("s-1", "+14155550123", ServerUnderTest.NOW);

    private void append(ServerUnderTest server, int count) {
        for (int i = 0; i < count; i++) {
            server.journal.keep(story.tell(CallEventType.LEG_ALERTING, CallState.RINGING, Duration.ofMillis(10)));
        }
    }

    private static Socket ask(ServerUnderTest server, String query, String accept) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        String request =
                "GET /api/v1/events?" + query + " HTTP/1.0\r\nHost: 127.0.0.1\r\nAccept: " + accept + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int readers(ServerUnderTest server) throws Exception {
        return new JsonObject(server.get("/api/v1/status").body()).getInteger("readers");
    }

    @Test
    void a_reader_that_does_not_read_is_not_read_for_and_later_gets_everything() throws Exception {
        try (ServerUnderTest server = new ServerUnderTest(Optional.empty())) {
            append(server, EVENTS);
            try (Socket socket = ask(server, "after=0", "text/event-stream")) {
                AtomicInteger before = new AtomicInteger(-1);
                await().pollInterval(Duration.ofMillis(500))
                        .until(() -> server.journal.reads() > 0
                                && before.getAndSet(server.journal.reads()) == server.journal.reads());
                assertThat(server.journal.reads()).isLessThan(EVENTS / PAGE / 2);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                for (int next = 1; next <= EVENTS; ) {
                    String line = lines.readLine();
                    if (line.startsWith("id: ")) {
                        assertThat(line).isEqualTo("id: " + next);
                        next++;
                    }
                }
            }
            await().untilAsserted(() -> assertThat(readers(server)).isZero());
        }
    }

    @Test
    void a_reader_that_never_reads_is_given_up() throws Exception {
        try (ServerUnderTest server = new ServerUnderTest(
                        Optional.empty(), InstantSource.fixed(ServerUnderTest.NOW), Duration.ofMillis(200));
                Socket socket = ask(server, "after=0", "text/event-stream")) {
            await().until(() -> readers(server) == 1);
            append(server, EVENTS);
            await().untilAsserted(() -> assertThat(readers(server)).isZero());
            assertThat(socket.isConnected()).isTrue();
            // Nothing is kept for it: whoever speaks to a connection that has ended is told so.
            await().untilAsserted(() -> assertThatThrownBy(
                            () -> socket.getOutputStream().write('\n'))
                    .isInstanceOf(IOException.class));
        }
    }

    @Test
    void one_reader_too_many_is_refused_until_another_leaves() throws Exception {
        try (ServerUnderTest server = new ServerUnderTest(Optional.empty())) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < ServerUnderTest.READERS_MAX; i++) {
                sockets.add(ask(server, "", "text/event-stream"));
            }
            await().until(() -> readers(server) == ServerUnderTest.READERS_MAX);
            HttpResponse<String> refused = server.get("/api/v1/events", "Accept", "text/event-stream");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("too-many-readers");
            sockets.remove(0).close();
            await().until(() -> readers(server) == ServerUnderTest.READERS_MAX - 1);
            assertThat(server.get("/api/v1/events", "Accept", "application/x-ndjson")
                            .statusCode())
                    .isEqualTo(200);
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void a_quiet_stream_shows_signs_of_life_and_a_filtered_one_its_place() throws Exception {
        try (ServerUnderTest server = new ServerUnderTest(
                        Optional.empty(), InstantSource.fixed(ServerUnderTest.NOW), Duration.ofMillis(50));
                Socket socket = ask(server, "after=0&type=call.answered", "text/event-stream")) {
            append(server, 3);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            int beats = 0;
            String id = "";
            while (beats < 3 || !id.equals("id: 3")) {
                String line = lines.readLine();
                beats += line.startsWith(": still here") ? 1 : 0;
                id = line.startsWith("id: ") ? line : id;
                assertThat(line).doesNotStartWith("data:");
            }
        }
    }

    @Test
    void ndjson_follows_when_asked_to() throws Exception {
        try (ServerUnderTest server = new ServerUnderTest(Optional.empty());
                Socket socket = ask(server, "follow=true", "application/x-ndjson")) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).contains("200");
            for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                assertThat(line).contains(": ");
            }
            for (int i = 1; i <= 3; i++) {
                server.tell(story.tell(CallEventType.LEG_ALERTING, CallState.RINGING, Duration.ZERO));
                JsonObject envelope = new JsonObject(lines.readLine());
                assertThat(envelope.getJsonObject("data").getInteger("offset")).isEqualTo(i);
            }
        }
    }

    @Test
    void a_broken_journal_cuts_the_stream_so_that_its_reader_resumes() throws Exception {
        try (ServerUnderTest server = new ServerUnderTest(Optional.empty())) {
            append(server, 2);
            try (EventReader reader = new EventReader(server.uri("/api/v1/events?after=0"))) {
                await().until(() -> reader.events().size() == 2);
                server.journal.breakDown(true);
                server.tell(story.tell(CallEventType.ANSWERED, CallState.TALKING, Duration.ZERO));
                await().until(reader::over);
            }
            server.journal.breakDown(false);
            try (EventReader reader = new EventReader(server.uri("/api/v1/events"), "Last-Event-ID", "2")) {
                await().until(() -> reader.events().size() == 1);
                assertThat(reader.offsets()).containsExactly(3L);
            }
        }
    }
}
