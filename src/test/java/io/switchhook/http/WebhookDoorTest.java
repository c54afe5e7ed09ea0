package io.switchhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The platform's door: probes, deliveries, and everybody else. */
class WebhookDoorTest {
    private static final String HOOK = "/webhooks/ringcentral/acme";

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private ServerUnderTest server;

    @BeforeEach
    void open() throws Exception {
        server = new ServerUnderTest(Optional.of("sesame"));
        server.posted = (presented, body) -> {
            boolean ours = presented.contains("ours");
            if (ours) {
                bodies.add(new String(body, StandardCharsets.UTF_8));
            }
            return Future.succeededFuture(ours ? WebhookDoor.Taken.ACCEPTED : WebhookDoor.Taken.STRANGER);
        };
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return server.send(
                HttpRequest.newBuilder(server.uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)), headers);
    }

    @Test
    void a_probe_is_answered_at_once_with_its_token_and_in_less_than_a_kibibyte() throws Exception {
        HttpResponse<String> answer = post(HOOK, "", "Validation-Token", "p-1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Validation-Token")).contains("p-1");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(bytes(answer)).isLessThanOrEqualTo(1_024);
        assertThat(bytes(post(HOOK, "", "Validation-Token", "p".repeat(512)))).isLessThanOrEqualTo(1_024);
        assertThat(bodies).isEmpty();
    }

    private static int bytes(HttpResponse<String> answer) {
        int bytes = "HTTP/1.1 200 OK".length() + 4 + answer.body().length();
        for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
            for (String value : header.getValue()) {
                bytes += header.getKey().length() + value.length() + 4;
            }
        }
        return bytes;
    }

    @Test
    void a_delivery_needs_no_token_of_ours_for_people_but_the_hooks_own_under_either_name() throws Exception {
        assertThat(post(HOOK, "{\"uuid\":1}", "Verification-Token", "ours").statusCode())
                .isEqualTo(200);
        HttpResponse<String> other = post(HOOK, "{\"uuid\":2}", "Validation-Token", "ours");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.headers().firstValue("Validation-Token")).contains("ours");
        assertThat(bodies).containsExactly("{\"uuid\":1}", "{\"uuid\":2}");
    }

    @Test
    void a_stranger_is_told_so_even_with_a_probes_header() throws Exception {
        HttpResponse<String> refused = post(HOOK, "{}", "Validation-Token", "guessed");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(new JsonObject(refused.body()).getString("detail")).contains("token");
        assertThat(post(HOOK, "{}").statusCode()).isEqualTo(401);
        assertThat(post(HOOK, "").statusCode()).isEqualTo(401);
        assertThat(bodies).isEmpty();
    }

    @Test
    void each_account_has_a_hook_of_its_own_at_the_same_door() throws Exception {
        String second = "/webhooks/ringcentral/second";
        assertThat(post(second, "{}", "Verification-Token", "ours").statusCode())
                .isEqualTo(503);
        assertThat(post(second, "", "Validation-Token", "p").statusCode()).isEqualTo(200);
        assertThat(bodies).isEmpty();
    }

    @Test
    void an_account_that_cannot_take_any_answers_503() throws Exception {
        server.posted = (presented, body) -> Future.succeededFuture(WebhookDoor.Taken.BUSY);
        assertThat(post(HOOK, "{}", "Verification-Token", "ours").statusCode()).isEqualTo(503);
    }

    @Test
    void an_account_without_a_hook_another_method_and_a_huge_body_are_refused() throws Exception {
        assertThat(post("/webhooks/ringcentral/nobody", "", "Validation-Token", "p")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get(HOOK).statusCode()).isEqualTo(405);
        assertThat(post(HOOK, "x".repeat(5_000_000), "Verification-Token", "ours")
                        .statusCode())
                .isEqualTo(413);
        assertThat(bodies).isEmpty();
    }
}
