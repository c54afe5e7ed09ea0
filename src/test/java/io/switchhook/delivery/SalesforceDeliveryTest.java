package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.connector.salesforce.SalesforceFactory;
import io.switchhook.delivery.CrmServer.Asked;
import io.switchhook.delivery.CrmServer.Mishap;
import io.switchhook.delivery.CrmServer.Reply;
import io.switchhook.journal.Deliveries.DeadLetter;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An organization of Salesforce that keeps tasks, with an external id and without, behind the engine. */
class SalesforceDeliveryTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CALLS = 15;
    private static final String TASK = "/services/data/v60.0/sobjects/Task";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger ids = new AtomicInteger(100);
    private final Map<String, JsonObject> tasks = new ConcurrentSkipListMap<>();
    private Office office;
    private CrmServer salesforce;

    @BeforeEach
    void open() {
        office = new Office(vertx, folder);
        salesforce = new CrmServer(vertx, this::answer);
    }

    @AfterEach
    void close() {
        office.close();
        salesforce.close();
        Office.await(vertx.close());
    }

    private Reply answer(Asked asked) {
        if (asked.path().endsWith("/search")) {
            return new Reply(200, "{\"searchRecords\":[]}");
        }
        if (asked.path().endsWith("/query")) {
            JsonArray found = new JsonArray();
            tasks.forEach((id, task) -> {
                if (asked.query().contains("%27" + task.getString("CallObject") + "%27")) {
                    found.add(task.copy().put("Id", id));
                }
            });
            return new Reply(200, new JsonObject().put("records", found).encode());
        }
        if (asked.method().equals("POST")) {
            return new Reply(201, created("00T" + ids.incrementAndGet(), asked));
        }
        String name = asked.path().substring(asked.path().lastIndexOf('/') + 1);
        String id = asked.path().contains("Call_Key__c") ? "ext-" + name : name;
        if (asked.method().equals("PATCH") && !tasks.containsKey(id) && id.startsWith("ext-")) {
            return new Reply(201, created(id, asked));
        }
        if (!tasks.containsKey(id)) {
            return new Reply(404, "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"gone\"}]");
        }
        if (asked.method().equals("GET")) {
            return new Reply(200, tasks.get(id).copy().put("Id", id).encode());
        }
        JsonObject change = new JsonObject(asked.body());
        if (change.containsKey("TaskSubtype")) {
            return new Reply(400, "[{\"errorCode\":\"INVALID_FIELD_FOR_INSERT_UPDATE\",\"message\":\"TaskSubtype\"}]");
        }
        tasks.get(id).mergeIn(change);
        return new Reply(204, "");
    }

    private String created(String id, Asked asked) {
        tasks.put(id, new JsonObject(asked.body()));
        return new JsonObject().put("id", id).put("success", true).encode();
    }

    @Test
    void each_call_has_one_task_with_its_last_word_whatever_goes_wrong() {
        weather(20_261_124, Map.of());
    }

    @Test
    void an_external_id_keeps_one_task_for_each_call_whatever_goes_wrong() {
        weather(20_261_125, Map.of("externalField", "Call_Key__c"));
        assertThat(tasks.keySet()).allMatch(id -> id.startsWith("ext-s-"));
    }

    private void weather(long seed, Map<String, Object> more) {
        System.out.println("SalesforceDeliveryTest: seed " + seed);
        salesforce.mishap = CrmServer.weather(seed, 6);
        hire(more);
        office.tellCalls(1, CALLS);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(tasks.values())
                        .filteredOn(task -> "Completed".equals(task.getString("Status"))
                                && task.getString("Subject").contains("answered"))
                        .hasSizeGreaterThanOrEqualTo(CALLS));
        await().atMost(LIMIT).until(this::isSettled);
        assertThat(tasks.values().stream().map(task -> task.getString("CallObject")))
                .hasSize(CALLS)
                .doesNotHaveDuplicates();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void a_task_that_a_person_deleted_is_not_made_again_and_a_note_stays() {
        hire(Map.of());
        office.tell(1, 1);
        office.tell(2, 1);
        await().atMost(LIMIT).until(() -> tasks.size() == 2 && isSettled());
        tasks.values().removeIf(task -> task.getString("CallObject").equals("s-1"));
        JsonObject other = tasks.values().iterator().next();
        other.put("Description", "Call back on Monday.");
        office.tell(1, 5);
        office.tell(2, 5);
        await().atMost(LIMIT).until(() -> deadLetters().size() == 1 && "Completed".equals(other.getString("Status")));
        assertThat(deadLetters().get(0).reason()).contains("deleted in Salesforce");
        assertThat(tasks).hasSize(1);
        assertThat(other.getString("Description")).isEqualTo("Call back on Monday.");
        assertThat(other.getInteger("CallDurationInSeconds")).isEqualTo(2);
    }

    @Test
    void several_tasks_with_one_external_id_are_a_dead_letter_that_says_what_to_do() {
        salesforce.mishap = asked ->
                asked.is("PATCH", TASK) ? Mishap.of(300, "[\"" + TASK + "/00T1\",\"" + TASK + "/00T2\"]") : Mishap.NONE;
        hire(Map.of("externalField", "Call_Key__c"));
        office.tell(1, 1);
        await().atMost(LIMIT).until(() -> deadLetters().size() == 1);
        assertThat(deadLetters().get(0).reason()).contains("make the field unique");
    }

    private void hire(Map<String, Object> more) {
        Map<String, Object> values = new LinkedHashMap<>(more);
        values.put("url", salesforce.url());
        values.put("token", "00Dx");
        values.put("searchLagSeconds", 0);
        office.hire(Office.common("crm", Duration.ofMillis(700), Optional.of(8)), new SalesforceFactory(), values);
    }

    private List<DeadLetter> deadLetters() {
        return Office.await(office.journal.deliveries().deadLetters(Optional.empty(), 100));
    }

    private boolean isSettled() {
        var backlog = Office.await(office.journal.deliveries().backlog("crm"));
        return backlog.pending() == 0 && backlog.behind() == 0;
    }
}
