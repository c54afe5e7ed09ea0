package io.switchhook.call.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.Call;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The two sessions of a RingOut, where the reports that would have shown it at once are missing. */
class RingOutHalvesTest {
    private static final String OUTSIDE = "+12125550199";

    @Test
    void halves_with_the_same_ends_and_opposite_directions_are_one_call() {
        Told told = new Told(
                RulesConfig.DEFAULTS.expecting(true, false, true),
                (ask, ms) -> List.<String>of().stream().findFirst());
        told.hear(100, "presence 103 #9 @50 : s-1b/400101016 out ENDED from 103 to " + OUTSIDE + " last");
        told.hear(
                90_000,
                "look complete @90000 : s-1/400100016 in 103 from 103 to " + OUTSIDE
                        + " started 0 took 9000 result Missed");
        told.finish();
        assertThat(told.last()).hasSize(1);
    }

    @Test
    void halves_already_told_apart_are_joined_and_neither_alone_is_an_answer() {
        Told told = new Told(
                RulesConfig.DEFAULTS, (ask, ms) -> List.<String>of().stream().findFirst());
        told.hear(100, "presence 101 #9 @50 : -/12039160004 in CONNECTED");
        told.hear(2_000, "presence 101 #19 @1950 : -/12039160004 in CONNECTED ; -/12039161004 out CONNECTED");
        told.hear(
                6_000,
                "session s-2/12039161004 #3 @5900 p-2-1 out 101 CONNECTED from 101 to " + OUTSIDE
                        + " origin RingOut role Target");
        told.hear(
                20_000,
                "session s-2/12039161004 #4 @19900 p-2-1 out 101 ENDED from 101 to " + OUTSIDE
                        + " origin RingOut role Target");
        told.hear(20_100, "presence 101 #29 @20000 : -/12039160004 in ENDED last ; -/12039161004 out ENDED last");
        told.finish();
        Map<String, Call> last = told.last();
        assertThat(last).hasSize(2);
        assertThat(last.values().stream().map(Call::conversationId).distinct()).hasSize(1);
        assertThat(last.values()).allMatch(call -> call.around().links().size() == 1);
        assertThat(last.values()).noneMatch(call -> call.answeredBy().isPresent());
    }
}
