package io.switchhook.ringcentral.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one rate group bears, moment by moment. */
class QuotaWindowTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final QuotaWindow heavy = new QuotaWindow(RateGroup.HEAVY, QuotaSettings.DEFAULTS);

    @Test
    void the_limits_of_the_documentation_hold_until_an_answer_tells_others() {
        assertThat(List.of(RateGroup.values()))
                .map(group -> new QuotaWindow(group, QuotaSettings.DEFAULTS).limit())
                .containsExactly(50, 40, 10, 5);
        heavy.learn(headers("Heavy", "25", "24", "30"), NOON);
        assertThat(heavy.limit()).isEqualTo(25);
        assertThat(heavy.window()).isEqualTo(Duration.ofSeconds(30));
        assertThat(heavy.remaining(NOON)).isEqualTo(24);
    }

    @Test
    void before_the_first_answer_only_a_few_requests_are_in_flight() {
        assertThat(sendAll(Priority.LIVE, NOON)).isEqualTo(QuotaWindow.UNTOLD_IN_FLIGHT_MAX);
        assertThat(heavy.roomAt(Priority.LIVE, NOON)).isEmpty();
        heavy.learn(QuotaHeaders.NONE, NOON);
        assertThat(sendAll(Priority.LIVE, NOON)).isEqualTo(10 - QuotaWindow.UNTOLD_IN_FLIGHT_MAX);
    }

    @Test
    void a_request_counts_until_a_window_and_a_margin_after_its_answer() {
        heavy.learn(headers("heavy", "1", "1", "60"), NOON);
        heavy.sent();
        Instant answered = NOON.plusSeconds(40);
        assertThat(heavy.hasRoom(Priority.LIVE, NOON.plusSeconds(300))).isFalse();
        heavy.settled(answered);
        assertThat(heavy.hasRoom(Priority.LIVE, answered.plusSeconds(61))).isFalse();
        assertThat(heavy.hasRoom(Priority.LIVE, answered.plusSeconds(61).plusMillis(1)))
                .isTrue();
    }

    @Test
    void a_quarter_of_the_window_is_kept_for_live_requests() {
        heavy.learn(QuotaHeaders.NONE, NOON);
        assertThat(sendAll(Priority.HISTORY, NOON)).isEqualTo(7);
        assertThat(sendAll(Priority.LIVE, NOON)).isEqualTo(3);
    }

    @Test
    void a_limit_of_one_still_lets_history_through() {
        heavy.learn(headers("heavy", "1", "1", "60"), NOON);
        assertThat(heavy.hasRoom(Priority.HISTORY, NOON)).isTrue();
    }

    @Test
    void a_penalty_stops_everything_until_it_is_over_and_a_shorter_one_never_ends_it() {
        heavy.penalize(Duration.ofSeconds(60), NOON);
        heavy.penalize(Duration.ofSeconds(5), NOON.plusSeconds(1));
        assertThat(heavy.hasRoom(Priority.LIVE, NOON.plusSeconds(61))).isFalse();
        assertThat(heavy.penaltyLeft(NOON)).contains(Duration.ofSeconds(61));
        assertThat(heavy.roomAt(Priority.LIVE, NOON))
                .contains(NOON.plusSeconds(61).plusMillis(1));
        assertThat(heavy.hasRoom(Priority.LIVE, NOON.plusSeconds(61).plusMillis(1)))
                .isTrue();
    }

    @Test
    void what_others_of_the_same_user_and_app_have_used_counts_too() {
        heavy.learn(headers("heavy", "10", "2", "60"), NOON);
        assertThat(sendAll(Priority.LIVE, NOON)).isEqualTo(2);
    }

    @Test
    void a_request_that_was_never_sent_gives_its_place_back() {
        heavy.learn(headers("heavy", "1", "1", "60"), NOON);
        heavy.sent();
        heavy.withdrawn();
        assertThat(heavy.hasRoom(Priority.LIVE, NOON)).isTrue();
    }

    @Test
    void the_whole_limit_is_used_in_every_window() {
        heavy.learn(QuotaHeaders.NONE, NOON);
        Instant now = NOON;
        for (int window = 0; window < 3; window++) {
            int sent = sendAll(Priority.LIVE, now);
            assertThat(sent).isEqualTo(10);
            for (int answer = 0; answer < sent; answer++) {
                heavy.settled(now);
            }
            now = heavy.roomAt(Priority.LIVE, now).orElseThrow();
        }
        assertThat(now).isEqualTo(NOON.plusSeconds(3 * 61).plusMillis(3));
    }

    @Test
    void absurd_headers_are_not_believed() {
        heavy.learn(headers("Plasma", "0", "-3", "999999"), NOON);
        assertThat(heavy.limit()).isEqualTo(10);
        assertThat(heavy.window()).isEqualTo(Duration.ofSeconds(60));
        assertThat(headers("Plasma", "x", "", "1.5")).isEqualTo(QuotaHeaders.NONE);
        assertThat(headers("lIgHt", "1", "1", "1").group()).isEqualTo(Optional.of(RateGroup.LIGHT));
    }

    @Test
    void the_queue_is_bounded_for_each_priority() {
        QuotaLine<Integer> line = new QuotaLine<>(heavy);
        for (int number = 0; number < QuotaLine.WAITING_MAX; number++) {
            assertThat(line.offer(number, Priority.HISTORY)).isTrue();
        }
        assertThat(line.offer(-1, Priority.HISTORY)).isFalse();
        assertThat(line.offer(-2, Priority.LIVE)).isTrue();
        line.putBack(-3, Priority.LIVE);
        assertThat(line.poll(NOON)).contains(-3);
        assertThat(line.poll(NOON)).contains(-2);
        assertThat(line.poll(NOON)).contains(0);
    }

    private int sendAll(Priority priority, Instant now) {
        int sent = 0;
        while (heavy.hasRoom(priority, now)) {
            heavy.sent();
            sent++;
        }
        return sent;
    }

    private static QuotaHeaders headers(String group, String limit, String remaining, String window) {
        return QuotaHeaders.read(MultiMap.caseInsensitiveMultiMap()
                .add("x-rate-limit-group", group)
                .add("X-RATE-LIMIT-LIMIT", limit)
                .add("X-Rate-Limit-Remaining", remaining)
                .add("X-Rate-Limit-Window", window));
    }
}
