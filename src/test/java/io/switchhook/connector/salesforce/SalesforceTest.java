package io.switchhook.connector.salesforce;

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
import io.switchhook.connector.Written;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The requests that a call becomes, as Salesforce's REST API describes them. */
class SalesforceTest {
    private static final String URL = "https://acme.my.salesforce.com";
    private static final String DATA = URL + "/services/data/v60.0";

    private final Crm salesforce = new Crm();
    private final Connector connector = connector(Map.of());

    private Connector connector(Map<String, Object> more) {
        Map<String, Object> values = new java.util.LinkedHashMap<>(more);
        values.put("url", URL + "/");
        values.put("token", "00Dx");
        values.put("searchLagSeconds", 0);
        return salesforce.connector(new SalesforceFactory(), values);
    }

    @Test
    void a_call_is_a_task_in_seconds_with_its_key_its_person_and_its_owner() {
        salesforce.answers(201, "{\"id\":\"00T1\",\"success\":true}");
        Written written = Crm.write(
                connector,
                Crm.with(
                        Crm.update(
                                CallState.COMPLETED,
                                Stage.COMPLETED,
                                Earlier.NOTHING,
                                call -> call.getJsonObject("durations").put("talkMs", 65_400)),
                        List.of(person("0031", "Contact"), person("0032", "Contact"), person("0011", "Account")),
                        "0051"));
        assertThat(salesforce.asked()).containsExactly("POST " + DATA + "/sobjects/Task");
        assertThat(salesforce.header(0, "authorization")).isEqualTo("Bearer 00Dx");
        JsonObject task = salesforce.json(0);
        assertThat((String) task.remove("Subject")).startsWith("Inbound call from ");
        assertThat((String) task.remove("Description")).contains("\nCall: s-1");
        assertThat(task)
                .isEqualTo(new JsonObject()
                        .put("Status", "Completed")
                        .put("TaskSubtype", "Call")
                        .put("CallType", "Inbound")
                        .put("CallDurationInSeconds", 65)
                        .put("CallDisposition", "Answered")
                        .put("CallObject", "s-1")
                        .put("ActivityDate", "2026-03-04")
                        .put("WhoId", "0031")
                        .put("WhatId", "0011")
                        .put("OwnerId", "0051"));
        assertThat(written.recordId()).contains("00T1");
        assertThat(written.url()).contains(URL + "/lightning/r/Task/00T1/view");
    }

    @Test
    void with_an_external_id_the_key_stands_in_the_address_alone() {
        salesforce.answers(201, "{\"id\":\"00T1\",\"success\":true,\"created\":true}");
        Connector upserting = connector(Map.of("externalField", "Call_Key__c"));
        Crm.write(upserting, Crm.update(CallState.RINGING, Stage.STARTED, Earlier.NOTHING, call -> {}));
        assertThat(salesforce.asked()).containsExactly("PATCH " + DATA + "/sobjects/Task/Call_Key__c/s-1");
        assertThat(salesforce.json(0).containsKey("Call_Key__c")).isFalse();
        assertThat(salesforce.json(0).getString("Status")).isEqualTo("In Progress");
    }

    @Test
    void in_doubt_the_key_is_queried_before_anything_is_created() {
        salesforce.answers(200, "{\"records\":[{\"Id\":\"00T7\"}]}");
        Written written =
                Crm.write(connector, Crm.update(CallState.RINGING, Stage.STARTED, Crm.doubtful(), call -> {}));
        assertThat(decoded(salesforce.asked().get(0)))
                .startsWith("GET " + DATA + "/query?q=SELECT Id, ")
                .contains("FROM Task WHERE CallObject = 's-1'");
        assertThat(salesforce.asked()).last().isEqualTo("PATCH " + DATA + "/sobjects/Task/00T7");
        assertThat(written.recordId()).contains("00T7");
    }

