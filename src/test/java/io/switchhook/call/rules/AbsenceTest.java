package io.switchhook.call.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.Call;
import io.switchhook.call.CallState;
import io.switchhook.call.Health;
import io.switchhook.call.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an absence proves, and what it does not. */
class AbsenceTest {
    private static final RulesConfig ASKING = RulesConfig.DEFAULTS;
    private static final RulesConfig ALONE = RulesConfig.DEFAULTS.expecting(true, true, false);

    @Test
    void frequent_looks_end_a_ghost_after_two_of_them_and_one_question() {
        Told told = talking(ASKING, "gone");
        told.hear(12_000, "look complete @12000 :");
        told.hear(22_000, "look complete @22000 :");
        assertThat(only(told).state().isOver()).isFalse();
        told.hear(32_000, "look complete @32000 :");
        assertThat(only(told).state().isOver()).isTrue();
        assertThat(only(told).cause()).contains("reconciled");
    }

    @Test
    void a_session_that_the_platform_still_knows_goes_on() {
        Told told = talking(ASKING, "there");
        for (long at = 100_000; at < 1_000_000; at += 100_000) {
            told.hear(at, "look complete @" + at + " :");
        }
        assertThat(only(told).state().isOver()).isFalse();
    }

    @Test
    void the_answer_about_a_call_in_doubt_brings_the_answer_whose_report_was_lost() {
        Told told = new Told(ASKING, (ask, ms) -> Optional.empty());
        told.hear(100, "session s-1/400116 #2 @0 p-1-1 out outside INITIATED from +14155550123 to +12055550100");
        told.hear(200, "session s-1/400116 #3 @100 p-1-2 in 101 ALERTING from +14155550123 to +12055550100");
        told.hear(100_000, "look complete @100000 :");
        told.hear(200_000, "look complete @200000 :");
        told.hear(200_200, "asked s-1 there p-1-1 out outside CONNECTED ; p-1-2 in 101 CONNECTED");
        assertThat(only(told).health()).isEqualTo(Health.LIVE);
        assertThat(only(told).outcome()).isEmpty();
        assertThat(only(told).state()).isEqualTo(CallState.TALKING);
        assertThat(only(told).answeredBy()).isPresent();
        assertThat(told.numbering()).isEmpty();
    }

    @Test
    void the_answer_about_a_ghost_whose_parties_are_all_over_ends_it_with_the_cause() {
        Told told = talking(ASKING, "");
        told.hear(100_000, "look complete @100000 :");
        told.hear(200_000, "look complete @200000 :");
        told.hear(200_200, "asked s-1 there p-1-1 out outside ENDED ; p-1-2 in 101 ENDED");
        assertThat(only(told).state().isOver()).isTrue();
        assertThat(only(told).cause()).contains("reconciled");
    }

    @Test
    void an_answer_about_a_call_that_was_heard_of_meanwhile_changes_nothing() {
        Told told = talking(ASKING, "");
        told.hear(100_000, "look complete @100000 :");
        told.hear(200_000, "look complete @200000 :");
        told.hear(200_100, "session s-1/400116 #5 @200000 p-1-2 in 101 HELD");
        told.hear(200_200, "asked s-1 there p-1-1 out outside ENDED ; p-1-2 in 101 ENDED");
        assertThat(only(told).state()).isEqualTo(CallState.HELD);
    }

    @Test
    void a_report_between_question_and_answer_proves_life() {
        Told told = talking(ASKING, "");
        told.hear(100_000, "look complete @100000 :");
        told.hear(200_000, "look complete @200000 :");
        told.hear(200_100, "session s-1/400116 #5 @200000 p-1-2 in 101 HELD");
        told.hear(200_200, "asked s-1 gone");
        assertThat(only(told).state().isOver()).isFalse();
        assertThat(only(told).health()).isEqualTo(Health.LIVE);
    }

    @Test
    void partial_looks_prove_nothing_however_many() {
        Told told = talking(ALONE, "");
        for (long at = 100_000; at < 1_000_000; at += 100_000) {
            told.hear(at, "look partial @" + at + " :");
        }
        assertThat(only(told).state().isOver()).isFalse();
        assertThat(told.refusals.stream().map(Refusal::reason)).containsOnly(Refusal.Reason.PROVES_NOTHING);
    }

