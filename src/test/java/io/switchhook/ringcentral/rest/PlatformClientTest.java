package io.switchhook.ringcentral.rest;

import static io.switchhook.ringcentral.rest.FakePlatform.fails;
import static io.switchhook.ringcentral.rest.FakePlatform.limited;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.ringcentral.rest.RemoteFailure.Forbidden;
import io.switchhook.ringcentral.rest.RemoteFailure.NotFound;
import io.switchhook.ringcentral.rest.RemoteFailure.Oversized;
import io.switchhook.ringcentral.rest.RemoteFailure.RateLimited;
import io.switchhook.ringcentral.rest.RemoteFailure.Refused;
import io.switchhook.ringcentral.rest.RemoteFailure.Rejected;
import io.switchhook.ringcentral.rest.RemoteFailure.Unauthorized;
import io.switchhook.ringcentral.rest.RemoteFailure.Unavailable;
import io.switchhook.ringcentral.rest.RemoteFailure.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a platform on a real socket. */
class PlatformClientTest {
    private static final long MILLI = 1_000_000;

    private final Vertx vertx = Vertx.vertx();
    private FakePlatform platform;
    private PlatformClient client;

    @BeforeEach
    void start() {
        platform = new FakePlatform(vertx);
        client = client(platform.settings());
    }

    @AfterEach
    void end() {
        Waits.get(client.close());
        Waits.get(vertx.close());
    }

    @Test
    void a_request_carries_token_user_agent_and_encoded_path_and_query() {
        PlatformRequest request = new PlatformRequest(
                HttpMethod.GET,
                "/restapi/v1.0/account/~/extension/a b?c",
                Map.of("messageType", List.of("SMS", "Fax & more+")),
                Optional.empty(),
                RateGroup.LIGHT,
                Priority.LIVE);
        assertThat(Waits.get(client.send(request)).status()).isEqualTo(200);
        FakePlatform.Asked seen = platform.apiRequests().get(0);
        assertThat(seen.uri())
                .isEqualTo(
                        "/restapi/v1.0/account/~/extension/a%20b%3Fc?messageType=SMS&messageType=Fax%20%26%20more%2B");
        assertThat(seen.headers().get("Authorization")).isEqualTo("Bearer t1");
        assertThat(seen.headers().get("User-Agent")).isEqualTo("Switchhook/0.0.0 (test)");
        assertThat(seen.headers().get("Accept")).isEqualTo("application/json");
    }

