package io.switchhook.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens of the simulator: rotation, grace, revocation, limits. */
class AuthTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    final Bench bench = new Bench();

    private static Tokens tokens() {
        return new Tokens(new Company(2), SimulatorOptions.DEFAULTS);
    }

    @Test
    void a_token_is_a_second_short_and_opens_the_api() {
        Client client = bench.client(bench.start(Bench.FAST));
        JsonObject answer = client.token(Client.jwt()).bodyAsJsonObject();
        assertThat(answer.getInteger("expires_in")).isBetween(3_590, 3_599);
        assertThat(answer.getString("token_type")).isEqualTo("bearer");
        client.use(answer.getString("access_token"));
        assertThat(client.json("/restapi/v1.0/account/~/extension/~").getString("extensionNumber"))
                .isEqualTo("101");
    }

    @Test
    void a_refresh_kills_the_old_access_token_at_once() {
        Client client = bench.client(bench.start(Bench.FAST));
        JsonObject first = client.token(Client.jwt()).bodyAsJsonObject();
        JsonObject second =
                client.token(Client.refresh(first.getString("refresh_token"))).bodyAsJsonObject();
        client.use(first.getString("access_token"));
        HttpResponse<Buffer> refused = client.get("/restapi/v1.0/account/~");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.bodyAsJsonObject().getString("errorCode")).isEqualTo("TokenInvalid");
        client.use(second.getString("access_token"));
        assertThat(client.get("/restapi/v1.0/account/~").statusCode()).isEqualTo(200);
        assertThat(second.getString("session_id")).isEqualTo(first.getString("session_id"));
    }

    @Test
    void a_spent_refresh_token_repeats_its_answer_while_that_is_unused() {
        Tokens tokens = tokens();
        String spent = tokens.open("app", HOUR, T0).pair().refresh();
        String fresh = tokens.refresh("app", spent, T0).orElseThrow().pair().access();
        assertThat(tokens.refresh("app", spent, T0.plusSeconds(3_599))
                        .orElseThrow()
                        .pair()
                        .access())
                .isEqualTo(fresh);
        assertThat(tokens.refresh("app", spent, T0.plusSeconds(3_600))).isEmpty();
    }

    @Test
    void a_spent_refresh_token_dies_ten_seconds_after_the_new_access_token_was_used() {
        Tokens tokens = tokens();
        String spent = tokens.open("app", HOUR, T0).pair().refresh();
        String fresh = tokens.refresh("app", spent, T0).orElseThrow().pair().access();
        tokens.use(fresh, T0.plusSeconds(5));
        assertThat(tokens.refresh("app", spent, T0.plusSeconds(14))).isPresent();
        assertThat(tokens.refresh("app", spent, T0.plusSeconds(15))).isEmpty();
    }

    @Test
    void a_sixth_login_kills_the_oldest_session() {
        Tokens tokens = tokens();
        String oldest = tokens.open("app", HOUR, T0).pair().access();
        String second = tokens.open("app", HOUR, T0).pair().access();
        for (int login = 3; login <= 6; login++) {
            tokens.open("app", HOUR, T0);
        }
        assertThat(tokens.use(oldest, T0)).isEmpty();
        assertThat(tokens.use(second, T0)).isPresent();
    }

    @Test
    void an_expired_token_says_so() {
        Client client = bench.client(bench.start(
                Bench.FAST.withLifetimes(SimulatorOptions.Lifetimes.DEFAULTS.withAccessToken(Duration.ofMillis(1)))));
        client.login();
        // The simulator's clock has milliseconds: within the first one the token still lives.
        HttpResponse<Buffer> refused =
                await().until(() -> client.get("/restapi/v1.0/account/~"), answer -> answer.statusCode() == 401);
        assertThat(refused.bodyAsJsonObject()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("errorCode"))
                .isEqualTo("OAU-128");
    }

    @Test
    void only_the_named_credentials_are_let_in() {
        Client wrong = bench.client(bench.start(
                Bench.FAST.withCredentials(new SimulatorOptions.Credentials("app", "secret", "another credential"))));
        HttpResponse<Buffer> refused = wrong.token(Client.jwt());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.bodyAsJsonObject().getString("error")).isEqualTo("invalid_grant");
        assertThat(refused.getHeader("WWW-Authenticate")).contains("invalid_grant");

        Client unknown = bench.client(bench.start(
                Bench.FAST.withCredentials(new SimulatorOptions.Credentials("other", "secret", "credential"))));
        assertThat(unknown.token(Client.jwt()).bodyAsJsonObject().getString("error"))
                .isEqualTo("invalid_client");
    }

    @Test
    void the_sixth_token_request_in_a_minute_is_refused() {
        Client client = bench.client(bench.start(Bench.FAST.withLimits(SimulatorOptions.RateLimits.DEFAULTS)));
        for (int request = 1; request <= 5; request++) {
            assertThat(client.token(Client.jwt()).statusCode()).isEqualTo(200);
        }
        HttpResponse<Buffer> refused = client.token(Client.jwt());
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.getHeader("X-Rate-Limit-Group")).isEqualTo("auth");
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(59, 60);
        assertThat(refused.bodyAsJsonObject().getString("errorCode")).isEqualTo("CMN-301");
    }

    @Test
    void revoking_either_token_ends_the_whole_session() {
        Client client = bench.client(bench.start(Bench.FAST));
        JsonObject answer = client.token(Client.jwt()).bodyAsJsonObject();
        client.use(answer.getString("access_token"));
        assertThat(client.revoke(answer.getString("refresh_token")).statusCode())
                .isEqualTo(200);
        assertThat(client.get("/restapi/v1.0/account/~").statusCode()).isEqualTo(401);
        assertThat(client.token(Client.refresh(answer.getString("refresh_token")))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_wished_life_is_raised_to_ten_minutes_and_lowered_to_the_default() {
        Client client = bench.client(bench.start(Bench.FAST));
        assertThat(client.token(Client.jwt().add("access_token_ttl", "60"))
                        .bodyAsJsonObject()
                        .getInteger("expires_in"))
                .isBetween(590, 599);
        assertThat(client.token(Client.jwt().add("access_token_ttl", "86400"))
                        .bodyAsJsonObject()
                        .getInteger("expires_in"))
                .isBetween(3_590, 3_599);
    }

    @Test
    void revoked_sessions_are_over() {
        Simulator simulator = bench.start(Bench.FAST);
        Client client = bench.client(simulator).login();
        Client.await(simulator.faults().revokeTokens());
        assertThat(client.get("/restapi/v1.0/account/~").statusCode()).isEqualTo(401);
    }

    @Test
    void a_socket_token_opens_one_socket_only() {
        Client client = bench.client(bench.start(Bench.FAST)).login();
        JsonObject answer = client.send(HttpMethod.POST, "/restapi/oauth/wstoken", new JsonObject())
                .bodyAsJsonObject();
        String uri = answer.getString("uri") + "?access_token=" + answer.getString("ws_access_token");
        assertThat(client.open(uri).details().getInteger("recoveryBufferSize")).isEqualTo(100);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> client.open(uri)))
                .hasMessageContaining("401");
    }
}
