package io.switchhook.ringcentral.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.ringcentral.rest.Platform;
import io.switchhook.ringcentral.rest.PlatformError;
import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.PlatformResponse;
import io.switchhook.ringcentral.rest.QuotaState;
import io.switchhook.ringcentral.rest.RateGroup;
import io.switchhook.ringcentral.rest.RemoteFailure;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Active calls are looked at whole, as often as the quota bears, and nothing is made of a look that failed. */
class LooksTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final Queue<PlatformRequest> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Look> seen = new ConcurrentLinkedQueue<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        vertx.close().await();
    }

    @Test
    void a_look_reads_every_page_and_is_handed_on_as_one_complete_piece_of_evidence() {
        open(LONG, List.of(), request -> page(request, 3));
        await().until(() -> seen.size() == 1);
        JsonObject body = body(seen.peek());
        assertThat(body.getJsonArray("records")).hasSize(3);
        assertThat(body.getBoolean("complete")).isTrue();
        assertThat(body.getLong("requestedAt")).isPositive();
        assertThat(asked).allMatch(request -> request.path().endsWith("/account/~/active-calls"));
    }

    @Test
    void a_look_of_which_one_page_fails_is_no_evidence_at_all_and_is_tried_again() {
        Queue<String> pages = new ConcurrentLinkedQueue<>();
        open(LONG, List.of(), request -> {
            pages.add(request.query().get("page").get(0));
            return pages.size() == 2
                    ? Future.failedFuture(new RemoteFailure.NotFound("test", PlatformError.NONE))
                    : page(request, 2);
        });
        await().until(() -> seen.size() == 1);
        assertThat(failed).hasSize(1);
        assertThat(pages).containsExactly("1", "2", "1", "2");
        assertThat(body(seen.peek()).getJsonArray("records")).hasSize(2);
    }

    @Test
    void a_list_without_end_is_cut_and_says_that_it_is_not_complete() {
        open(LONG, List.of(), request -> page(request, 1_000));
        await().until(() -> seen.size() == 1);
        assertThat(body(seen.peek()).getBoolean("complete")).isFalse();
        assertThat(asked).hasSize(LookSettings.PAGES_MAX);
    }

    @Test
    void listed_extensions_are_looked_at_one_by_one_and_make_one_look() {
        open(LONG, List.of("201", "202"), request -> page(request, 1));
        await().until(() -> seen.size() == 1);
        assertThat(body(seen.peek()).getJsonArray("records")).hasSize(2);
        assertThat(asked.stream().map(PlatformRequest::path))
                .containsExactly(
                        "/restapi/v1.0/account/~/extension/201/active-calls",
                        "/restapi/v1.0/account/~/extension/202/active-calls");
    }

    @Test
    void somebody_in_a_hurry_gets_the_next_look_early() {
        Looks looks = open(LONG, List.of(), request -> page(request, 1));
        await().until(() -> seen.size() == 1);
        vertx.runOnContext(go -> looks.soon());
        await().until(() -> seen.size() == 2);
    }

    @Test
    void a_session_that_the_platform_does_not_know_is_evidence_and_an_error_is_none() {
        Looks looks = open(LONG, List.of(), request -> {
            if (request.path().endsWith("s-gone")) {
                return Future.failedFuture(new RemoteFailure.NotFound("test", PlatformError.NONE));
            }
            return request.path().endsWith("s-unclear")
                    ? Future.failedFuture(new RemoteFailure.Forbidden("test", 403, PlatformError.NONE))
                    : page(request, 1);
        });
        vertx.runOnContext(go -> {
            looks.session("s-unclear");
            looks.session("s-gone");
            looks.session("s-there");
        });
        await().until(() ->
                seen.stream().filter(look -> look.kind().equals("session")).count() == 2);
        assertThat(seen.stream()
                        .filter(look -> look.kind().equals("session"))
                        .map(look -> body(look).getString("telephonySessionId") + " "
                                + body(look).getBoolean("exists")))
                .containsExactly("s-gone false", "s-there true");
    }

    @Test
    void the_quota_sets_the_pace_whatever_is_configured() {
        LookSettings eager = LookSettings.of(Duration.ofSeconds(1), List.of());
        assertThat(eager.affordable(1, 10, MINUTE)).isEqualTo(Duration.ofSeconds(12));
        assertThat(eager.affordable(4, 10, MINUTE)).isEqualTo(Duration.ofSeconds(48));
        assertThat(eager.affordable(1, 6_000, MINUTE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(LookSettings.of(Duration.ofSeconds(100), List.of()).affordable(1, 10, MINUTE))
                .isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void between_looks_the_pace_of_the_quota_is_kept() {
        open(Duration.ofMillis(1), List.of(), request -> page(request, 1));
        await().pollDelay(Duration.ofMillis(300)).until(() -> !seen.isEmpty());
        assertThat(seen).as("a second look may follow after 12 s").hasSize(1);
    }

    private Looks open(
            Duration every, List<String> extensions, Function<PlatformRequest, Future<PlatformResponse>> answers) {
        Platform platform = request -> {
            asked.add(request);
            return answers.apply(request);
        };
        QuotaState heavy = new QuotaState(RateGroup.HEAVY, 10, MINUTE, 10, 0, Optional.empty());
        Looks looks = new Looks(
                vertx,
                platform,
                () -> Future.succeededFuture(List.of(heavy)),
                new LookSettings(every, extensions, Duration.ofMillis(10)),
                InstantSource.system());
        vertx.runOnContext(go -> looks.open(new LookListener() {
            @Override
            public void seen(Look look) {
                seen.add(look);
            }

            @Override
            public void failed(String why, Duration again) {
                failed.add(why);
            }
        }));
        return looks;
    }

    /** One record a page, and a next page until the last. */
    private static Future<PlatformResponse> page(PlatformRequest request, int pages) {
        int number = request.query().containsKey("page")
                ? Integer.parseInt(request.query().get("page").get(0))
                : 1;
        JsonObject navigation = new JsonObject();
        if (number < pages) {
            navigation.put("nextPage", new JsonObject().put("uri", request.path() + "?page=" + (number + 1)));
        }
        JsonObject body = new JsonObject()
                .put("records", new JsonArray().add(new JsonObject().put("id", "r" + number)))
                .put("navigation", navigation);
        return Future.succeededFuture(new PlatformResponse(200, MultiMap.caseInsensitiveMultiMap(), body.toBuffer()));
    }

    private static JsonObject body(Look look) {
        return new JsonObject(io.vertx.core.buffer.Buffer.buffer(look.body()));
    }
}
