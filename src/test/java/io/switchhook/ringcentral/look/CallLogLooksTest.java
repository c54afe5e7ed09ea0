package io.switchhook.ringcentral.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchhook.ringcentral.rest.PlatformError;
import io.switchhook.ringcentral.rest.PlatformRequest;
import io.switchhook.ringcentral.rest.PlatformResponse;
import io.switchhook.ringcentral.rest.Priority;
import io.switchhook.ringcentral.rest.QuotaState;
import io.switchhook.ringcentral.rest.RateGroup;
import io.switchhook.ringcentral.rest.RemoteFailure;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallLogLooksTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Instant NINE = Instant.parse("2026-03-04T09:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final Queue<PlatformRequest> asked = new ConcurrentLinkedQueue<>();
    private final Queue<JsonObject> seen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void one_look_serves_all_who_wait_and_gives_way_to_live_looks() {
        CallLogLooks looks = looks(List.of(), request -> page(request, 1, "r1"));
        run(() -> {
            for (int i = 0; i < 100; i++) {
                looks.await(NINE.plusSeconds(i), NINE.plusSeconds(i + 60));
            }
        });
        await().atMost(LIMIT).until(() -> seen.size() == 1);
        assertThat(asked).hasSize(1);
        PlatformRequest request = asked.peek();
        assertThat(request.path()).isEqualTo("/restapi/v1.0/account/~/call-log");
        assertThat(request.group()).isEqualTo(RateGroup.HEAVY);
        assertThat(request.priority()).isEqualTo(Priority.HISTORY);
        assertThat(request.query().get("view")).containsExactly("Detailed");
        assertThat(request.query().get("dateFrom")).containsExactly("2026-03-04T09:00:00Z");
        assertThat(request.query().get("dateTo")).containsExactly("2026-03-04T09:02:39Z");
        JsonObject body = seen.peek();
        assertThat(body.getBoolean("complete")).isTrue();
        assertThat(body.getLong("since")).isEqualTo(NINE.toEpochMilli());
        assertThat(body.getLong("until")).isEqualTo(NINE.plusSeconds(159).toEpochMilli());
    }

    @Test
    void times_far_apart_are_not_joined_by_all_that_lies_between() {
        CallLogLooks looks = looks(List.of(), request -> page(request, 1, "r1"));
        run(() -> {
            looks.await(NINE, NINE.plusSeconds(60));
            looks.await(NINE.minusSeconds(8 * 3600), NINE.minusSeconds(7 * 3600));
        });
        await().atMost(LIMIT).until(() -> seen.size() == 2);
        assertThat(asked.stream().map(request -> request.query().get("dateTo").get(0)))
                .containsExactly("2026-03-04T02:00:00Z", "2026-03-04T09:01:00Z");
    }

    @Test
    void a_look_of_several_pages_is_complete_with_its_last_one() {
        CallLogLooks looks = looks(List.of(), request -> page(request, 3, "r" + number(request)));
        run(() -> looks.await(NINE, NINE.plusSeconds(60)));
        await().atMost(LIMIT).until(() -> seen.size() == 3);
        assertThat(seen.stream().map(body -> body.getBoolean("complete"))).containsExactly(false, false, true);
    }

    @Test
    void a_record_is_evidence_once_and_again_when_it_changed() {
        String[] result = {"Missed"};
        CallLogLooks looks = looks(List.of(), request -> page(request, 1, result[0]));
        run(() -> looks.await(NINE, NINE.plusSeconds(60)));
        await().atMost(LIMIT).until(() -> seen.size() == 1);
        run(() -> looks.await(NINE, NINE.plusSeconds(60)));
        await().atMost(LIMIT).until(() -> seen.size() == 2);
        result[0] = "Voicemail";
        run(() -> looks.await(NINE, NINE.plusSeconds(60)));
        await().atMost(LIMIT).until(() -> seen.size() == 3);
        assertThat(seen.stream().map(body -> body.getJsonArray("records").size()))
                .containsExactly(1, 0, 1);
    }

    @Test
    void a_failure_proves_nothing_and_is_tried_again() {
        int[] failures = {1};
        CallLogLooks looks = looks(
                List.of(),
                request -> failures[0]-- > 0
                        ? Future.failedFuture(
                                new RemoteFailure.Unavailable("test", 503, PlatformError.NONE, Optional.empty()))
                        : page(request, 1, "r1"));
        run(() -> looks.await(NINE, NINE.plusSeconds(60)));
        await().atMost(LIMIT).until(() -> seen.size() == 1);
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_call_log_that_is_forbidden_lacks_every_call_and_is_not_asked_again_at_once() {
        CallLogLooks looks = looks(
                List.of(),
                request -> Future.failedFuture(new RemoteFailure.Forbidden("test", 403, PlatformError.NONE)));
        run(() -> looks.await(NINE, NINE.plusSeconds(60)));
        await().atMost(LIMIT).until(() -> seen.size() == 1);
        run(() -> looks.await(NINE, NINE.plusSeconds(60)));
        await().atMost(LIMIT).until(() -> seen.size() == 2);
        assertThat(asked).hasSize(1);
        assertThat(seen).allMatch(body -> body.getBoolean("refused") && body.getBoolean("complete"));
    }

    @Test
    void what_was_missed_is_over_with_its_last_page_and_a_refusal_says_so() {
        CallLogLooks looks = looks(List.of(), request -> page(request, 3, "r" + number(request)));
        AtomicReference<Future<Void>> over = new AtomicReference<>();
        run(() -> over.set(looks.recover(NINE.minusSeconds(3600), NINE)));
        await().atMost(LIMIT).until(() -> over.get() != null && over.get().succeeded());
        assertThat(seen).hasSize(3);
        CallLogLooks forbidden = looks(
                List.of(),
                request -> Future.failedFuture(new RemoteFailure.Forbidden("test", 403, PlatformError.NONE)));
        AtomicReference<Future<Void>> refused = new AtomicReference<>();
        run(() -> refused.set(forbidden.recover(NINE.minusSeconds(3600), NINE)));
        await().atMost(LIMIT).until(() -> refused.get() != null && refused.get().failed());
    }

    @Test
    void whoever_waits_goes_before_the_next_page_of_what_was_missed() {
        CallLogLooks looks = looks(List.of(), request -> page(request, 50, "r" + number(request)));
        run(() -> {
            looks.recover(NINE.minusSeconds(3600), NINE);
            looks.await(NINE.plusSeconds(7200), NINE.plusSeconds(7260));
        });
        await().atMost(LIMIT).until(() -> asked.stream().anyMatch(request -> isFrom(request, "2026-03-04T11:00:00Z")));
        List<PlatformRequest> order = List.copyOf(asked);
        int waited = order.indexOf(order.stream()
                .filter(request -> isFrom(request, "2026-03-04T11:00:00Z"))
                .findFirst()
                .orElseThrow());
        assertThat(waited).as("page of the hour after which it came").isLessThan(50);
    }

    @Test
    void listed_extensions_are_looked_at_one_by_one() {
        CallLogLooks looks = looks(List.of("201", "202"), request -> page(request, 1, request.path()));
        run(() -> looks.await(NINE, NINE.plusSeconds(60)));
        await().atMost(LIMIT).until(() -> seen.size() == 2);
        assertThat(asked.stream().map(PlatformRequest::path))
                .containsExactly(
                        "/restapi/v1.0/account/~/extension/201/call-log",
                        "/restapi/v1.0/account/~/extension/202/call-log");
        assertThat(seen.stream().map(body -> body.getBoolean("complete"))).containsExactly(false, true);
    }

    @Test
    void the_quota_sets_the_pace() {
        LookSettings settings = LookSettings.of(Duration.ofSeconds(100), List.of());
        Duration minute = Duration.ofMinutes(1);
        assertThat(settings.affordableLog(1, 10, minute)).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.affordableLog(6, 10, minute)).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.affordableLog(1, 6_000, minute)).isEqualTo(Duration.ofSeconds(5));
    }

    private void run(Runnable task) {
        vertx.runOnContext(go -> task.run());
    }

    private static boolean isFrom(PlatformRequest request, String from) {
        return request.query().get("dateFrom").contains(from);
    }

    private static int number(PlatformRequest request) {
        return Integer.parseInt(request.query().get("page").get(0));
    }

    private CallLogLooks looks(List<String> extensions, Function<PlatformRequest, Future<PlatformResponse>> answers) {
        QuotaState heavy =
                new QuotaState(RateGroup.HEAVY, 100_000, Duration.ofMinutes(1), 100_000, 0, Optional.empty());
        CallLogLooks looks = new CallLogLooks(
                vertx,
                request -> {
                    asked.add(request);
                    return answers.apply(request);
                },
                () -> Future.succeededFuture(List.of(heavy)),
                new LookSettings(Duration.ofHours(1), extensions, Duration.ofMillis(10)),
                InstantSource.system());
        run(() -> looks.open(new LookListener() {
            @Override
            public void seen(Look look) {
                seen.add(new JsonObject(io.vertx.core.buffer.Buffer.buffer(look.body())));
            }

            @Override
            public void failed(String why, Duration again) {
                throw new AssertionError(why);
            }
        }));
        return looks;
    }

    /** One record a page, and a next page until the last. */
    private static Future<PlatformResponse> page(PlatformRequest request, int pages, String result) {
        JsonObject navigation = new JsonObject();
        int number = number(request);
        if (number < pages) {
            String from = request.query().get("dateFrom").get(0);
            String next = request.path() + "?dateFrom=" + from + "&page=" + (number + 1);
            navigation.put("nextPage", new JsonObject().put("uri", next));
        }
        JsonObject record = new JsonObject().put("id", "r" + number).put("result", result);
        JsonObject body =
                new JsonObject().put("records", new JsonArray().add(record)).put("navigation", navigation);
        return Future.succeededFuture(new PlatformResponse(200, MultiMap.caseInsensitiveMultiMap(), body.toBuffer()));
    }
}