    @Test
    void errors_are_sorted_by_their_codes() {
        assertThat(failure(400, "UNABLE_TO_LOCK_ROW").kind()).isEqualTo(Kind.RETRY);
        assertThat(failure(400, "DUPLICATE_VALUE").kind()).isEqualTo(Kind.RETRY);
        assertThat(failure(403, "REQUEST_LIMIT_EXCEEDED").kind()).isEqualTo(Kind.RETRY);
        assertThat(failure(403, "REQUEST_LIMIT_EXCEEDED").after()).isPresent();
        assertThat(failure(401, "INVALID_SESSION_ID").kind()).isEqualTo(Kind.AUTH);
        assertThat(failure(403, "API_DISABLED_FOR_ORG").kind()).isEqualTo(Kind.AUTH);
        assertThat(failure(400, "STRING_TOO_LONG").kind()).isEqualTo(Kind.REJECT);
        assertThat(failure(300, "").kind()).isEqualTo(Kind.REJECT);
        assertThat(failure(404, "NOT_FOUND").kind()).isEqualTo(Kind.REJECT);
        assertThat(failure(409, "").kind()).isEqualTo(Kind.RETRY);
        assertThat(failure(500, "oops").kind()).isEqualTo(Kind.RETRY);
    }

    private DeliveryFailure failure(int status, String code) {
        Crm receiver = new Crm();
        receiver.answers(status, "[{\"errorCode\":\"" + code + "\",\"message\":\"words\"}]");
        Connector fresh = receiver.connector(new SalesforceFactory(), Map.of("url", URL, "token", "t"));
        try {
            Crm.write(fresh, Crm.update(CallState.RINGING, Stage.STARTED, Earlier.NOTHING, call -> {}));
        } catch (DeliveryFailure failure) {
            return failure;
        }
        throw new AssertionError("Expected a failure, but it was written");
    }

    @Test
    void people_are_found_by_every_spelling_in_one_search_with_reserved_characters_escaped() {
        salesforce.answers(
                200,
                "{\"searchRecords\":[{\"attributes\":{\"type\":\"Contact\"},\"Id\":\"0031\",\"Name\":\"Ana D.\","
                        + "\"OwnerId\":\"0051\",\"CreatedDate\":\"2025-01-02T03:04:05.000+0000\"},{\"attributes\":{\"type\":\"Lead\"},\"Id\":\"00Q1\",\"Name\":\"Ana\"}]}");
        List<Found> found = Crm.result(connector.findContacts(List.of(PhoneNumber.of("+16505551001"))));
        assertThat(decoded(salesforce.asked().get(0)))
                .startsWith("GET " + DATA + "/search?q=FIND {\"\\+16505551001\" OR \"16505551001\" OR \"6505551001\"")
                .contains("\"\\(650\\) 555\\-1001\"")
                .contains("} IN PHONE FIELDS RETURNING Contact(");
        assertThat(found.get(0).contacts())
                .containsExactly(
                        new Contact(
                                        "0031",
                                        "Contact",
                                        "Ana D.",
                                        Optional.of("0051"),
                                        Optional.of(URL + "/lightning/r/Contact/0031/view"))
                                .dated(Optional.of(Instant.parse("2025-01-02T03:04:05Z")), Optional.empty()),
                        new Contact(
                                "00Q1",
                                "Lead",
                                "Ana",
                                Optional.empty(),
                                Optional.of(URL + "/lightning/r/Lead/00Q1/view")));
    }

    @Test
    void a_check_tells_when_the_external_id_is_missing() {
        Connector upserting = connector(Map.of("externalField", "Call_Key__c"));
        salesforce
                .answers(200, "{\"fields\":[{\"name\":\"Call_Key__c\",\"externalId\":true}]}")
                .answers(200, "{\"fields\":[{\"name\":\"Call_Key__c\",\"externalId\":false}]}")
                .answers(401, "[]");
        assertThat(Crm.result(upserting.check()).ok()).isTrue();
        assertThat(Crm.result(upserting.check()))
                .isEqualTo(new Checked(false, "tasks have no external id Call_Key__c that this user may see"));
        assertThat(Crm.result(upserting.check()).ok()).isFalse();
    }

    @Test
    void values_that_cannot_be_used_are_named() {
        assertThatThrownBy(() -> connector(Map.of("externalField", "Call Key")))
                .hasMessageContaining("as externalField");
        assertThatThrownBy(() -> connector(Map.of("apiVersion", "v60"))).hasMessageContaining("as apiVersion");
        assertThatThrownBy(() -> connector(Map.of("timeZone", "Mars"))).hasMessageContaining("as timeZone");
    }

    private static Contact person(String id, String type) {
        return new Contact(id, type, "Ana", Optional.empty(), Optional.empty());
    }

    private static String decoded(String asked) {
        return URLDecoder.decode(asked, StandardCharsets.UTF_8);
    }
}
