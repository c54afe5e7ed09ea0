package io.switchhook.ringcentral.rest;

import static io.switchhook.ringcentral.rest.FakePlatform.fails;
import static io.switchhook.ringcentral.rest.FakePlatform.limited;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.ringcentral.rest.RemoteFailure.RateLimited;
import io.switchhook.ringcentral.rest.RemoteFailure.Unauthorized;
import io.switchhook.ringcentral.rest.RemoteFailure.Unavailable;
import io.switchhook.ringcentral.rest.RemoteFailure.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How tokens are obtained, kept and lost, against a platform on a real socket. */
class TokenOwnerTest {
    private static final String JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final Vertx vertx = Vertx.vertx();
    private FakePlatform platform;
    private PlatformClient client;

    @BeforeEach
    void start() {
        platform = new FakePlatform(vertx);
        client = new PlatformClient(vertx, platform.settings(), Clock.systemUTC(), new Random(1));
    }

    @AfterEach
    void end() {
        Waits.get(client.close());
        Waits.get(vertx.close());
    }

    @Test
    void a_login_is_a_form_with_the_jwt_and_the_client_as_basic_authorization() {
        PlatformToken token = Waits.get(client.token());
        FakePlatform.Asked seen = platform.asked.get(0);
        assertThat(seen.method()).isEqualTo(HttpMethod.POST);
        assertThat(seen.headers().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(seen.headers().get("Authorization"))
                .isEqualTo(
                        "Basic " + Base64.getEncoder().encodeToString("app:s3cret".getBytes(StandardCharsets.UTF_8)));
        assertThat(seen.form())
                .containsEntry("assertion", List.of("jwt.jwt.jwt"))
                .containsEntry("grant_type", List.of(JWT));
        assertThat(token.life()).isEqualTo(Duration.ofSeconds(3599));
        assertThat(token.scopes()).containsExactly("ReadCallLog", "ReadPresence");
        assertThat(token.ownerId()).isEqualTo("42");
        assertThat(token.toString()).doesNotContain("t1").doesNotContain("r1");
    }

    @Test
    void many_waiters_share_one_login() {
        List<Future<?>> waiting = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            waiting.add(client.send(get()));
        }
        Waits.get(Future.join(waiting));
        assertThat(platform.tokenRequests()).hasSize(1);
    }

    @Test
    void a_token_is_renewed_ahead_of_its_expiry_with_the_rotated_refresh_token() {
        platform.tokenSeconds = 1;
        Waits.get(client.token());
        Awaitility.await().until(() -> platform.tokenRequests().size() >= 3);
        assertThat(grants().subList(0, 3)).containsExactly(JWT, "r1", "r2");
    }

    @Test
    void without_a_refresh_token_the_jwt_is_used_again() {
        platform.refreshTokens = false;
        platform.tokenSeconds = 1;
        Waits.get(client.token());
        Awaitility.await().until(() -> platform.tokenRequests().size() >= 2);
        assertThat(grants().subList(0, 2)).containsExactly(JWT, JWT);
    }

    @Test
    void a_refused_refresh_token_leads_to_a_new_login() {
        Waits.get(client.send(get()));
        platform.tokenReplies.add(fails(400, "OAU-211"));
        platform.valid = "killed elsewhere";
        Waits.get(client.send(get()));
        assertThat(grants()).containsExactly(JWT, "r1", JWT);
        assertThat(Waits.get(client.lastTokenFailure())).isEmpty();
    }

    @Test
    void a_lost_refresh_answer_is_asked_for_again_with_the_same_refresh_token() {
        Waits.get(client.send(get()));
        platform.tokenReplies.add(HttpServerResponse::reset);
        platform.valid = "killed elsewhere";
        Waits.get(client.send(get()));
        assertThat(grants()).containsExactly(JWT, "r1", "r1");
    }

    @Test
    void refused_credentials_fail_everybody_at_once_and_cause_no_storm() {
        for (int number = 0; number < 6; number++) {
            platform.tokenReplies.add(fails(400, "OAU-153"));
        }
        Unauthorized first = Waits.failure(client.send(get()), Unauthorized.class);
        assertThat(first.codes()).containsExactly("OAU-153");
        assertThat(first).hasMessageContaining("correct clientId, clientSecret and jwt");
        assertThat(first.getMessage()).doesNotContain("s3cret").doesNotContain("jwt.jwt");
        for (int number = 0; number < 50; number++) {
            Unauthorized again = Waits.failure(client.send(get()), Unauthorized.class);
            assertThat(again.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(36));
        }
        assertThat(platform.tokenRequests()).hasSize(1);
        assertThat(platform.apiRequests()).isEmpty();
        assertThat(Waits.get(client.lastTokenFailure())).containsInstanceOf(Unauthorized.class);
    }

