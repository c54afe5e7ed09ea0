package io.switchhook.connector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.call.CallState;
import io.switchhook.call.PhoneNumber;
import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Contact;
import io.switchhook.connector.Crm;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.Stage;
import io.switchhook.connector.User;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The requests that a call becomes, as developer.zendesk.com describes them. */
class ZendeskTest {
    private static final String URL = "https://acme.zendesk.com";
    private static final Map<String, Object> KEYS =
            Map.of("url", URL, "email", "cti@example.com", "token", "secret", "app", "735264");

    private final Crm zendesk = new Crm();
    private final Connector connector = zendesk.connector(new ZendeskFactory(), KEYS);

    @Test
    void a_call_is_created_with_what_zendesk_demands() {
        zendesk.answers(201, "{\"call\":{\"id\":\"c-77\"}}");
        CallUpdate update =
                Crm.with(Crm.update(CallState.RINGING, Stage.STARTED, Earlier.NOTHING, call -> {}), List.of(), "42");
        assertThat(Crm.write(connector, update).recordId()).contains("c-77");
        assertThat(zendesk.asked()).containsExactly("POST " + URL + "/api/v2/calls");
        assertThat(zendesk.header(0, "authorization")).isEqualTo("Basic Y3RpQGV4YW1wbGUuY29tL3Rva2VuOnNlY3JldA==");
        assertThat(zendesk.json(0))
                .isEqualTo(new JsonObject()
                        .put("app_id", 735_264L)
                        .put("from_line", "+16505551001")
                        .put("to_line", "101")
                        .put("call_started_at", "2026-03-04T09:15:32Z")
                        .put("direction", "inbound")
                        .put("agent_id", 42L));
    }

    @Test
    void a_call_that_is_over_is_changed_with_its_end_and_outcome() {
        Crm.write(
                connector,
                Crm.update(CallState.ENDED, Stage.ENDED, Crm.written("c-77", Stage.STARTED, ""), call -> {}));
        assertThat(zendesk.asked()).containsExactly("PATCH " + URL + "/api/v2/calls/c-77");
        assertThat(zendesk.json(0))
                .isEqualTo(new JsonObject()
                        .put("call_ended_at", "2026-03-04T09:15:36Z")
                        .put("call_disposition", "answered")
                        .put("completion_status", "completed"));
    }

    @Test
    void a_caller_is_shown_to_the_agent_and_nobody_when_nobody_is_known() {
        CallUpdate update = Crm.update(CallState.RINGING, Stage.STARTED, Earlier.NOTHING, call -> {});
        Contact ana = new Contact("151", "user", "Ana", Optional.empty(), Optional.empty());
        Crm.result(connector.notifyUser("42", update));
        Crm.result(connector.notifyUser("42", Crm.with(update, List.of(ana), "42")));
        assertThat(zendesk.asked())
                .containsExactly("POST " + URL + "/api/v2/channels/voice/agents/42/users/151/display.json");
    }

    @Test
    void callers_and_agents_are_found() {
        zendesk.answers(200, "{\"users\":[{\"id\":151,\"name\":\"Ana D.\"}]}")
                .answers(
                        200,
                        "{\"users\":[{\"id\":42,\"name\":\"Ann\",\"email\":\"ann@example.com\"}],"
                                + "\"meta\":{\"has_more\":true},\"links\":{\"next\":\"" + URL
                                + "/api/v2/users.json?page%5Bafter%5D=x\"}}")
                .answers(200, "{\"users\":[],\"meta\":{\"has_more\":false}}");
        assertThat(Crm.result(connector.findContacts(List.of(PhoneNumber.of("+16505551001"))))
                        .get(0)
                        .contacts())
                .containsExactly(new Contact("151", "user", "Ana D.", Optional.empty(), Optional.empty()));
        assertThat(Crm.result(connector.listUsers()))
                .containsExactly(new User("42", "Ann", Optional.of("ann@example.com"), Optional.empty()));
        assertThat(zendesk.asked().get(0)).endsWith("/api/v2/users/search.json?query=phone%3A%2B16505551001");
        assertThat(zendesk.asked()).last().asString().endsWith("/api/v2/users.json?page%5Bafter%5D=x");
    }

    @Test
    void a_stranger_is_told_that_email_and_token_do_not_fit() {
        zendesk.answers(200, "{\"user\":{\"id\":null,\"name\":\"Anonymous user\"}}")
                .answers(200, "{\"user\":{\"id\":42}}")
                .answers(401, "{}");
        assertThat(Crm.result(connector.check()).words()).contains("email and token do not fit");
        assertThat(Crm.result(connector.check()).ok()).isTrue();
        assertThat(Crm.result(connector.check()).ok()).isFalse();
    }

    @Test
    void an_app_that_is_no_number_is_named() {
        Map<String, Object> wrong = Map.of("url", URL, "email", "e", "token", "t", "app", "mine");
        assertThatThrownBy(() -> zendesk.connector(new ZendeskFactory(), wrong))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("as app");
    }
}
