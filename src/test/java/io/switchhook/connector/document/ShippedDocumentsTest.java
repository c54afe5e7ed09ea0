package io.switchhook.connector.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.CallState;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.Guarantee;
import io.switchhook.connector.Stage;
import io.switchhook.event.Envelope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The very requests of the documents that come along, beside the CRMs' own documentation (connectors.md D4.6 to D4.10). */
class ShippedDocumentsTest {
    private static final String URL = "https://crm.example.com";
    private static final Contact PERSON = new Contact("151", "contact", "Zoë", Optional.of("9"), Optional.empty());
    private static final String UUID_OF_CALL = UUID.nameUUIDFromBytes(
                    "s-1".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .toString();

    /** The sample call: +16505551001 calls extension 101 at 09:15:32, talks for 65 s. */
    private static Envelope event(long sequence, CallState state) {
        return event(sequence, state, "answered", 65_000);
    }

    private static Envelope event(long sequence, CallState state, String outcome, long talkMs) {
        return Crm.event(sequence, state, call -> {
            call.getJsonObject("durations").put("talkMs", talkMs);
            call.getJsonObject("times").put("startedAt", "2026-03-04T09:15:32.482Z");
            boolean isOver = state.isOver();
            call.getJsonObject("times").put("endedAt", isOver ? "2026-03-04T09:16:41.100Z" : null);
            call.put("dialed", new JsonObject().put("e164", "+12025550101").put("number", "+12025550101"));
            return call.put("outcome", isOver ? outcome : null);
        });
    }

    @Test
    void the_documents_of_the_jar_are_those_of_the_folder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf/connectors"))) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactlyElementsOf(DocumentShelf.SHIPPED.stream()
                            .map(type -> type + ".yaml")
                            .toList());
        }
        assertThat(DocumentShelf.load(List.of()).factories().keySet()).containsExactlyElementsOf(DocumentShelf.SHIPPED);
    }

    @Test
    void pipedrive_gets_one_call_log_when_the_call_is_complete() {
        Crm crm = Crm.shipped("pipedrive", Map.of("url", URL, "token", "t-1"));
        crm.answers = request -> Crm.answer(201, "{\"success\":true,\"data\":{\"id\":\"CAL-7\"}}");
        crm.write(Stage.STARTED, event(1, CallState.RINGING));
        crm.write(Stage.ENDED, event(4, CallState.ENDED));
        assertThat(crm.asked).isEmpty();
        crm.write(Stage.COMPLETED, event(5, CallState.COMPLETED), List.of(PERSON), Optional.of("7"));
        crm.write(Stage.CORRECTED, event(6, CallState.COMPLETED));

        assertThat(crm.asked).hasSize(1);
        assertThat(crm.asked.get(0).method() + " " + crm.asked.get(0).uri())
                .isEqualTo("POST https://crm.example.com/v1/callLogs");
        assertThat(Crm.header(crm.asked.get(0), "x-api-token")).isEqualTo("t-1");
        JsonObject body = crm.body(0);
        assertThat(body.getString("note")).contains("Talking: 1 min 5 s").contains("Call: s-1");
        assertThat(body.getString("subject")).startsWith("Inbound call from ");
        body.remove("note");
        body.remove("subject");
        assertThat(body)
                .isEqualTo(new JsonObject()
                        .put("user_id", 7)
                        .put("duration", "65")
                        .put("outcome", "connected")
                        .put("from_phone_number", "+16505551001")
                        .put("to_phone_number", "+12025550101")
                        .put("start_time", "2026-03-04 09:15:32")
                        .put("end_time", "2026-03-04 09:16:41")
                        .put("person_id", 151));
        assertThat(crm.earlier().recordId()).contains("CAL-7");
        assertThat(crm.connector().describe().guarantee()).isEqualTo(Guarantee.AT_LEAST_ONE);
    }

    @Test
    void outcomes_of_pipedrive_are_its_own_words() {
        Map<String, String> words =
                Map.of("missed", "no_answer", "voicemail", "left_voicemail", "busy", "busy", "canceled", "no_answer");
        words.forEach((outcome, word) -> {
            Crm crm = Crm.shipped("pipedrive", Map.of("url", URL, "token", "t-1"));
            crm.write(Stage.COMPLETED, event(5, CallState.COMPLETED, outcome, 0));
            assertThat(crm.body(0).getString("outcome")).as(outcome).isEqualTo(word);
        });
    }

    @Test
    void phonebridge_is_told_each_state_once() {
        Crm crm = Crm.shipped("zoho-phonebridge", Map.of("token", "t-1"));
        crm.answers = request -> Crm.answer(200, "{\"status\":\"success\",\"code\":\"SUCCESS\"}");
        crm.write(Stage.STARTED, event(1, CallState.RINGING), List.of(), Optional.of("u-9"));
        crm.write(Stage.ANSWERED, event(3, CallState.TALKING), List.of(), Optional.of("u-9"));
        crm.write(Stage.ENDED, event(4, CallState.ENDED));
        crm.write(Stage.COMPLETED, event(5, CallState.COMPLETED));

        String address = "POST https://www.zohoapis.com/phonebridge/v3/callnotify\n";
        assertThat(crm.sent())
                .containsExactly(
                        address
                                + "type=received&state=ringing&id=s-1&from=%2B16505551001&to=%2B12025550101&zohouser=u-9",
                        address + "type=received&state=answered&id=s-1&from=%2B16505551001&to=%2B12025550101"
                                + "&start_time=2026-03-04+09%3A15%3A32&zohouser=u-9",
                        address + "type=received&state=ended&id=s-1&from=%2B16505551001&to=%2B12025550101"
                                + "&start_time=2026-03-04+09%3A15%3A32&duration=65");
        assertThat(Crm.header(crm.asked.get(0), "authorization")).isEqualTo("Zoho-oauthtoken t-1");
        assertThat(Crm.header(crm.asked.get(0), "content-type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void phonebridge_hears_of_misses_busy_lines_and_transfers() {
        Crm missed = Crm.shipped("zoho-phonebridge", Map.of("token", "t-1"));
        missed.write(
                Stage.COMPLETED,
                Crm.event(
                        5,
                        CallState.COMPLETED,
                        call -> call.put("outcome", "missed")
                                .put("conversationId", "s-0")
                                .put(
                                        "durations",
                                        new JsonObject()
                                                .put("queueMs", 0)
                                                .put("ringMs", 0)
                                                .put("talkMs", 0)
                                                .put("holdMs", 0)
                                                .put("totalMs", 0))));
        assertThat(missed.sent().get(0))
                .contains("state=missed")
                .contains("&transferredcallid=s-0")
                .doesNotContain("duration");

        Crm busy = Crm.shipped("zoho-phonebridge", Map.of("token", "t-1"));
        busy.write(
                Stage.COMPLETED,
                Crm.event(
                        5,
                        CallState.COMPLETED,
                        call -> call.put("outcome", "busy")
                                .put("direction", "outbound")
                                .put(
                                        "durations",
                                        new JsonObject()
                                                .put("queueMs", 0)
                                                .put("ringMs", 0)
                                                .put("talkMs", 0)
                                                .put("holdMs", 0)
                                                .put("totalMs", 0))));
        assertThat(busy.sent().get(0)).contains("type=dialled&state=busy").contains("&to=%2B16505551001");
    }

    @Test
    void suitecrm_gets_whole_minutes_rounded_up_and_the_contact_is_linked() {
        Crm crm = Crm.shipped("suitecrm", Map.of("url", URL + "/legacy", "token", "t-1"));
        crm.answers = request ->
                Crm.answer(201, "{\"data\":{\"type\":\"Calls\",\"id\":\"" + UUID_OF_CALL + "\",\"attributes\":{}}}");
        crm.write(Stage.STARTED, event(1, CallState.RINGING), List.of(PERSON), Optional.of("u-1"));
        crm.write(Stage.ENDED, event(4, CallState.ENDED), List.of(PERSON), Optional.of("u-1"));

        assertThat(crm.asked).hasSize(2);
        assertThat(crm.asked.get(0).method() + " " + crm.asked.get(0).uri())
                .isEqualTo("POST https://crm.example.com/legacy/Api/V8/module");
        assertThat(Crm.header(crm.asked.get(0), "content-type")).isEqualTo("application/vnd.api+json");
        assertThat(Crm.header(crm.asked.get(0), "authorization")).isEqualTo("Bearer t-1");
        JsonObject data = crm.body(0).getJsonObject("data");
        assertThat(data.getString("type")).isEqualTo("Calls");
        assertThat(data.getString("id")).isEqualTo(UUID_OF_CALL);
        JsonObject attributes = data.getJsonObject("attributes");
        assertThat(attributes.remove("name").toString()).startsWith("Inbound call from ");
        assertThat(attributes.remove("description").toString()).contains("Talking: 1 min 5 s");
        assertThat(attributes)
                .isEqualTo(new JsonObject()
                        .put("direction", "Inbound")
                        .put("status", "Held")
                        .put("date_start", "2026-03-04 09:15:32")
                        .put("duration_hours", 0)
                        .put("duration_minutes", 2)
                        .put("parent_type", "Contacts")
                        .put("parent_id", "151")
                        .put("assigned_user_id", "u-1"));
        assertThat(crm.sent().get(1))
                .isEqualTo("POST https://crm.example.com/legacy/Api/V8/module/Calls/" + UUID_OF_CALL
                        + "/relationships\n{\"data\":{\"type\":\"Contacts\",\"id\":\"151\"}}");
    }

    @Test
    void text_that_a_person_edited_in_suitecrm_stays_while_our_fields_change() {
        Crm crm = Crm.shipped("suitecrm", Map.of("url", URL, "token", "t-1"));
        String[] description = {""};
        crm.answers = request -> {
            JsonObject attributes = new JsonObject().put("description", description[0]);
            return Crm.answer(
                    200,
                    new JsonObject()
                            .put(
                                    "data",
                                    new JsonObject().put("id", UUID_OF_CALL).put("attributes", attributes))
                            .encode());
        };
        crm.write(Stage.ENDED, event(4, CallState.ENDED, "missed", 0));
        description[0] =
                crm.body(0).getJsonObject("data").getJsonObject("attributes").getString("description");
        crm.write(Stage.COMPLETED, event(5, CallState.COMPLETED, "missed", 0));
        assertThat(attributes(crm, 2).getString("description")).contains("Outcome: missed");

        description[0] = "I called back.";
        crm.write(Stage.CORRECTED, event(6, CallState.COMPLETED));
        assertThat(attributes(crm, 4).fieldNames()).doesNotContain("description", "name");
        assertThat(attributes(crm, 4).getString("status")).isEqualTo("Held");
    }

    private static JsonObject attributes(Crm crm, int index) {
        assertThat(crm.asked.get(index).method()).isEqualTo("PATCH");
        return crm.body(index).getJsonObject("data").getJsonObject("attributes");
    }

    @Test
    void suitecrm_looks_for_a_record_of_unknown_fate_before_it_makes_one() {
        Crm crm = Crm.shipped("suitecrm", Map.of("url", URL, "token", "t-1"));
        crm.with(new Earlier(Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty()));
        crm.answers = request -> request.method().equals("POST")
                ? Crm.answer(201, "{\"data\":{\"id\":\"" + UUID_OF_CALL + "\"}}")
                : Crm.answer(400, "{\"errors\":{\"status\":400,\"detail\":\"Module Calls with id is not found\"}}");
        crm.write(Stage.ENDED, event(4, CallState.ENDED));
        assertThat(crm.sent().get(0)).isEqualTo("GET " + URL + "/Api/V8/module/Calls/" + UUID_OF_CALL);
        assertThat(crm.sent().get(1)).startsWith("POST " + URL + "/Api/V8/module\n");
    }

    @Test
    void dynamics_gets_one_row_by_an_id_that_is_made_from_ours() {
        Crm crm = Crm.shipped("dynamics365", Map.of("url", URL, "token", "t-1"));
        crm.answers = request -> Crm.answer(request.method().equals("GET") ? 200 : 204, "");
        crm.write(Stage.ENDED, event(4, CallState.ENDED), List.of(PERSON), Optional.of("o-1"));

        assertThat(crm.asked.get(0).method() + " " + crm.asked.get(0).uri())
                .isEqualTo("PATCH https://crm.example.com/api/data/v9.2/phonecalls(" + UUID_OF_CALL + ")");
        assertThat(Crm.header(crm.asked.get(0), "if-match")).isEmpty();
        JsonObject body = crm.body(0);
        assertThat(body.remove("subject").toString()).startsWith("Inbound call from ");
        assertThat(body.remove("description").toString()).contains("Talking: 1 min 5 s");
        assertThat(body)
                .isEqualTo(new JsonObject()
                        .put("phonenumber", "+16505551001")
                        .put("directioncode", false)
                        .put("actualdurationminutes", 2)
                        .put("actualstart", "2026-03-04T09:15:32.482Z")
                        .put("actualend", "2026-03-04T09:16:41.100Z")
                        .put("regardingobjectid_contact@odata.bind", "/contacts(151)")
                        .put("ownerid@odata.bind", "/systemusers(o-1)")
                        .put(
                                "phonecall_activity_parties",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("partyid_contact@odata.bind", "/contacts(151)")
                                                .put("participationtypemask", 1))
                                        .add(new JsonObject()
                                                .put("partyid_systemuser@odata.bind", "/systemusers(o-1)")
                                                .put("participationtypemask", 2))));
        crm.write(Stage.COMPLETED, event(5, CallState.COMPLETED));
        assertThat(crm.sent().get(1))
                .isEqualTo("GET https://crm.example.com/api/data/v9.2/phonecalls(" + UUID_OF_CALL
                        + ")?%24select=description");
        assertThat(Crm.header(crm.asked.get(2), "if-match")).isEqualTo("*");
        assertThat(crm.body(2).fieldNames()).doesNotContain("phonecall_activity_parties");
    }

    @Test
    void bitrix24_registers_finishes_and_attaches_under_our_own_id() {
        Crm crm = Crm.shipped("bitrix24", Map.of("url", URL + "/rest/1/secret", "userId", 5, "line", "L1"));
        crm.answers =
                request -> Crm.answer(200, "{\"result\":{\"CALL_ID\":\"externalCall.1\",\"CRM_ACTIVITY_ID\":77}}");
        crm.write(Stage.STARTED, event(1, CallState.RINGING), List.of(), Optional.of("12"));
        crm.write(Stage.ENDED, event(4, CallState.ENDED), List.of(), Optional.of("12"));
        crm.write(Stage.COMPLETED, event(5, CallState.COMPLETED), List.of(), Optional.of("12"));
        crm.write(
                Stage.ARTIFACT,
                Crm.event(
                        6,
                        CallState.COMPLETED,
                        call -> call.put(
                                "recordings",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("id", "r-1")
                                                .put("legId", "p-1")
                                                .put("state", "stopped")
                                                .put("uri", "https://media.example.com/r-1")))));

        String base = "POST https://crm.example.com/rest/1/secret/telephony.";
        assertThat(crm.sent())
                .containsExactly(
                        base + "externalcall.register\n{\"USER_ID\":12,\"PHONE_NUMBER\":\"+16505551001\","
                                + "\"CALL_START_DATE\":\"2026-03-04T09:15:32.482Z\",\"TYPE\":2,\"CRM_CREATE\":0,"
                                + "\"SHOW\":0,\"LINE_NUMBER\":\"L1\",\"EXTERNAL_CALL_ID\":\"s-1\"}",
                        base + "externalcall.finish\n{\"CALL_ID\":\"externalCall.1\",\"USER_ID\":12,\"DURATION\":65,"
                                + "\"STATUS_CODE\":\"200\",\"ADD_TO_CHAT\":0}",
                        base + "externalCall.attachRecord\n{\"CALL_ID\":\"externalCall.1\",\"FILENAME\":\"r-1.mp3\","
                                + "\"RECORD_URL\":\"https://media.example.com/r-1\"}");
    }

    @Test
    void bitrix24_shows_a_card_only_for_what_rings_now_and_hides_it_again() {
        Crm crm = Crm.shipped("bitrix24", Map.of("url", URL, "userId", "5", "show", "true"));
        crm.answers = request -> Crm.answer(200, "{\"result\":{\"CALL_ID\":\"externalCall.1\"}}");
        crm.write(Stage.STARTED, event(2, CallState.RINGING), List.of(), Optional.of("12"));
        assertThat(crm.body(0).getInteger("SHOW")).isEqualTo(1);
        crm.write(Stage.ANSWERED, event(3, CallState.TALKING), List.of(), Optional.of("13"));
        crm.write(Stage.ENDED, event(4, CallState.ENDED), List.of(), Optional.of("13"));
        assertThat(crm.sent().subList(1, crm.sent().size()))
                .containsExactly(
                        "POST " + URL + "/telephony.externalcall.hide\n{\"CALL_ID\":\"externalCall.1\",\"USER_ID\":12}",
                        "POST " + URL + "/telephony.externalcall.show\n{\"CALL_ID\":\"externalCall.1\",\"USER_ID\":13}",
                        "POST " + URL
                                + "/telephony.externalcall.hide\n{\"CALL_ID\":\"externalCall.1\",\"USER_ID\":13}");
    }

    @Test
    void a_finished_call_of_bitrix24_is_found_by_our_id_and_not_registered_again() {
        Crm crm = Crm.shipped("bitrix24", Map.of("url", URL, "userId", "5"));
        crm.with(new Earlier(Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty()));
        crm.answers = request -> Crm.answer(200, "{\"result\":[{\"CALL_ID\":\"externalCall.1\"}],\"total\":1}");
        crm.write(Stage.COMPLETED, event(5, CallState.COMPLETED));
        assertThat(crm.sent())
                .containsExactly(
                        "POST " + URL + "/voximplant.statistic.get\n{\"FILTER\":{\"EXTERNAL_CALL_ID\":\"s-1\"}}");
    }
}
