package io.switchhook.call.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.call.CallEvent;
import io.switchhook.call.rules.World.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One inbound call of seven reports, told in every order that the network may choose. */
class EveryOrderTest {
    private static final List<Report> CALL =
            new World(new Scenes(new Random(1)).answered(1_000, "101", "102")).sessions();

    @Test
    void every_order_within_the_gap_wait_yields_the_same_events() {
        List<String> expected = Told.of(RulesConfig.DEFAULTS, CALL).plain();
        assertThat(CALL).hasSize(7);
        permute(
                new ArrayList<>(CALL),
                0,
                order -> assertThat(
                                Told.of(RulesConfig.DEFAULTS, paced(order, 200)).plain())
                        .as("%s", order)
                        .isEqualTo(expected));
    }

    @Test
    void every_order_heard_twice_yields_the_same_events_and_refuses_the_repeats() {
        List<String> expected = Told.of(RulesConfig.DEFAULTS, CALL).plain();
        permute(new ArrayList<>(CALL), 2, order -> {
            List<Report> twice = new ArrayList<>(order);
            twice.addAll(order);
            Told told = Told.of(RulesConfig.DEFAULTS, paced(twice, 90));
            assertThat(told.plain()).as("%s", order).isEqualTo(expected);
            assertThat(told.refusals.stream().map(Refusal::reason)).containsOnly(Refusal.Reason.DUPLICATE);
            assertThat(told.refusals).hasSize(CALL.size());
        });
    }

    @Test
    void every_order_at_any_distance_comes_to_the_same_story() {
        Told expected = Told.of(RulesConfig.DEFAULTS, CALL);
        permute(new ArrayList<>(CALL), 1, order -> {
            Told told = Told.of(RulesConfig.DEFAULTS, paced(order, 4_000));
            assertThat(told.finals()).as("%s", order).isEqualTo(expected.finals());
            assertThat(told.numbering()).isEmpty();
        });
    }

    @Test
    void nothing_waits_when_nothing_is_missing() {
        Told told = new Told(RulesConfig.DEFAULTS, (ask, ms) -> Optional.empty());
        for (Report report : paced(asMade(), 200)) {
            int before = told.events.size();
            told.hear(report.heardMs(), report.line());
            for (CallEvent event : told.events.subList(before, told.events.size())) {
                assertThat(event.observedAt()).isEqualTo(Lines.at(report.heardMs()));
            }
            // Who hung up is known; that the other end is over too is told at its own report, or in a while without.
            boolean hungUp = report.line().contains(" ENDED ");
            assertThat(told.calls.isPending() && !hungUp).as("%s", report).isFalse();
        }
        assertThat(told.events.get(told.events.size() - 1).type().word()).isEqualTo("call.ended");
    }

    private static List<Report> asMade() {
        return CALL.stream().sorted(Comparator.comparingLong(Report::sentMs)).toList();
    }

    private static List<Report> paced(List<Report> order, int stepMs) {
        List<Report> paced = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            paced.add(order.get(i).heardAt(100_000 + (long) i * stepMs));
        }
        return paced;
    }

    private interface Check {
        void of(List<Report> order);
    }

    private static void permute(List<Report> reports, int from, Check check) {
        if (from == reports.size()) {
            check.of(reports);
            return;
        }
        for (int i = from; i < reports.size(); i++) {
            Collections.swap(reports, from, i);
            permute(reports, from + 1, check);
            Collections.swap(reports, from, i);
        }
    }
}
