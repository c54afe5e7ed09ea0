package io.switchhook.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Windows and penalties, with the time as an argument. */
class RateLimiterTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final RateLimiter limiter = new RateLimiter(SimulatorOptions.RateLimits.DEFAULTS);

    private boolean admits(long second) {
        return limiter.admit("app", "heavy", T0.plusSeconds(second)).refusal().isEmpty();
    }

    private void useUp() {
        for (int request = 0; request < 10; request++) {
            assertThat(admits(0)).isTrue();
        }
    }

    @Test
    void the_window_slides() {
        useUp();
        assertThat(admits(61)).isTrue();
    }

    @Test
    void every_request_during_the_penalty_starts_it_anew() {
        useUp();
        assertThat(admits(1)).isFalse();
        assertThat(admits(60)).isFalse();
        assertThat(admits(119)).isFalse();
        assertThat(admits(178)).isFalse();
        assertThat(admits(238)).isTrue();
    }

    @Test
    void groups_and_applications_have_their_own_buckets() {
        useUp();
        assertThat(limiter.admit("app", "light", T0).refusal()).isEmpty();
        assertThat(limiter.admit("other", "heavy", T0).refusal()).isEmpty();
        assertThat(limiter.admit("app", "heavy", T0).refusal()).isPresent();
    }

    @Test
    void headers_count_down_in_lower_case_groups() {
        assertThat(limiter.admit("app", "heavy", T0).headers())
                .containsEntry("X-Rate-Limit-Group", "heavy")
                .containsEntry("X-Rate-Limit-Limit", "10")
                .containsEntry("X-Rate-Limit-Remaining", "9")
                .containsEntry("X-Rate-Limit-Window", "60");
    }
}
