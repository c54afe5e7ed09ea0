package io.switchhook.ringcentral.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a platform with a strict sliding window of one second, on a real socket. */
class SelfRestraintTest {
    private static final long WINDOW_NANOS = 1_000_000_000L;

    private final Vertx vertx = Vertx.vertx();
    private final Deque<Long> seen = new ArrayDeque<>();
    private final AtomicInteger refused = new AtomicInteger();
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
    void the_default_limit_is_kept_when_the_platform_tells_none() {
        platform.usual = response -> strict(response, QuotaWindow.defaultLimit(RateGroup.HEAVY), false);
        askOften(35);
        assertThat(refused).hasValue(0);
    }

    @Test
    void a_lower_limit_is_learnt_from_the_headers_before_it_is_exceeded() {
        platform.usual = response -> strict(response, 4, true);
        askOften(14);
        assertThat(refused).hasValue(0);
    }

    private void askOften(int times) {
        List<Future<?>> answers = new ArrayList<>();
        for (int number = 0; number < times; number++) {
            Priority priority = number % 3 == 0 ? Priority.LIVE : Priority.HISTORY;
            answers.add(client.send(PlatformRequest.of(HttpMethod.GET, "/x", RateGroup.HEAVY, priority)));
        }
        Waits.get(Future.join(answers));
        assertThat(platform.apiRequests()).hasSize(times);
    }

    /** Answers run on the one event loop of the server. */
    private void strict(HttpServerResponse response, int limit, boolean tells) {
        long now = System.nanoTime();
        while (!seen.isEmpty() && now - seen.getFirst() >= WINDOW_NANOS) {
            seen.removeFirst();
        }
        seen.addLast(now);
        if (tells) {
            response.putHeader("X-Rate-Limit-Group", "heavy")
                    .putHeader("X-Rate-Limit-Limit", "" + limit)
                    .putHeader("X-Rate-Limit-Remaining", "" + Math.max(0, limit - seen.size()))
                    .putHeader("X-Rate-Limit-Window", "1");
        }
        if (seen.size() > limit) {
            refused.incrementAndGet();
            FakePlatform.limited("1").accept(response);
        } else {
            FakePlatform.json(response, 200, new JsonObject());
        }
    }
}
