package io.switchhook.connector.zammad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.call.CallState;
import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Crm;
import io.switchhook.connector.DeliveryFailure;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.Stage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The requests that a call becomes, as zammad-documentation's generic CTI describes them. */
class ZammadTest {
    private static final String URL = "https://zammad.example.com/api/v1/cti/token";

    private final Crm zammad = new Crm();
    private final Connector connector = zammad.connector(new ZammadFactory(), Map.of("url", URL));

    @Test
    void a_call_that_rings_is_a_new_call_with_numbers_without_plus_sign() {
        Crm.write(connector, picture(CallState.RINGING, Stage.STARTED, Earlier.NOTHING));
        assertThat(zammad.asked()).containsExactly("POST " + URL);
        assertThat(zammad.header(0, "content-type")).isEqualTo("application/json");
        assertThat(zammad.json(0))
                .isEqualTo(new JsonObject()
                        .put("event", "newCall")
                        .put("from", "16505551001")
                        .put("to", "101")
                        .put("direction", "in")
                        .put("callId", "s-1")
                        .put("user", new JsonArray().add("Ann Other")));
    }

    @Test
    void a_slow_zammad_that_gets_the_last_picture_only_is_told_the_whole_story() {
        Crm.write(connector, answered(CallState.COMPLETED, Stage.COMPLETED, Earlier.NOTHING));
        assertThat(zammad.json(0).getString("event")).isEqualTo("newCall");
        assertThat(zammad.json(1))
                .isEqualTo(new JsonObject()
                        .put("event", "answer")
                        .put("from", "16505551001")
                        .put("to", "101")
                        .put("direction", "in")
                        .put("callId", "s-1")
                        .put("user", "Ann Other")
                        .put("answeringNumber", "101"));
        assertThat(zammad.json(2).getString("event")).isEqualTo("hangup");
        assertThat(zammad.json(2).getString("cause")).isEqualTo("normalClearing");
        assertThat(zammad.asked()).hasSize(3);
    }

    @Test
    void what_was_told_before_is_not_told_again() {
        Crm.write(connector, answered(CallState.ENDED, Stage.ENDED, Crm.written("s-1", Stage.ANSWERED, "")));
        assertThat(zammad.asked()).hasSize(1);
        assertThat(zammad.json(0).getString("event")).isEqualTo("hangup");
        Crm.write(connector, answered(CallState.COMPLETED, Stage.COMPLETED, Crm.written("s-1", Stage.ENDED, "")));
        assertThat(zammad.asked()).hasSize(1);
    }

    @Test
    void a_failure_between_two_events_goes_on_behind_the_first() {
        zammad.answers(200, "{}").answers(503, "away");
        CallUpdate update = answered(CallState.TALKING, Stage.ANSWERED, Earlier.NOTHING);
        assertThatThrownBy(() -> Crm.write(connector, update)).isInstanceOf(DeliveryFailure.class);
        Crm.write(connector, answered(CallState.TALKING, Stage.ANSWERED, Crm.doubtful()));
        assertThat(zammad.asked()).hasSize(3);
        assertThat(zammad.json(2).getString("event")).isEqualTo("answer");
    }

    @Test
    void causes_follow_the_outcome() {
        assertThat(cause("missed", "no-answer")).isEqualTo("noAnswer");
        assertThat(cause("missed", "caller-hangup")).isEqualTo("cancel");
        assertThat(cause("busy", "busy")).isEqualTo("busy");
        assertThat(cause("canceled", "canceled")).isEqualTo("cancel");
        assertThat(cause("failed", "not-found")).isEqualTo("notFound");
        assertThat(cause("voicemail", "voicemail")).isEqualTo("noAnswer");
        assertThat(cause("failed", "other:NeverHeardOf")).isEqualTo("congestion");
    }

    private String cause(String outcome, String cause) {
        Crm receiver = new Crm();
        Crm.write(
                receiver.connector(new ZammadFactory(), Map.of("url", URL)),
                Crm.update(
                        CallState.ENDED,
                        Stage.ENDED,
                        Crm.written("s-1", Stage.STARTED, ""),
                        call -> call.put("outcome", outcome).put("cause", cause)));
        return receiver.json(0).getString("cause");
    }

    @Test
    void a_receiver_of_sipgate_io_gets_a_form() {
        Connector form = zammad.connector(new ZammadFactory(), Map.of("url", URL, "format", "form"));
        Crm.write(form, picture(CallState.RINGING, Stage.STARTED, Earlier.NOTHING));
        assertThat(zammad.header(0, "content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(zammad.body(0))
                .isEqualTo("event=newCall&from=16505551001&to=101&direction=in&callId=s-1&user%5B%5D=Ann+Other");
    }

    @Test
    void a_caller_without_number_is_anonymous() {
        Crm.write(
                connector,
                Crm.update(CallState.RINGING, Stage.STARTED, Earlier.NOTHING, call -> call.putNull("external")));
        assertThat(zammad.json(0).getString("from")).isEqualTo("anonymous");
    }

    @Test
    void a_conflict_counts_as_there_only_when_it_may_be_ours() {
        zammad.answers(409, "exists").answers(409, "exists");
        assertThatThrownBy(() -> Crm.write(connector, picture(CallState.RINGING, Stage.STARTED, Earlier.NOTHING)))
                .isInstanceOf(DeliveryFailure.class);
        Crm.write(connector, picture(CallState.RINGING, Stage.STARTED, Crm.doubtful()));
        assertThat(zammad.asked()).hasSize(2);
    }

    @Test
    void values_that_cannot_be_used_are_named_without_the_token() {
        assertThatThrownBy(() -> zammad.connector(new ZammadFactory(), Map.of("url", "zammad/api/v1/cti/token")))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("as url")
                .hasMessageNotContaining("token");
        assertThatThrownBy(() -> zammad.connector(new ZammadFactory(), Map.of("url", URL, "format", "xml")))
                .hasMessage("Expected json or form as format, but it is neither");
    }

    private static CallUpdate picture(CallState state, Stage stage, Earlier earlier) {
        return Crm.update(state, stage, earlier, ZammadTest::named);
    }

    private static CallUpdate answered(CallState state, Stage stage, Earlier earlier) {
        return Crm.update(state, stage, earlier, call -> {
            named(call);
            call.getJsonObject("times").put("answeredAt", "2026-03-04T09:15:35Z");
        });
    }

    private static void named(JsonObject call) {
        call.getJsonObject("user").put("name", "Ann Other");
    }
}
