package io.switchhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.journal.memory.Story;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream of events, read over real connections. */
class EventStreamTest {
    private ServerUnderTest server;
    private Story story;

    @BeforeEach
    void open() throws Exception {
        server = new ServerUnderTest(Optional.empty());
        story = Story.inbound("s-1", "+14155550123", ServerUnderTest.NOW);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            server.tell(story.tell(CallEventType.LEG_ALERTING, CallState.RINGING, Duration.ofMillis(10)));
        }
    }

    private static List<Long> offsets(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private long newest() throws Exception {
        return new JsonObject(server.get("/api/v1/status").body()).getLong("offset");
    }

    private EventReader reader(String query, String... headers) throws Exception {
        EventReader reader = new EventReader(server.uri("/api/v1/events" + query), headers);
        await().until(reader::connected);
        return reader;
    }

    @Test
    void zero_is_the_beginning_and_the_stream_goes_on_live() throws Exception {
        append(150);
        try (EventReader reader = reader("?after=0")) {
            await().until(() -> reader.events().size() == 150);
            append(3);
            await().until(() -> reader.events().size() == 153);
            assertThat(reader.offsets()).isEqualTo(offsets(1, 153));
        }
    }

    @Test
    void without_a_place_it_starts_at_now() throws Exception {
        append(5);
        try (EventReader reader = reader("")) {
            append(2);
            await().until(() -> reader.events().size() == 2);
            assertThat(reader.offsets()).containsExactly(6L, 7L);
        }
    }

    @Test
    void after_and_last_event_id_are_exclusive_and_the_header_wins() throws Exception {
        append(5);
        try (EventReader after = reader("?after=3");
                EventReader resumed = reader("?after=1", "Last-Event-ID", "4")) {
            await().until(() -> after.events().size() == 2 && resumed.events().size() == 1);
            assertThat(after.offsets()).containsExactly(4L, 5L);
            assertThat(resumed.offsets()).containsExactly(5L);
        }
    }

    @Test
    void an_event_carries_offset_type_and_envelope() throws Exception {
        server.tell(story.rings());
        try (EventReader reader = reader("?after=0")) {
            await().until(() -> reader.events().size() == 2);
            EventReader.Event event = reader.events().get(1);
            assertThat(event.type()).isEqualTo("call.ringing");
            JsonObject envelope = new JsonObject(event.data());
            assertThat(envelope.getString("type")).isEqualTo("io.switchhook.call.ringing");
            assertThat(envelope.getJsonObject("data").getLong("offset")).isEqualTo(2);
        }
    }

    @Test
    void types_can_be_chosen_by_name_and_by_beginning_and_accounts_by_label() throws Exception {
        server.tell(story.rings());
        append(1);
        server.tell(story.tell(CallEventType.ANSWERED, CallState.TALKING, Duration.ofSeconds(1)));
        assertThat(types("?type=call.*")).containsExactly("call.started", "call.ringing", "call.answered");
        assertThat(types("?type=call.answered,%20leg.alerting")).containsExactly("leg.alerting", "call.answered");
        assertThat(types("?type=io.switchhook.call.answered")).containsExactly("call.answered");
        assertThat(types("?account=other")).isEmpty();
        assertThat(types("?account=acme")).hasSize(4);
    }

    private List<String> types(String query) throws Exception {
        return server.get("/api/v1/events" + query, "Accept", "application/x-ndjson")
                .body()
                .lines()
                .map(line -> new JsonObject(line).getString("type").substring("io.switchhook.".length()))
                .toList();
    }

    @Test
    void ndjson_ends_at_the_newest() throws Exception {
        append(200);
        HttpResponse<String> answer = server.get("/api/v1/events?after=50", "Accept", "application/x-ndjson");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(answer.body()
                        .lines()
                        .map(line -> new JsonObject(line).getJsonObject("data").getLong("offset")))
                .isEqualTo(offsets(51, 200));
    }

    @Test
    void a_client_without_a_wish_gets_ndjson() throws Exception {
        append(1);
        assertThat(server.get("/api/v1/events").body().lines()).hasSize(1);
        assertThat(server.get("/api/v1/events", "Accept", "image/png").statusCode())
                .isEqualTo(406);
    }

    @Test
    void what_the_bus_lost_is_found_in_the_journal() throws Exception {
        append(2);
        try (EventReader reader = reader("")) {
            server.journal.keep(story.tell(CallEventType.ANSWERED, CallState.TALKING, Duration.ZERO));
            await().until(() -> reader.events().size() == 1);
            assertThat(reader.offsets()).containsExactly(3L);
        }
    }

    @Test
    void appends_and_disconnects_in_any_order_leave_no_hole_and_no_repeat() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed of the resumption test: " + seed);
        Random random = new Random(seed);
        List<Long> heard = new ArrayList<>();
        String last = "0";
        for (int turn = 0; turn < 60; turn++) {
            append(random.nextInt(100));
            EventReader reader = new EventReader(server.uri("/api/v1/events"), "Last-Event-ID", last);
            try (reader) {
                append(random.nextInt(40));
                if (random.nextInt(10) == 0) {
                    server.journal.keep(story.tell(CallEventType.UNPARKED, CallState.TALKING, Duration.ZERO));
                }
                append(random.nextInt(40));
                long owed = newest() - Long.parseLong(last);
                long wanted = random.nextLong(owed + 1);
                await().pollInterval(Duration.ofMillis(5))
                        .until(() -> reader.events().size() >= wanted);
            }
            heard.addAll(reader.offsets());
            last = heard.isEmpty() ? "0" : Long.toString(heard.get(heard.size() - 1));
        }
        assertThat(heard).as("seed %d", seed).isEqualTo(offsets(1, Long.parseLong(last)));
        assertThat(heard).as("seed %d", seed).hasSizeGreaterThan(1_000);
    }

    @Test
    void a_restart_of_the_server_is_survived_by_resuming() throws Exception {
        append(10);
        List<Long> heard = new ArrayList<>();
        try (EventReader reader = reader("?after=0")) {
            await().until(() -> reader.events().size() == 10);
            server.restart();
            await().until(reader::over);
            heard.addAll(reader.offsets());
        }
        append(4);
        try (EventReader reader = reader("", "Last-Event-ID", "10")) {
            await().until(() -> reader.events().size() == 4);
            heard.addAll(reader.offsets());
        }
        assertThat(heard).isEqualTo(offsets(1, 14));
    }

    @Test
    void fifty_readers_each_get_everything() throws Exception {
        List<EventReader> readers = new ArrayList<>();
        append(70);
        for (int i = 0; i < 50; i++) {
            readers.add(new EventReader(server.uri("/api/v1/events?after=" + i)));
        }
        append(130);
        for (int i = 0; i < 50; i++) {
            EventReader reader = readers.get(i);
            int wanted = 200 - i;
            await().atMost(Duration.ofSeconds(30)).until(() -> reader.events().size() >= wanted);
            assertThat(reader.offsets()).isEqualTo(offsets(i + 1, 200));
        }
        for (EventReader reader : readers) {
            reader.close();
        }
        await().untilAsserted(() -> assertThat(
                        new JsonObject(server.get("/api/v1/status").body()).getInteger("readers"))
                .isZero());
    }
}
