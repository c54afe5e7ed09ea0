package io.switchhook.connector.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.call.CallState;
import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.Checked;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Crm;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.DeliveryFailure.Kind;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.Found;
import io.switchhook.connector.Stage;
import io.switchhook.connector.User;
import io.switchhook.connector.Written;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The requests that a call becomes, as developers.hubspot.com describes them. */
class HubSpotTest {
    private static final String URL = "https://api.hubapi.com";

    private final Crm hubspot = new Crm();
    private final Connector connector =
            hubspot.connector(new HubSpotFactory(), Map.of("token", "pat-1", "searchLagSeconds", "0", "portal", "42"));

    @Test
    void a_call_is_created_with_its_key_its_contacts_and_its_owner() {
        hubspot.answers(201, "{\"id\":\"9001\"}");
        Written written = Crm.write(
                connector,
                Crm.with(
                        Crm.update(CallState.RINGING, Stage.STARTED, Earlier.NOTHING, call -> {}),
                        List.of(contact("151", "contact"), contact("152", "contact"), contact("7", "company")),
                        "77"));
        assertThat(hubspot.asked()).containsExactly("POST " + URL + "/crm/v3/objects/calls");
        assertThat(hubspot.header(0, "authorization")).isEqualTo("Bearer pat-1");
        JsonObject properties = hubspot.json(0).getJsonObject("properties");
        assertThat(properties.getString("hs_call_title")).startsWith("Inbound call from ");
        assertThat(properties.getString("hs_call_body")).contains("<br>").contains("Call: s-1");
        properties.remove("hs_call_title");
        properties.remove("hs_call_body");
        assertThat(properties)
                .isEqualTo(new JsonObject()
                        .put("hs_timestamp", "2026-03-04T09:15:32.482Z")
                        .put("hs_call_direction", "INBOUND")
                        .put("hs_call_from_number", "+16505551001")
                        .put("hs_call_to_number", "101")
                        .put("hs_call_status", "RINGING")
                        .put("hubspot_owner_id", "77")
                        .put("hs_call_external_id", "s-1"));
        assertThat(hubspot.json(0).getJsonArray("associations").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("to", new JsonObject().put("id", "151"))
                        .put(
                                "types",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("associationCategory", "HUBSPOT_DEFINED")
                                                .put("associationTypeId", 194))));
        assertThat(hubspot.json(0).getJsonArray("associations")).hasSize(3);
        assertThat(written.recordId()).contains("9001");
        assertThat(written.url()).contains("https://app.hubspot.com/contacts/42/record/0-48/9001");
    }

    @Test
    void a_call_that_is_over_has_status_duration_in_ms_disposition_and_recording() {
        Crm.write(
                connector,
                Crm.update(CallState.COMPLETED, Stage.COMPLETED, Crm.written("9001", Stage.ENDED, "x"), call -> {
                    call.put("cause", "normal");
                    call.getJsonObject("durations").put("talkMs", 65_000).put("holdMs", 1_500);
                }));
        assertThat(hubspot.asked())
                .containsExactly(
                        "GET " + URL + "/crm/v3/objects/calls/9001?properties=hs_call_title,hs_call_body",
                        "PATCH " + URL + "/crm/v3/objects/calls/9001");
        JsonObject properties = hubspot.json(1).getJsonObject("properties");
        assertThat(properties.getString("hs_call_status")).isEqualTo("COMPLETED");
        assertThat(properties.getString("hs_call_duration")).isEqualTo("66500");
        assertThat(properties.getString("hs_call_disposition")).isEqualTo("f240bbac-87c9-4f6e-bf70-924b57d47db7");
        assertThat(properties.fieldNames()).doesNotContain("hs_timestamp", "hs_call_external_id");
    }

    @Test
    void a_text_that_did_not_change_is_neither_asked_for_nor_sent_again() {
        hubspot.answers(201, "{\"id\":\"9001\"}");
        Written written = Crm.write(connector, Crm.update(CallState.ENDED, Stage.ENDED, Earlier.NOTHING, call -> {}));
        Crm.write(
                connector,
                Crm.update(
                        CallState.ENDED,
                        Stage.CORRECTED,
                        Crm.written("9001", Stage.ENDED, written.textHash().orElseThrow()),
                        call -> {}));
        assertThat(hubspot.asked().get(1)).startsWith("PATCH");
        assertThat(hubspot.json(1).getJsonObject("properties").containsKey("hs_call_body"))
                .isFalse();
    }

    @Test
    void in_doubt_the_key_is_looked_for_before_anything_is_created() {
        hubspot.answers(200, "{\"results\":[{\"id\":\"9001\",\"properties\":{\"hs_call_external_id\":\"s-1\"}}]}");
        Written written =
                Crm.write(connector, Crm.update(CallState.RINGING, Stage.STARTED, Crm.doubtful(), call -> {}));
        assertThat(hubspot.asked().get(0)).isEqualTo("POST " + URL + "/crm/v3/objects/calls/search");
        assertThat(hubspot.json(0)
                        .getJsonArray("filterGroups")
                        .getJsonObject(0)
                        .getJsonArray("filters")
                        .getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("propertyName", "hs_call_external_id")
                        .put("operator", "EQ")
                        .put("value", "s-1"));
        assertThat(hubspot.asked()).noneMatch(asked -> asked.equals("POST " + URL + "/crm/v3/objects/calls"));
        assertThat(written.recordId()).contains("9001");
    }

    @Test
    void a_conflict_names_the_record_that_is_there() {
        hubspot.answers(409, "{\"message\":\"Call already exists. Existing ID: 9007\"}");
        Written written =
                Crm.write(connector, Crm.update(CallState.RINGING, Stage.STARTED, Earlier.NOTHING, call -> {}));
        assertThat(written.recordId()).contains("9007");
        assertThat(hubspot.asked()).last().isEqualTo("PATCH " + URL + "/crm/v3/objects/calls/9007");
    }

    @Test
    void a_conflict_that_names_nothing_and_finds_nothing_is_tried_again_in_doubt() {
        hubspot.answers(409, "{}").answers(200, "{\"results\":[]}");
        assertThatThrownBy(() ->
                        Crm.write(connector, Crm.update(CallState.RINGING, Stage.STARTED, Earlier.NOTHING, call -> {})))
                .isInstanceOfSatisfying(DeliveryFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.RETRY);
                    assertThat(failure.isUnsent()).isFalse();
                });
    }

    @Test
    void a_contact_is_looked_for_in_every_spelling_five_at_a_time() {
        hubspot.answers(200, "{\"results\":[]}").answers(200, twentyFive());
        PhoneNumber number = PhoneNumber.of("+16505551001");
        List<Found> found = Crm.result(connector.findContacts(List.of(number)));
        assertThat(hubspot.asked()).hasSize(2).allMatch(asked -> asked.endsWith("/crm/v3/objects/contacts/search"));
        assertThat(hubspot.json(0).getJsonArray("filterGroups")).hasSize(5);
        assertThat(hubspot.body(0))
                .contains("\"phone\",\"operator\":\"EQ\",\"value\":\"+16505551001\"")
                .contains("\"hs_searchable_calculated_phone_number\",\"operator\":\"EQ\",\"value\":\"6505551001\"");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).number()).isEqualTo(number);
        assertThat(found.get(0).contacts()).hasSize(25);
        assertThat(found.get(0).contacts().get(0))
                .isEqualTo(new Contact(
                        "101",
                        "contact",
                        "Ana D.",
                        Optional.of("77"),
                        Optional.of("https://app.hubspot.com/contacts/42/record/0-1/101")));
    }

    @Test
    void owners_are_listed_page_by_page() {
        hubspot.answers(
                        200,
                        "{\"results\":[{\"id\":\"77\",\"email\":\"ann@example.com\",\"firstName\":\"Ann\","
                                + "\"lastName\":\"Other\"}],\"paging\":{\"next\":{\"after\":\"p2\"}}}")
                .answers(200, "{\"results\":[{\"id\":78,\"email\":\"bob@example.com\"}]}");
        assertThat(Crm.result(connector.listUsers()))
                .containsExactly(
                        new User("77", "Ann Other", Optional.of("ann@example.com"), Optional.empty()),
                        new User("78", "", Optional.of("bob@example.com"), Optional.empty()));
        assertThat(hubspot.asked()).last().asString().endsWith("/crm/v3/owners?limit=500&after=p2");
    }

    @Test
    void a_check_finds_a_token_that_is_refused_and_a_disposition_that_is_missing() {
        hubspot.answers(401, "{}").answers(200, "[{\"id\":\"a-guid\"}]").answers(200, "[{\"id\":\"a-guid\"}]");
        assertThat(Crm.result(connector.check()).ok()).isFalse();
        assertThat(Crm.result(connector.check()).ok()).isTrue();
        Connector own = hubspot.connector(
                new HubSpotFactory(), Map.of("token", "t", "dispositions", Map.of("answered", "other-guid")));
        assertThat(Crm.result(own.check()))
                .isEqualTo(new Checked(false, "dispositions that this portal does not have: other-guid"));
    }

    @Test
    void statuses_and_dispositions_follow_outcome_and_direction() {
        assertThat(over("missed", "no-answer", "inbound")).isEqualTo("NO_ANSWER");
        assertThat(over("canceled", "caller-hangup", "outbound")).isEqualTo("CANCELED");
        assertThat(over("abandoned", "caller-hangup", "inbound")).isEqualTo("NO_ANSWER");
        assertThat(over("rejected", "rejected", "outbound")).isEqualTo("BUSY");
        assertThat(over("busy", "busy", "outbound")).isEqualTo("BUSY");
        assertThat(over("failed", "network", "outbound")).isEqualTo("FAILED");
        assertThat(over("failed", "other:Unheard", "outbound")).isEqualTo("FAILED");
    }

    private static String over(String outcome, String cause, String direction) {
        Crm receiver = new Crm();
        receiver.answers(201, "{\"id\":\"1\"}");
        Crm.write(
                receiver.connector(new HubSpotFactory(), Map.of("token", "t")),
                Crm.update(
                        CallState.ENDED,
                        Stage.ENDED,
                        Earlier.NOTHING,
                        call -> call.put("outcome", outcome).put("cause", cause).put("direction", direction)));
        return receiver.json(0).getJsonObject("properties").getString("hs_call_status");
    }

    private static Contact contact(String id, String type) {
        return new Contact(id, type, "Ana", Optional.empty(), Optional.empty());
    }

    private static String twentyFive() {
        JsonArray results = new JsonArray();
        for (int n = 1; n <= 25; n++) {
            results.add(new JsonObject()
                    .put("id", String.valueOf(100 + n))
                    .put(
                            "properties",
                            new JsonObject()
                                    .put("firstname", "Ana")
                                    .put("lastname", "D.")
                                    .put("hubspot_owner_id", "77")));
        }
        return new JsonObject().put("results", results).encode();
    }
}