    @Test
    void refused_logins_are_at_most_five_in_any_minute_by_their_spacing() {
        Random random = new Random(7);
        List<Long> attempts = new ArrayList<>(List.of(0L));
        for (int failures = 1; failures <= 20; failures++) {
            attempts.add(attempts.get(failures - 1)
                    + Backoff.LOGINS.delay(failures, random).toMillis());
        }
        for (long start : attempts) {
            assertThat(attempts.stream()
                            .filter(at -> at >= start && at <= start + 60_000)
                            .count())
                    .isLessThanOrEqualTo(5);
        }
    }

    @Test
    void a_limited_login_says_for_how_long_and_nobody_asks_before() {
        platform.tokenReplies.add(limited("30"));
        RateLimited first = Waits.failure(client.send(get()), RateLimited.class);
        assertThat(first.retryAfter()).contains(Duration.ofSeconds(30));
        Waits.failure(client.send(get()), RateLimited.class);
        assertThat(platform.tokenRequests()).hasSize(1);
    }

    @Test
    void a_login_that_is_unavailable_for_a_moment_is_waited_for_by_requests() {
        platform.tokenReplies.add(response -> fails(503, "CMN-201").accept(response.putHeader("Retry-After", "1")));
        platform.tokenReplies.add(response -> response.setStatusCode(502).end("bad gateway"));
        platform.tokenReplies.add(response -> FakePlatform.json(response, 200, new JsonObject().put("hello", 1)));
        assertThat(Waits.get(client.send(post())).status()).isEqualTo(200);
        assertThat(platform.tokenRequests()).hasSize(4);
        long gap = platform.asked.get(1).nanos() - platform.asked.get(0).nanos();
        assertThat(gap).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void a_request_that_found_no_token_did_certainly_nothing() {
        platform.tokenReplies.add(response -> fails(503, "CMN-201").accept(response.putHeader("Retry-After", "3600")));
        Unavailable unavailable = Waits.failure(client.send(post()), Unavailable.class);
        assertThat(unavailable.mayHaveActed()).isFalse();
        assertThat(unavailable.operation()).isEqualTo("POST " + FakePlatform.TOKEN);
        platform.stop();
        PlatformClient other = new PlatformClient(vertx, platform.settings(), Clock.systemUTC(), new Random(1));
        assertThat(Waits.failure(other.send(post()), Unreachable.class).mayHaveActed())
                .isFalse();
        Waits.get(other.close());
    }

    @Test
    void a_burst_of_logins_and_websocket_tokens_stays_within_five_a_window() {
        List<Future<?>> waiting = new ArrayList<>();
        for (int number = 0; number < 9; number++) {
            waiting.add(client.send(
                    PlatformRequest.of(HttpMethod.POST, "/restapi/oauth/wstoken", RateGroup.AUTH, Priority.LIVE)));
        }
        Waits.get(Future.join(waiting));
        List<Long> arrivals =
                platform.asked.stream().map(FakePlatform.Asked::nanos).toList();
        for (int number = 5; number < arrivals.size(); number++) {
            assertThat(arrivals.get(number) - arrivals.get(number - 5)).isGreaterThanOrEqualTo(1_000_000_000L);
        }
    }

    @Test
    void a_token_dying_while_requests_for_the_same_group_wait_locks_nobody_out() {
        Waits.get(client.token());
        platform.valid = "killed elsewhere";
        List<Future<?>> waiting = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            waiting.add(client.send(
                    PlatformRequest.of(HttpMethod.POST, "/restapi/oauth/wstoken", RateGroup.AUTH, Priority.LIVE)));
        }
        Waits.get(Future.join(waiting));
        assertThat(platform.tokenRequests()).hasSize(2);
    }

    @Test
    void logging_out_revokes_the_token_and_closes() {
        Waits.get(client.send(get()));
        Waits.get(client.logout());
        FakePlatform.Asked last = platform.asked.get(platform.asked.size() - 1);
        assertThat(last.uri()).isEqualTo("/restapi/oauth/revoke");
        assertThat(last.form()).containsEntry("token", List.of("t1"));
        Waits.failure(client.send(get()), RemoteFailure.Refused.class);
    }

    private List<String> grants() {
        return platform.tokenRequests().stream().map(FakePlatform.Asked::grant).toList();
    }

    private static PlatformRequest get() {
        return PlatformRequest.of(HttpMethod.GET, "/restapi/v1.0/account/~", RateGroup.LIGHT, Priority.LIVE);
    }

    private static PlatformRequest post() {
        return PlatformRequest.of(HttpMethod.POST, "/restapi/v1.0/sms", RateGroup.MEDIUM, Priority.LIVE);
    }
}
