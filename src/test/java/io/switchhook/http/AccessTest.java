package io.switchhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may enter where a token is configured. */
class AccessTest {
    private static final List<String> GUARDED = List.of(
            "/api/v1/calls",
            "/api/v1/calls/s-1",
            "/api/v1/events",
            "/api/v1/status",
            "/metrics",
            "/openapi.yaml",
            "/schemas/event.json",
            "/nothing",
            "/livez/",
            "/web/../api/v1/calls",
            "/webhooks/%2e%2e/api/v1/calls");

    private ServerUnderTest server;

    @BeforeEach
    void open() throws Exception {
        server = new ServerUnderTest(Optional.of("sesame"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void without_the_token_only_health_the_page_and_the_platforms_door_are_open() throws Exception {
        for (String path : GUARDED) {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
            assertThat(new JsonObject(answer.body()).getString("remedy")).contains("Authorization: Bearer");
        }
        for (String path : List.of("/", "/web/dashboard.js", "/web/dashboard.css", "/livez")) {
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(server.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(server.get("/webhooks/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void the_token_is_taken_from_the_header_and_else_from_the_address() throws Exception {
        for (String path : List.of("/api/v1/calls", "/api/v1/events", "/openapi.yaml", "/schemas/event.json")) {
            assertThat(server.get(path, "Authorization", "Bearer sesame").statusCode())
                    .isEqualTo(200);
            assertThat(server.get(path, "Authorization", "bearer  sesame").statusCode())
                    .isEqualTo(200);
            assertThat(server.get(path + "?token=sesame").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_wrong_token_is_refused_and_never_repeated() throws Exception {
        for (HttpResponse<String> answer : List.of(
                server.get("/api/v1/calls", "Authorization", "Bearer sesam"),
                server.get("/api/v1/calls", "Authorization", "Basic sesame"),
                server.get("/api/v1/calls?token=sesam"),
                server.get("/api/v1/calls?token=sesame", "Authorization", "Bearer sesam"))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain("sesam");
        }
    }
}
