package io.switchhook.ringcentral.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.ringcentral.push.SilenceWatch.Suspicion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When silence is suspicious, in virtual time. */
class SilenceWatchTest {
    private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");

    private final SilenceWatch watch = new SilenceWatch(SilenceWatch.Times.DEFAULTS);

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    @Test
    void a_feed_that_was_silent_while_calls_began_is_suspected_after_its_last_chance() {
        watch.stands("pubnub", at(0));
        watch.heard("pubnub", at(30));
        watch.happened(at(100), at(200));
        assertThat(watch.deadline()).contains(at(210));
        assertThat(watch.suspects(at(209))).isEmpty();
        assertThat(watch.suspects(at(210)))
                .containsExactly(new Suspicion(
                        "pubnub", at(30), "silent for 180 s while active calls show that calls began or ended"));
        assertThat(watch.deadline()).isEmpty();
    }

    @Test
    void a_word_just_after_the_look_clears_a_feed() {
        watch.stands("pubnub", at(0));
        watch.happened(at(100), at(200));
        watch.heard("pubnub", at(205));
        assertThat(watch.suspects(at(210))).isEmpty();
    }

    @Test
    void only_the_silent_one_of_two_feeds_is_suspected() {
        watch.stands("pubnub", at(0));
        watch.stands("websocket", at(0));
        watch.heard("websocket", at(150));
        watch.happened(at(100), at(200));
        assertThat(watch.suspects(at(210))).extracting(Suspicion::feed).containsExactly("pubnub");
    }

    @Test
    void silence_without_calls_means_nothing() {
        watch.stands("pubnub", at(0));
        assertThat(watch.deadline()).isEmpty();
        assertThat(watch.suspects(at(100_000))).isEmpty();
    }

    @Test
    void a_feed_that_stands_only_since_the_calls_or_recovers_or_hears_no_calls_is_not_suspected() {
        watch.stands("young", at(150));
        watch.stands("lost", at(0));
        watch.excused("lost");
        watch.happened(at(100), at(300));
        assertThat(watch.suspects(at(310))).isEmpty();
    }

    @Test
    void a_feed_heard_within_a_minute_is_not_suspected() {
        watch.stands("websocket", at(0));
        watch.heard("websocket", at(170));
        watch.happened(at(180), at(190));
        assertThat(watch.suspects(at(200))).isEmpty();
    }

    @Test
    void a_feed_that_stays_silent_is_suspected_ever_more_rarely() {
        List<Duration> apart = new ArrayList<>();
        Instant last = START;
        watch.stands("websocket", START);
        for (long second = 100; second < 200_000; second += 100) {
            watch.happened(at(second - 100), at(second - 10));
            if (!watch.suspects(at(second)).isEmpty()) {
                apart.add(Duration.between(last, at(second)));
                last = at(second);
                watch.stands("websocket", at(second));
            }
        }
        assertThat(apart)
                .startsWith(
                        Duration.ofSeconds(200), Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(40))
                .endsWith(Duration.ofHours(4));
        watch.heard("websocket", last.plusSeconds(1));
        watch.happened(last.plusSeconds(100), last.plusSeconds(200));
        assertThat(watch.suspects(last.plusSeconds(210))).hasSize(1);
    }
}