    @Test
    void a_finished_record_of_a_phone_that_merely_rang_ends_nothing() {
        Told told = talking(ASKING, "there");
        told.hear(9_100, "session s-1/400116 #5 @9000 p-1-2 in 101 HELD");
        told.hear(
                30_000,
                "look complete @30000 : s-1/400116 in 102 started 0 took 1000 result Missed ; s-1/400116 in 101 live"
                        + " answered");
        told.hear(60_000, "look complete @60000 : s-1/400116 in 102 started 0 took 1000 result Missed");
        assertThat(only(told).state().isOver()).isFalse();
    }

    @Test
    void a_call_taken_for_lost_that_is_listed_as_live_is_reopened() {
        Told told = talking(ALONE, "");
        told.hear(100_000, "look complete @100000 :");
        told.hear(200_000, "look complete @200000 :");
        assertThat(only(told).state().isOver()).isTrue();
        told.hear(300_000, "look complete @300000 : s-1/400116 in 101 live answered");
        assertThat(only(told).state().isOver()).isFalse();
        assertThat(told.numbering()).isEmpty();
    }

    @Test
    void a_record_of_an_answer_corrects_a_call_that_seemed_missed() {
        Told told = new Told(ASKING, (ask, ms) -> Optional.empty());
        told.hear(100, "session s-1/400116 #2 @0 p-1-1 out outside INITIATED from +14155550123 to +12055550100");
        told.hear(200, "session s-1/400116 #3 @100 p-1-2 in 101 ALERTING from +14155550123 to +12055550100");
        told.hear(9_100, "session s-1/400116 #5 @9000 p-1-2 in 101 ENDED from +14155550123 to +12055550100");
        told.hear(9_200, "session s-1/400116 #6 @9010 p-1-1 out outside ENDED from +14155550123 to +12055550100");
        told.finish();
        assertThat(only(told).outcome()).contains(Outcome.MISSED);
        told.hear(60_000, "look complete @60000 : s-1/400116 in 101 started 0 took 9000 answered result Accepted");
        assertThat(only(told).outcome()).contains(Outcome.ANSWERED);
        assertThat(told.numbering()).isEmpty();
    }

    @Test
    void an_end_that_waits_and_a_report_that_waits_do_not_block_each_other() {
        Told told = new Told(ASKING, (ask, ms) -> Optional.empty());
        told.hear(100, "session s-1/400116 #2 @0 p-1-1 out outside ENDED from +14155550123 to +12055550100");
        told.hear(1_500, "session s-1/400116 #9 @1400 p-1-2 in 101 ENDED from +14155550123 to +12055550100");
        told.finish();
        assertThat(only(told).state().isOver()).isTrue();
    }

    @Test
    void the_second_half_of_a_ring_out_may_come_first_and_without_numbers() {
        List<String> halves = List.of(
                "session s-2/12039161004 #2 @10 p-2-1 out 101 ALERTING origin RingOut role Target",
                "session s-1/12039160004 #2 @0 p-1-1 in 101 ALERTING origin RingOut role Initiator");
        Told told = new Told(ASKING, (ask, ms) -> Optional.empty());
        told.hear(100, halves.get(0));
        told.hear(200, halves.get(1));
        assertThat(only(told).ids().sessionIds()).containsExactly("12039161004", "12039160004");
    }

    private static Told talking(RulesConfig config, String answer) {
        Told told = new Told(
                config,
                (ask, ms) -> ask instanceof Ask.Session && !answer.isEmpty()
                        ? Optional.of("asked s-1 " + answer)
                        : Optional.empty());
        told.hear(100, "session s-1/400116 #2 @0 p-1-1 out outside CONNECTED from +14155550123 to +12055550100");
        told.hear(200, "session s-1/400116 #3 @100 p-1-2 in 101 ALERTING from +14155550123 to +12055550100");
        told.hear(2_100, "session s-1/400116 #4 @2000 p-1-2 in 101 CONNECTED from +14155550123 to +12055550100");
        return told;
    }

    private static Call only(Told told) {
        assertThat(told.last()).hasSize(1);
        return told.last().values().iterator().next();
    }
}
