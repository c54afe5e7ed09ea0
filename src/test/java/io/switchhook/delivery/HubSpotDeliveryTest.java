package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.connector.hubspot.HubSpotFactory;
import io.switchhook.delivery.CrmServer.Mishap;
import io.switchhook.journal.Deliveries.DeadLetter;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HubSpot with an index that lags, behind the engine. */
class HubSpotDeliveryTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CALLS = 20;
    private static final String RECORDS = "/crm/v3/objects/calls";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final HubSpotCrm portal = new HubSpotCrm(400);
    private Office office;
    private CrmServer server;

    @BeforeEach
    void open() {
        office = new Office(vertx, folder);
        server = new CrmServer(vertx, portal::answer);
    }

    @AfterEach
    void close() {
        office.close();
        server.close();
        Office.await(vertx.close());
    }

    @Test
    void each_call_has_one_record_with_its_last_word_whatever_goes_wrong() {
        long seed = 20_261_123;
        System.out.println("HubSpotDeliveryTest: seed " + seed);
        server.mishap = CrmServer.weather(seed, 6);
        hire(1);
        office.tellCalls(1, CALLS);
        awaitComplete(CALLS);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void a_record_whose_answer_was_cut_off_is_found_again_although_the_index_lags() {
        server.mishap = asked -> asked.is("POST", RECORDS) && !asked.path().endsWith("search") && portal.calls.isEmpty()
                ? Mishap.RESET_AFTERWARDS
                : Mishap.NONE;
        hire(1);
        office.tellCalls(1, 1);
        awaitComplete(1);
        assertThat(server.all.stream().filter(asked -> asked.is("POST", RECORDS + "/search")))
                .hasSize(2);
    }

    @Test
    void a_doubt_survives_a_search_that_is_refused() {
        List<String> asked = new ArrayList<>();
        server.mishap = now -> {
            asked.add(now.path());
            return switch (asked.size()) {
                case 1 -> Mishap.RESET_AFTERWARDS;
                case 2 -> Mishap.BUSY_FOR_NOW;
                case 3 -> Mishap.of(401, "{\"message\":\"expired\"}");
                default -> Mishap.NONE;
            };
        };
        hire(0);
        office.tell(1, 1);
        await().atMost(LIMIT).until(() -> asked.size() > 3 && isSettled());
        assertThat(portal.calls).hasSize(1);
    }

    @Test
    void a_record_that_a_person_deleted_is_not_made_again() {
        hire(0);
        office.tell(1, 1);
        await().atMost(LIMIT).until(() -> portal.calls.size() == 1 && isSettled());
        portal.calls.clear();
        office.tell(1, 5);
        await().atMost(LIMIT).until(() -> deadLetters().size() == 1);
        assertThat(deadLetters().get(0).reason()).contains("deleted in HubSpot");
        assertThat(portal.calls).isEmpty();
    }

    @Test
    void a_note_of_a_person_stays_while_status_and_duration_go_on() {
        hire(0);
        office.tell(1, 1);
        await().atMost(LIMIT).until(() -> portal.calls.size() == 1 && isSettled());
        JsonObject record = portal.calls.values().iterator().next();
        record.put("hs_call_body", "She wants an offer by Friday.");
        office.tell(1, 5);
        await().atMost(LIMIT).until(() -> "COMPLETED".equals(record.getString("hs_call_status")));
        assertThat(record.getString("hs_call_body")).isEqualTo("She wants an offer by Friday.");
        assertThat(record.getString("hs_call_duration")).isEqualTo("2000");
    }

    @Test
    void a_poisonous_record_is_a_dead_letter_while_the_rest_flow() {
        server.mishap = asked -> asked.is("POST", RECORDS) && asked.body().contains("\"s-3\"")
                ? Mishap.of(400, "{\"message\":\"Property values were not valid\"}")
                : Mishap.NONE;
        hire(0);
        office.tellCalls(1, 5);
        await().atMost(LIMIT).until(() -> portal.calls.size() == 4 && isSettled());
        assertThat(deadLetters())
                .hasSize(1)
                .allMatch(letter ->
                        letter.callId().equals("s-3") && letter.reason().contains("Property values were not valid"));
    }

    private void hire(int lagSeconds) {
        office.hire(
                Office.common("crm", Duration.ofMillis(700), Optional.of(8)),
                new HubSpotFactory(),
                Map.of("url", server.url(), "token", "pat-1", "searchLagSeconds", lagSeconds));
    }

    private void awaitComplete(int calls) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(portal.calls.values())
                        .filteredOn(record -> "COMPLETED".equals(record.getString("hs_call_status"))
                                && record.getString("hs_call_title").contains("answered"))
                        .hasSizeGreaterThanOrEqualTo(calls));
        await().atMost(LIMIT).until(this::isSettled);
        assertThat(portal.calls.values().stream().map(record -> record.getString("hs_call_external_id")))
                .hasSize(calls)
                .doesNotHaveDuplicates();
    }

    private List<DeadLetter> deadLetters() {
        return Office.await(office.journal.deliveries().deadLetters(Optional.empty(), 100));
    }

    private boolean isSettled() {
        var backlog = Office.await(office.journal.deliveries().backlog("crm"));
        return backlog.pending() == 0 && backlog.behind() == 0;
    }
}
