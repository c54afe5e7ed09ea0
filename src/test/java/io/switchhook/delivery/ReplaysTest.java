package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.connector.webhook.WebhookFactory;
import io.switchhook.delivery.Receiver.Fault;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries once more: the same events under the same ids, each call's in order. */
class ReplaysTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ReplayOrder ALL =
            new ReplayOrder(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Office office;
    private Receiver receiver;

    @BeforeEach
    void open() {
        office = new Office(vertx, folder);
        receiver = new Receiver(vertx);
    }

    @AfterEach
    void close() {
        office.close();
        receiver.close();
        Office.await(vertx.close());
    }

    private void taken(int events) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(receiver.taken).hasSize(events));
    }

    private static ReplayOrder ofCall(String call) {
        return new ReplayOrder(Optional.empty(), Optional.empty(), Optional.of(call), Optional.empty(), false);
    }

    @Test
    void everything_is_sent_again_under_its_id_and_in_order() {
        CourierVerticle courier = office.webhook("crm", receiver);
        office.tellCalls(1, 20);
        taken(100);
        List<String> ids =
                receiver.taken.stream().map(Receiver.Got::id).sorted().toList();
        assertThat(Office.await(courier.replay(ALL))).isEqualTo(new Replayed(100, 20, false));
        taken(200);
        assertThat(receiver.sequences().values()).allMatch(List.of(1L, 2L, 3L, 4L, 5L, 1L, 2L, 3L, 4L, 5L)::equals);
        assertThat(receiver.taken.stream().skip(100).map(Receiver.Got::id).sorted())
                .containsExactlyElementsOf(ids);
        await().atMost(PATIENCE)
                .until(() -> Office.await(courier.status()).backlog().pending() == 0);
    }

    @Test
    void a_dry_run_counts_and_sends_nothing() {
        CourierVerticle courier = office.webhook("crm", receiver);
        office.tellCalls(1, 3);
        taken(15);
        ReplayOrder dry =
                new ReplayOrder(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("call.*"), true);
        Replayed counted = Office.await(courier.replay(dry));
        assertThat(counted).isEqualTo(new Replayed(15, 3, false));
        assertThat(Office.await(courier.status()).backlog().pending()).isZero();
        assertThat(receiver.all).hasSize(15);
    }

    @Test
    void calls_types_and_times_narrow_it() {
        CourierVerticle courier = office.webhook("crm", receiver);
        office.tellCalls(1, 4);
        taken(20);
        assertThat(Office.await(courier.replay(ofCall("s-3")))).isEqualTo(new Replayed(5, 1, false));
        taken(25);
        assertThat(receiver.sequences().get("s-3")).hasSize(10);

        List<StoredEvent> events = Office.await(office.journal.read(0, 100));
        Instant told = published(events.get(11));
        long since = events.stream()
                .filter(event -> !published(event).isBefore(told))
                .count();
        Replayed later = Office.await(courier.replay(
                new ReplayOrder(Optional.of(told), Optional.empty(), Optional.empty(), Optional.empty(), true)));
        assertThat(later.events()).isEqualTo(since);
        Replayed earlier = Office.await(courier.replay(
                new ReplayOrder(Optional.empty(), Optional.of(told), Optional.empty(), Optional.empty(), true)));
        assertThat(earlier.events()).isEqualTo(20 - since);

        String type = events.get(4).type();
        long ofType = events.stream().filter(event -> event.type().equals(type)).count();
        Replayed typed = Office.await(courier.replay(
                new ReplayOrder(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(type), false)));
        assertThat(typed.events()).isEqualTo(ofType);
        taken(25 + (int) ofType);
    }

    private static Instant published(StoredEvent event) {
        return Instant.parse(new JsonObject(event.json()).getJsonObject("data").getString("publishedAt"));
    }

    @Test
    void what_is_repeated_goes_before_what_is_new_and_survives_a_restart() {
        CourierVerticle courier = office.webhook("crm", receiver);
        for (int step = 1; step <= 4; step++) {
            office.tell(1, step);
        }
        taken(4);
        Office.await(courier.pause("maintenance"));
        Office.await(courier.replay(ALL));
        Office.await(courier.replay(ALL));
        office.tell(1, 5);
        office.dismiss("crm");
        Office.await(office.journal.close());
        office.open();
        courier = office.webhook("crm", receiver);
        Office.await(courier.resume("done"));
        taken(9);
        assertThat(receiver.sequences().get("s-1")).containsExactly(1L, 2L, 3L, 4L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void a_repeated_event_that_is_refused_is_a_dead_letter_and_the_next_ones_go_on() {
        CourierVerticle courier = office.webhook("crm", receiver);
        office.tellCalls(1, 1);
        taken(5);
        receiver.mood = (got, attempt) -> got.sequence() == 2 ? Fault.of(422, "seen before") : Fault.NONE;
        Office.await(courier.replay(ALL));
        taken(9);
        await().atMost(PATIENCE)
                .until(() -> Office.await(courier.status()).backlog().dead() == 1);
        assertThat(Office.await(office.journal.deliveries().deadLettersOf("s-1")))
                .allMatch(letter -> letter.reason().equals("422: seen before"))
                .hasSize(1);
        assertThat(Office.await(courier.status()).backlog().pending()).isZero();
    }

    @Test
    void what_a_filter_kept_back_is_sent_when_the_filter_of_now_lets_it_pass() {
        ConnectorPlan.Common all = Office.common("crm");
        ConnectorPlan.Common none = new ConnectorPlan.Common(
                "crm",
                false,
                List.of(),
                List.of("outbound"),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                all.timeout(),
                false,
                true,
                false);
        CourierVerticle courier = office.hire(none, new WebhookFactory(), Map.of("url", receiver.url()));
        office.tellCalls(1, 3);
        await().atMost(PATIENCE)
                .until(() -> Office.await(courier.status()).backlog().behind() == 0);
        assertThat(Office.await(office.journal.deliveries().ofCall("s-1")))
                .allMatch(row -> row.state().equals("filtered"));
        assertThat(CallFate.says(
                        Office.await(office.journal.deliveries().ofCall("s-1")).get(0),
                        Optional.of(Office.await(courier.status()))))
                .isEqualTo("not sent: filter.directions does not name inbound");
        office.dismiss("crm");
        CourierVerticle open = office.hire(all, new WebhookFactory(), Map.of("url", receiver.url()));
        Office.await(open.replay(ofCall("s-2")));
        taken(5);
        assertThat(receiver.sequences()).containsOnlyKeys("s-2");
        assertThat(receiver.sequences().get("s-2")).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void a_connector_of_pictures_writes_the_newest_into_the_same_record() {
        try (Ledger ledger = new Ledger(vertx)) {
            CourierVerticle courier = office.hire(Office.common("crm"), ledger.factory(), ledger.config());
            office.tellCalls(1, 5);
            await().atMost(PATIENCE)
                    .until(() -> Office.await(courier.status()).backlog().behind() == 0
                            && Office.await(courier.status()).backlog().pending() == 0
                            && ledger.records.size() == 5);
            List<JsonObject> before = new ArrayList<>(ledger.records.values());
            ledger.records.values().forEach(record -> record.put("stage", "lost"));
            Office.await(courier.replay(ALL));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ledger.records.values())
                            .extracting(record -> record.getString("stage"))
                            .containsOnly("COMPLETED"));
            assertThat(ledger.records).hasSameSizeAs(before);
        }
    }
}