    @Test
    void a_body_travels_as_json() {
        Waits.get(client.send(post().with(new JsonObject().put("text", "hello"))));
        FakePlatform.Asked seen = platform.apiRequests().get(0);
        assertThat(seen.body()).isEqualTo("{\"text\":\"hello\"}");
        assertThat(seen.headers().get("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void a_refused_token_is_renewed_once_and_the_request_repeated_once() {
        Waits.get(client.send(get()));
        platform.valid = "killed elsewhere";
        Waits.get(client.send(get()));
        assertThat(platform.tokenRequests()).hasSize(2);
        assertThat(platform.apiRequests()).hasSize(3);
    }

    @Test
    void a_request_that_is_refused_with_a_fresh_token_too_fails_as_unauthorized() {
        platform.usual = fails(401, "CMN-405");
        Unauthorized failure = Waits.failure(client.send(get()), Unauthorized.class);
        assertThat(failure.codes()).contains("CMN-405");
        assertThat(platform.apiRequests()).hasSize(2);
    }

    @Test
    void a_path_that_is_always_refused_does_not_use_up_the_logins() {
        platform.usual = fails(401, "CMN-405");
        for (int turn = 0; turn < 8; turn++) {
            Waits.failure(client.send(get()), Unauthorized.class);
        }
        assertThat(platform.tokenRequests()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void two_refusals_of_the_same_token_lead_to_one_renewal() {
        Waits.get(client.send(get()));
        platform.valid = "killed elsewhere";
        Waits.get(Future.join(client.send(get()), client.send(get()), client.send(get())));
        assertThat(platform.tokenRequests()).hasSize(2);
    }

    @Test
    void each_status_is_its_own_failure() {
        assertThat(failing(fails(404, "CMN-102"), NotFound.class).codes()).containsExactly("CMN-102");
        assertThat(failing(fails(400, "CMN-101"), Rejected.class).status()).contains(400);
        assertThat(failing(fails(302, "X"), Rejected.class).status()).contains(302);
        assertThat(failing(fails(403, "CMN-401"), Forbidden.class).codes()).containsExactly("CMN-401");
        assertThat(failing(fails(403, "CMN-401"), Forbidden.class)).hasMessageNotContaining("6505550100");
    }

    @Test
    void a_get_is_repeated_after_5xx_and_a_post_is_not() {
        platform.replies.add(fails(502, "CMN-203"));
        platform.replies.add(fails(400, "CMN-201"));
        Waits.get(client.send(get()));
        assertThat(platform.apiRequests()).hasSize(3);
        Unavailable failure = failing(fails(503, "CMN-201"), post(), Unavailable.class);
        assertThat(failure.mayHaveActed()).isTrue();
        assertThat(platform.apiRequests()).hasSize(4);
    }

    @Test
    void a_get_gives_up_after_the_agreed_number_of_tries() {
        platform.usual = fails(500, "CMN-203");
        Waits.failure(client.send(get()), Unavailable.class);
        assertThat(platform.apiRequests()).hasSize(4);
    }

    @Test
    void retry_after_of_503_is_kept_and_one_beyond_patience_fails_at_once() {
        platform.replies.add(response -> fails(503, "CMN-201").accept(response.putHeader("Retry-After", "1")));
        Waits.get(client.send(get()));
        assertThat(gapNanos(0, 1)).isGreaterThanOrEqualTo(1_000 * MILLI);
        platform.replies.add(response -> fails(503, "CMN-201").accept(response.putHeader("Retry-After", "3600")));
        Unavailable failure = Waits.failure(client.send(get()), Unavailable.class);
        assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
    }

    @Test
    void a_post_is_repeated_when_there_was_no_connection() {
        Waits.get(client.send(get()));
        int port = platform.port();
        platform.stop();
        Future<PlatformResponse> answer = client(patient()).send(post());
        platform.listen(port);
        assertThat(Waits.get(answer).status()).isEqualTo(200);
    }

    @Test
    void a_reset_connection_leaves_it_open_whether_the_platform_acted() {
        platform.usual = HttpServerResponse::reset;
        Unreachable failure = Waits.failure(client.send(post()), Unreachable.class);
        assertThat(failure.mayHaveActed()).isTrue();
        assertThat(platform.apiRequests()).hasSize(1);
    }

    @Test
    void nobody_listening_is_unreachable_and_nothing_was_done() {
        platform.stop();
        Unreachable failure = Waits.failure(client.send(post()), Unreachable.class);
        assertThat(failure.mayHaveActed()).isFalse();
        assertThat(failure.status()).isEmpty();
    }

    @Test
    void a_platform_without_tls_is_unreachable_over_https() {
        PlatformSettings settings = server(URI.create("https://127.0.0.1:" + platform.port()), Duration.ofSeconds(5));
        PlatformClient tls = client(settings);
        Waits.failure(tls.send(get()), Unreachable.class);
        Waits.get(tls.close());
    }

    @Test
    void an_answer_that_does_not_end_is_unreachable_at_the_deadline() {
        PlatformClient hasty = client(server(platform.settings().server(), Duration.ofMillis(300)));
        platform.usual = response -> response.setChunked(true).write("{");
        Unreachable failure = Waits.failure(hasty.send(post()), Unreachable.class);
        assertThat(failure).hasMessageContaining("300 ms");
        assertThat(failure.mayHaveActed()).isTrue();
        Waits.get(hasty.close());
    }

    @Test
    void an_answer_beyond_the_limit_fails_without_being_held() {
        platform.usual = response -> response.end(Buffer.buffer(new byte[100_001]));
        Waits.failure(client.send(get()), Oversized.class);
        platform.usual = response -> response.end(Buffer.buffer(new byte[100_000]));
        assertThat(Waits.get(client.send(get())).body().length()).isEqualTo(100_000);
    }

    @Test
    void a_gateway_page_in_place_of_json_is_unavailable() {
        failing(response -> response.putHeader("Content-Type", "text/html").end("<html>"), post(), Unavailable.class);
        failing(
                response ->
                        response.putHeader("Content-Type", "application/json").end("{\"records\":[1,"),
                post(),
                Unavailable.class);
        Unavailable failure =
                failing(response -> response.setStatusCode(504).end("Some text error"), post(), Unavailable.class);
        assertThat(failure.error().detail()).isEqualTo("Some text error");
    }

    @Test
    void after_a_429_nothing_of_the_group_arrives_until_the_penalty_is_over() {
        platform.replies.add(limited("1"));
        List<Future<?>> answers = new ArrayList<>();
        answers.add(client.send(get()));
        Awaitility.await().until(() -> penalized(RateGroup.LIGHT));
        answers.add(client.send(get()));
        answers.add(client.send(get()));
        Waits.get(client.send(post()));
        assertThat(penalized(RateGroup.LIGHT))
                .as("other groups are served meanwhile")
                .isTrue();
        Waits.get(Future.join(answers));
        List<FakePlatform.Asked> light = platform.apiRequests().stream()
                .filter(asked -> asked.method().equals(HttpMethod.GET))
                .toList();
        assertThat(light).hasSize(4);
        assertThat(light.get(1).nanos() - light.get(0).nanos()).isGreaterThanOrEqualTo(1_000 * MILLI);
    }

    @Test
    void a_request_that_is_limited_again_and_again_fails_with_the_pause() {
        platform.usual = limited("0");
        RateLimited failure = Waits.failure(client.send(post()), RateLimited.class);
        assertThat(failure.retryAfter()).contains(Duration.ZERO);
        assertThat(platform.apiRequests()).hasSize(Errand.LIMITED_MAX);
    }

    @Test
    void a_global_limit_stops_every_group() {
        platform.replies.add(response -> fails(429, "CMN-310").accept(response.putHeader("Retry-After", "1")));
        Future<?> answer = client.send(get());
        Awaitility.await().until(() -> penalized(RateGroup.LIGHT));
        assertThat(Waits.get(client.quota()))
                .allMatch(state -> state.penaltyUntil().isPresent());
        Waits.get(answer);
    }

    @Test
    void the_platforms_own_group_and_limit_are_believed() {
        platform.usual = response -> FakePlatform.json(
                response.putHeader("x-rate-limit-group", "heavy")
                        .putHeader("x-rate-limit-limit", "7")
                        .putHeader("x-rate-limit-remaining", "6")
                        .putHeader("x-rate-limit-window", "30"),
                200,
                new JsonObject());
        Waits.get(client.send(get()));
        QuotaState heavy = state(RateGroup.HEAVY);
        assertThat(heavy.limit()).isEqualTo(7);
        assertThat(heavy.remaining()).isEqualTo(6);
        assertThat(heavy.window()).isEqualTo(Duration.ofSeconds(30));
        assertThat(state(RateGroup.LIGHT).limit()).isEqualTo(50);
    }

    @Test
    void the_queue_of_a_group_is_bounded_and_says_so() {
        platform.replies.add(limited("60"));
        Future<?> first = client.send(get());
        Awaitility.await().until(() -> penalized(RateGroup.LIGHT));
        List<Future<?>> waiting = new ArrayList<>(List.of(first));
        for (int number = 1; number < QuotaLine.WAITING_MAX; number++) {
            waiting.add(client.send(get()));
        }
        Refused failure = Waits.failure(client.send(get()), Refused.class);
        assertThat(failure.retryAfter()).isPresent();
        Waits.get(client.close());
        waiting.forEach(future -> Waits.failure(future, Refused.class));
    }

    @Test
    void a_closed_client_refuses() {
        Waits.get(client.close());
        Waits.failure(client.send(get()), Refused.class);
        assertThat(platform.asked).isEmpty();
    }

    private <E extends RemoteFailure> E failing(
            java.util.function.Consumer<HttpServerResponse> reply, PlatformRequest request, Class<E> type) {
        platform.replies.add(reply);
        return Waits.failure(client.send(request), type);
    }

    private <E extends RemoteFailure> E failing(java.util.function.Consumer<HttpServerResponse> reply, Class<E> type) {
        return failing(reply, get(), type);
    }

    private boolean penalized(RateGroup group) {
        return state(group).penaltyUntil().isPresent();
    }

    private QuotaState state(RateGroup group) {
        return Waits.get(client.quota()).stream()
                .filter(state -> state.group() == group)
                .findFirst()
                .orElseThrow();
    }

    private long gapNanos(int earlier, int later) {
        List<FakePlatform.Asked> all = platform.apiRequests();
        return all.get(later).nanos() - all.get(earlier).nanos();
    }

    private PlatformClient client(PlatformSettings settings) {
        return new PlatformClient(vertx, settings, Clock.systemUTC(), new Random(1));
    }

    private PlatformSettings patient() {
        return platform.settings().withRequests(new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), 100));
    }

    private PlatformSettings server(URI server, Duration answerTimeout) {
        PlatformSettings usual = platform.settings();
        return new PlatformSettings(
                server,
                usual.clientId(),
                usual.clientSecret(),
                usual.jwt(),
                usual.userAgent(),
                usual.connectTimeout(),
                answerTimeout,
                usual.tokenLifeShare(),
                usual.bodyBytesMax(),
                usual.requests(),
                usual.logins(),
                usual.quota());
    }

    private static PlatformRequest get() {
        return PlatformRequest.of(HttpMethod.GET, "/restapi/v1.0/account/~", RateGroup.LIGHT, Priority.LIVE);
    }

    private static PlatformRequest post() {
        return PlatformRequest.of(HttpMethod.POST, "/restapi/v1.0/sms", RateGroup.MEDIUM, Priority.LIVE);
    }
}
