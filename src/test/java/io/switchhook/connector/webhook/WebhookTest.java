package io.switchhook.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.call.CallState;
import io.switchhook.connector.BadConfiguration;
import io.switchhook.connector.CallUpdate;
import io.switchhook.connector.Config;
import io.switchhook.connector.Connector;
import io.switchhook.connector.Context;
import io.switchhook.connector.Earlier;
import io.switchhook.connector.Http.Answer;
import io.switchhook.connector.Http.Request;
import io.switchhook.connector.Stage;
import io.switchhook.event.Envelope;
import io.switchhook.event.EventJson;
import io.switchhook.journal.SampleEvents;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The request that an event becomes. */
class WebhookTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_772_617_531);
    private static final String URL = "https://crm.example.com/hook";

    private final List<Request> sent = new ArrayList<>();

    @Test
    void the_signature_is_the_one_of_the_standards_own_example() {
        // standard-webhooks.md, "Verifying webhook authenticity".
        Signature signature = new Signature(List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assertThat(signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void while_secrets_are_changed_each_signs() {
        String both = new Signature(List.of("old", "new")).of("id", 1, "body");
        assertThat(both.split(" "))
                .containsExactly(
                        new Signature(List.of("old")).of("id", 1, "body"),
                        new Signature(List.of("new")).of("id", 1, "body"));
    }

    @Test
    void structured_mode_sends_the_envelope_as_it_is() {
        Envelope event = send(Map.of("url", URL, "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        Request request = sent.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(body(request)).isEqualTo(event.json());
        assertThat(header(request, "content-type")).startsWith("application/cloudevents+json");
        assertThat(header(request, "webhook-id")).isEqualTo("s-1:000002");
        assertThat(header(request, "webhook-timestamp")).isEqualTo("1772617531");
        assertThat(header(request, "webhook-signature")).startsWith("v1,");
    }

    @Test
    void binary_mode_sends_attributes_as_headers_and_data_as_the_body() {
        Envelope event = send(Map.of("url", URL, "mode", "binary"));
        Request request = sent.get(0);
        JsonObject envelope = new JsonObject(event.json());
        assertThat(new JsonObject(body(request))).isEqualTo(envelope.getJsonObject("data"));
        assertThat(header(request, "content-type")).isEqualTo("application/json");
        assertThat(header(request, "ce-type")).isEqualTo("io.switchhook.call.ringing");
        assertThat(header(request, "ce-id")).isEqualTo("s-1:000002");
        assertThat(header(request, "ce-sequence")).isEqualTo("000002");
        assertThat(request.headers()).noneMatch(header -> header.name().equals("webhook-signature"));
    }

    @Test
    void values_that_cannot_be_used_are_named() {
        assertThatThrownBy(() -> make(Map.of("url", "crm.example.com")))
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("as url");
        assertThatThrownBy(() -> make(Map.of("url", URL, "mode", "both")))
                .hasMessage("Expected structured or binary as mode, but it is neither");
        assertThatThrownBy(() -> make(Map.of("url", URL, "secret", "whsec_***")))
                .hasMessageContaining("as secret")
                .hasMessageNotContaining("***");
    }

    private Envelope send(Map<String, Object> values) {
        Envelope event = Envelope.read(EventJson.write(SampleEvents.call(1).event(2, CallState.RINGING), 7, NOW));
        make(values)
                .upsertCall(new CallUpdate("s-1", Stage.STARTED, event, Earlier.NOTHING, List.of(), Optional.empty()));
        return event;
    }

    private Connector make(Map<String, Object> values) {
        return new WebhookFactory()
                .create(new Context(
                        "crm",
                        new Config(values),
                        request -> {
                            sent.add(request);
                            return CompletableFuture.completedStage(new Answer(204, List.of(), new byte[0], NOW));
                        },
                        InstantSource.fixed(NOW),
                        LoggerFactory.getLogger(WebhookTest.class),
                        Path.of(".")));
    }

    private static String body(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static String header(Request request, String name) {
        return request.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(header -> header.value())
                .findFirst()
                .orElseThrow();
    }
}
