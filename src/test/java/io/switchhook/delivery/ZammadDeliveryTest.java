package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.connector.zammad.ZammadFactory;
import io.switchhook.delivery.CrmServer.Asked;
import io.switchhook.delivery.CrmServer.Mishap;
import io.switchhook.delivery.CrmServer.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller log as Zammad keeps it, one entry for each callId, behind the engine. */
class ZammadDeliveryTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CALLS = 25;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    /** What Zammad took of each call, in order. */
    private final Map<String, List<String>> entries = new ConcurrentSkipListMap<>();

    private Office office;
    private CrmServer zammad;

    @BeforeEach
    void open() {
        office = new Office(vertx, folder);
        zammad = new CrmServer(vertx, this::event);
    }

    @AfterEach
    void close() {
        office.close();
        zammad.close();
        Office.await(vertx.close());
    }

    /** As Cti::Log does: a second newCall, and anything before the first, is an internal error. */
    private Reply event(Asked asked) {
        JsonObject body = new JsonObject(asked.body());
        String event = body.getString("event");
        boolean isKnown = entries.containsKey(body.getString("callId"));
        if (event.equals("newCall") == isKnown) {
            return new Reply(
                    500, isKnown ? "{\"error\":\"Object already exists!\"}" : "{\"error\":\"No such call_id\"}");
        }
        entries.computeIfAbsent(body.getString("callId"), call -> new ArrayList<>())
                .add(event);
        return new Reply(200, "{}");
    }

    @Test
    void each_call_has_one_entry_with_its_events_in_order_whatever_goes_wrong() {
        long seed = 20_261_122;
        System.out.println("ZammadDeliveryTest: seed " + seed);
        zammad.mishap = CrmServer.weather(seed, 5);
        hire();
        office.tellCalls(1, CALLS);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(entries)
                        .hasSize(CALLS)
                        .allSatisfy((call, events) ->
                                assertThat(events).contains("newCall", "hangup").startsWith("newCall")));
        await().atMost(LIMIT).until(this::isSettled);
        // What was done and not acknowledged is repeated under the same callId, which changes the entry to the same.
        assertThat(entries.values()).allSatisfy(events -> assertThat(events).containsOnlyOnce("newCall"));
        assertThat(Office.await(office.journal.deliveries().deadLetters(Optional.empty(), 10)))
                .isEmpty();
    }

    @Test
    void an_entry_that_zammad_has_although_nobody_told_us_is_gone_on_with() {
        zammad.mishap = asked -> zammad.all.size() == 1 ? Mishap.HANG_AFTERWARDS : Mishap.NONE;
        hire();
        office.tellCalls(1, 1);
        await().atMost(LIMIT).until(this::isSettled);
        assertThat(entries.get("s-1")).containsExactly("newCall", "hangup");
    }

    @Test
    void a_disabled_integration_makes_dead_letters_with_zammads_words() {
        zammad.mishap = asked -> Mishap.of(422, "{\"error\":\"Feature is disabled\"}");
        hire();
        office.tellCalls(1, 1);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                Office.await(office.journal.deliveries().deadLetters(Optional.empty(), 10)))
                        .isNotEmpty()
                        .allMatch(letter -> letter.reason().contains("Feature is disabled")));
    }

    private boolean isSettled() {
        var backlog = Office.await(office.journal.deliveries().backlog("zammad"));
        return backlog.pending() == 0 && backlog.behind() == 0;
    }

    private void hire() {
        office.hire(
                Office.common("zammad", Duration.ofMillis(700), Optional.of(8)),
                new ZammadFactory(),
                Map.of("url", zammad.url() + "/api/v1/cti/secret"));
    }
}
