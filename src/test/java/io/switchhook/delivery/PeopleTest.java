package io.switchhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.call.CallEventType;
import io.switchhook.call.CallState;
import io.switchhook.call.Direction;
import io.switchhook.call.Origin;
import io.switchhook.delivery.ConnectorPlan.Common;
import io.switchhook.journal.Deliveries.CallDelivery;
import io.switchhook.journal.Deliveries.DeadLetter;
import io.switchhook.journal.StoredEvent;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a call is linked to, whom it belongs to, and who sees it: a real journal, and a CRM over HTTP. */
class PeopleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ANA = "+14155550123";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private Office office;
    private AddressBook crm;

    @BeforeEach
    void open() {
        office = new Office(vertx, folder);
        crm = new AddressBook(vertx);
    }

    @AfterEach
    void close() {
        office.close();
        crm.close();
        Office.await(vertx.close());
    }

    @Test
    void a_contact_is_looked_up_once_for_a_call_and_linked_and_the_call_belongs_to_whom_the_mapping_says() {
        crm.knows("c-1", ANA, "u-1");
        hire(People.DEFAULTS.matching(), false);
        DrawnCall call = DrawnCall.from("s-1", "(415) 555-0123").rings("101", "7001");
        tell(call, CallEventType.STARTED, CallState.RINGING);
        awaitRecord("s-1", "STARTED");
        assertThat(record("s-1").getString("owner")).isEqualTo("desk");
        tell(call.answers("101", "7001"), CallEventType.ANSWERED, CallState.TALKING);
        tell(call, CallEventType.COMPLETED, CallState.COMPLETED);
        awaitRecord("s-1", "COMPLETED");
        assertThat(contacts("s-1")).containsExactly("c-1");
        assertThat(record("s-1").getString("owner")).isEqualTo("ana");
        assertThat(crm.asked("GET /contacts")).containsExactly("GET /contacts?number=%2B14155550123");
    }

    @Test
    void extensions_own_numbers_and_what_is_no_number_are_never_looked_up_and_their_calls_are_logged() {
        hire(Matching.OWNER_FIRST, true);
        List<String> never = List.of("101", "anonymous", "conference", "+12055550142", "+12055550100", "911");
        for (int i = 0; i < never.size(); i++) {
            tell(DrawnCall.from("s-" + i, never.get(i)), CallEventType.COMPLETED, CallState.COMPLETED);
        }
        awaitRecords(never.size());
        assertThat(crm.asked("GET /contacts")).isEmpty();
        assertThat(crm.contacts).isEmpty();
    }

    @Test
    void a_call_from_nobody_is_logged_without_a_contact_and_none_is_created() {
        hire(Matching.OWNER_FIRST, false);
        tell(DrawnCall.from("s-1", ANA), CallEventType.COMPLETED, CallState.COMPLETED);
        awaitRecords(1);
        assertThat(contacts("s-1")).isEmpty();
        assertThat(crm.contacts).isEmpty();
    }

    @Test
    void one_of_many_contacts_is_chosen_by_the_stated_policy_and_an_event_names_all_of_them() {
        crm.knows("c-1", ANA, "u-1").knows("c-2", ANA, "ana").knows("c-3", ANA, "bob");
        hire(Matching.OWNER_FIRST, false);
        DrawnCall call = DrawnCall.from("s-1", ANA).answers("101", "7001");
        tell(call, CallEventType.ANSWERED, CallState.TALKING);
        awaitRecord("s-1", "ANSWERED");
        tell(call, CallEventType.COMPLETED, CallState.COMPLETED);
        awaitRecord("s-1", "COMPLETED");
        assertThat(contacts("s-1")).containsExactly("c-2");
        await().atMost(PATIENCE)
                .until(() -> !told("connector.contact.ambiguous").isEmpty());
        List<JsonObject> told = told("connector.contact.ambiguous");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getMap())
                .containsEntry("call", "s-1")
                .containsEntry("policy", "owner-first")
                .containsEntry("chosen", "contact/c-2")
                .containsEntry("candidates", "contact/c-1, contact/c-2, contact/c-3")
                .containsEntry("matches", 3);
    }

    @Test
    void with_policy_none_an_ambiguous_call_is_logged_without_a_contact() {
        crm.knows("c-1", ANA, "u-1").knows("c-2", ANA, "ana");
        hire(Matching.NONE, false);
        tell(DrawnCall.from("s-1", ANA), CallEventType.COMPLETED, CallState.COMPLETED);
        awaitRecords(1);
        assertThat(contacts("s-1")).isEmpty();
        await().atMost(PATIENCE)
                .until(() -> !told("connector.contact.ambiguous").isEmpty());
        assertThat(told("connector.contact.ambiguous").get(0).getString("chosen"))
                .isEmpty();
    }

    @Test
    void a_look_up_that_fails_delays_the_call_and_one_that_is_refused_leaves_it_without_a_contact() {
        crm.knows("c-1", ANA, "u-1");
        AtomicInteger failures = new AtomicInteger(3);
        crm.mood = request -> request.startsWith("GET /contacts?number=%2B1415") && failures.getAndDecrement() > 0
                ? 503
                : request.startsWith("GET /contacts?number=%2B1303") ? 400 : 0;
        hire(Matching.OWNER_FIRST, true);
        tell(DrawnCall.from("s-1", ANA), CallEventType.COMPLETED, CallState.COMPLETED);
        tell(DrawnCall.from("s-2", "+13035550111"), CallEventType.COMPLETED, CallState.COMPLETED);
        awaitRecords(2);
        assertThat(contacts("s-1")).containsExactly("c-1");
        assertThat(contacts("s-2")).isEmpty();
        assertThat(crm.contacts).hasSize(1);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void a_look_up_that_is_not_let_in_pauses_the_connector_and_loses_nothing() {
        crm.knows("c-1", ANA, "u-1");
        AtomicInteger failures = new AtomicInteger(2);
        crm.mood = request -> request.startsWith("GET") && failures.getAndDecrement() > 0 ? 401 : 0;
        hire(Matching.OWNER_FIRST, false);
        tell(DrawnCall.from("s-1", ANA), CallEventType.COMPLETED, CallState.COMPLETED);
        awaitRecords(1);
        assertThat(contacts("s-1")).containsExactly("c-1");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told("connector.resumed")).hasSize(1));
    }

    @Test
    void a_number_that_nobody_has_becomes_one_contact_although_two_calls_come_at_once_and_an_answer_is_lost() {
        AtomicInteger creations = new AtomicInteger();
        crm.mood = request -> request.equals("POST /contacts") && creations.getAndIncrement() == 0 ? -1 : 0;
        hire(Matching.OWNER_FIRST, true);
        for (int i = 1; i <= 4; i++) {
            tell(DrawnCall.from("s-" + i, ANA).answers("101", "7001"), CallEventType.COMPLETED, CallState.COMPLETED);
        }
        awaitRecords(4);
        assertThat(crm.contacts).hasSize(1);
        String id = crm.contacts.keySet().iterator().next();
        assertThat(crm.contacts.get(id).getString("owner")).isEqualTo("ana");
        for (int i = 1; i <= 4; i++) {
            assertThat(contacts("s-" + i)).containsExactly(id);
        }
    }

    @Test
    void a_ringing_call_is_shown_once_to_each_whose_telephone_rings_with_its_contact() {
        crm.knows("c-1", ANA, "u-1");
        hire(Matching.OWNER_FIRST, false);
        DrawnCall call = DrawnCall.from("s-1", ANA)
                .at(Instant.now())
                .rings("101", "7001")
                .rings("102", "7002");
        tell(call.rings("109", "7009"), CallEventType.RINGING, CallState.RINGING);
        await().atMost(PATIENCE).until(() -> crm.asked("POST /pops").size() == 2);
        tell(call, CallEventType.LEG_ALERTING, CallState.RINGING);
        tell(call.answers("101", "7001"), CallEventType.ANSWERED, CallState.TALKING);
        // The call goes on to a third as another call of the same conversation.
        DrawnCall other = DrawnCall.from("s-2", ANA).conversation("s-1").at(Instant.now());
        tell(other.rings("102", "7002").rings("103", "7003"), CallEventType.RINGING, CallState.RINGING);
        await().atMost(PATIENCE).until(() -> crm.asked("POST /pops").size() >= 3);
        tell(call, CallEventType.COMPLETED, CallState.COMPLETED);
        awaitRecord("s-1", "COMPLETED");
        assertThat(crm.asked("POST /pops"))
                .containsExactlyInAnyOrder(
                        "POST /pops/ana/s-1/c-1", "POST /pops/bob/s-1/c-1", "POST /pops/cid/s-2/c-1");
    }

    @Test
    void nothing_that_is_old_recovered_internal_or_begun_before_a_restart_is_shown() {
        Instant before = Instant.now();
        hire(Matching.OWNER_FIRST, false);
        List<DrawnCall> calls = List.of(
                DrawnCall.from("s-1", ANA).at(Instant.now()).origin(Origin.BACKFILL),
                DrawnCall.from("s-2", ANA).at(Instant.now().minusSeconds(3_600)),
                DrawnCall.from("s-3", ANA).at(before.minusMillis(1)),
                DrawnCall.from("s-4", "102").at(Instant.now()).direction(Direction.INTERNAL));
        for (DrawnCall call : calls) {
            tell(call.rings("101", "7001"), CallEventType.RINGING, CallState.RINGING);
        }
        DrawnCall last = DrawnCall.from("s-5", ANA).at(Instant.now()).rings("101", "7001");
        tell(last, CallEventType.RINGING, CallState.RINGING);
        await().atMost(PATIENCE).until(() -> !crm.asked("POST /pops").isEmpty());
        awaitRecords(4);
        assertThat(crm.asked("POST /pops")).containsExactly("POST /pops/ana/s-5/");
    }

    @Test
    void in_shadow_mode_nobody_sees_anything_and_no_contact_is_made() {
        Common common = common(Matching.OWNER_FIRST, true);
        office.hire(common, crm.factory(), crm.config());
        Office.await(office.journal.deliveries().shadow("crm", Optional.of(true)));
        office.dismiss("crm");
        office.hire(common, crm.factory(), crm.config());
        DrawnCall call = DrawnCall.from("s-1", ANA).at(Instant.now()).rings("101", "7001");
        tell(call, CallEventType.RINGING, CallState.RINGING);
        await().atMost(PATIENCE).until(() -> shadowed().size() == 1);
        assertThat(shadowed().get(0).reason()).startsWith("PUT ");
        assertThat(crm.asked("POST")).isEmpty();
        assertThat(crm.contacts).isEmpty();
    }

    @Test
    void each_file_of_a_call_is_attached_once_and_one_that_is_not_taken_forgets_no_record() {
        AtomicInteger failures = new AtomicInteger(2);
        crm.mood = request ->
                request.startsWith("POST /files/r-s-1/recording/b") && failures.getAndDecrement() > 0 ? 500 : 0;
        hire(Matching.OWNER_FIRST, false);
        DrawnCall call = DrawnCall.from("s-1", ANA).answers("101", "7001");
        tell(call.recorded("a", "b"), CallEventType.COMPLETED, CallState.COMPLETED);
        await().atMost(PATIENCE)
                .until(() -> delivery("s-1").map(CallDelivery::state).equals(Optional.of("done")));
        tell(call.recorded("a", "b", "c"), CallEventType.RECORDING_AVAILABLE, CallState.COMPLETED);
        await().atMost(PATIENCE)
                .until(() -> !crm.asked("POST /files/r-s-1/recording/c").isEmpty());
        assertThat(crm.asked("POST /files"))
                .containsExactly(
                        "POST /files/r-s-1/recording/a",
                        "POST /files/r-s-1/recording/b",
                        "POST /files/r-s-1/recording/b",
                        "POST /files/r-s-1/recording/b",
                        "POST /files/r-s-1/recording/c");
    }

    @Test
    void a_file_that_is_refused_is_a_dead_letter_and_its_record_is_known() {
        crm.mood = request -> request.startsWith("POST /files") ? 422 : 0;
        hire(Matching.OWNER_FIRST, false);
        tell(DrawnCall.from("s-1", ANA).recorded("a"), CallEventType.COMPLETED, CallState.COMPLETED);
        await().atMost(PATIENCE).until(() -> deadLetters().size() == 1);
        assertThat(deadLetters().get(0).reason()).contains("422").contains("it is so");
        assertThat(delivery("s-1").orElseThrow().memory().recordId()).contains("r-s-1");
        crm.mood = request -> 0;
        Office.await(office.journal.deliveries().retry(deadLetters().get(0).id(), Instant.now()));
        await().atMost(PATIENCE).until(() -> deadLetters().isEmpty());
        assertThat(crm.records).hasSize(1);
        assertThat(crm.asked("POST /files")).hasSize(2);
    }

    @Test
    void what_a_person_wrote_into_a_record_stays() {
        hire(Matching.OWNER_FIRST, false);
        DrawnCall call = DrawnCall.from("s-1", ANA).answers("101", "7001");
        tell(call, CallEventType.ANSWERED, CallState.TALKING);
        awaitRecord("s-1", "ANSWERED");
        String first = record("s-1").getString("text");
        tell(call, CallEventType.ENDED, CallState.ENDED);
        awaitRecord("s-1", "ENDED");
        assertThat(record("s-1").getString("text")).isNotEqualTo(first).contains("provisional");
        record("s-1").put("text", "She wants an offer by Friday.");
        tell(call, CallEventType.COMPLETED, CallState.COMPLETED);
        awaitRecord("s-1", "COMPLETED");
        assertThat(record("s-1").getString("text")).isEqualTo("She wants an offer by Friday.");
    }

    private void hire(Matching matching, boolean create) {
        office.hire(common(matching, create), crm.factory(), crm.config());
    }

    private static Common common(Matching matching, boolean create) {
        Owners owners = new Owners(Map.of("101", "ana", "102", "bob", "103", "cid", "fallback", "desk"));
        return Office.common("crm").with(new People(matching, create, owners, Duration.ofSeconds(30)));
    }

    private void tell(DrawnCall call, CallEventType type, CallState state) {
        Office.await(office.journal.append(call.tells(type, state)));
    }

    private JsonObject record(String call) {
        return crm.records.get(call);
    }

    private List<String> contacts(String call) {
        return record(call).getJsonArray("contacts", new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }

    private void awaitRecord(String call, String stage) {
        await().atMost(PATIENCE)
                .until(() -> crm.records.containsKey(call)
                        && stage.equals(record(call).getString("stage"))
                        && delivery(call).map(CallDelivery::state).equals(Optional.of("done")));
    }

    private void awaitRecords(int count) {
        await().atMost(PATIENCE).until(() -> crm.records.size() == count);
    }

    private Optional<CallDelivery> delivery(String call) {
        return Office.await(office.journal.deliveries().ofCall(call)).stream().findFirst();
    }

    private List<CallDelivery> shadowed() {
        return Office.await(office.journal.deliveries().shadowed("crm", 10));
    }

    private List<DeadLetter> deadLetters() {
        return Office.await(office.journal.deliveries().deadLetters(Optional.empty(), 100));
    }

    private List<JsonObject> told(String type) {
        return Office.await(office.journal.read(0, 10_000)).stream()
                .filter(event -> event.type().equals(type))
                .map(StoredEvent::json)
                .map(json -> new JsonObject(json).getJsonObject("data"))
                .toList();
    }
}
