package io.switchhook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The proof in the length that every run of the tests has; {@code scripts/prove} runs millions. */
class ProofTest {
    /** Bounded by count, not by time; {@code -Dproof.calls} and {@code -Dproof.seed} change it. */
    private static final long CALLS = Long.getLong("proof.calls", 200_000);

    private static final long SEED = Long.getLong("proof.seed", Prove.SEED);

    @Test
    void every_kind_of_call_reaches_the_bar_in_every_view_and_weather() {
        System.out.println("ProofTest: -Dproof.seed=" + SEED + " -Dproof.calls=" + CALLS);
        Bar bar = new Bar();
        Figures whole = new Figures();
        Figures lossy = new Figures();
        for (View view : View.values()) {
            for (Weather weather : Weather.ALL) {
                long calls = CALLS * Prove.SHARES.get(weather.name()) / 100 / View.values().length;
                Figures figures = new Trial(view, weather, java.util.Optional.empty(), 1, System.out).run(calls, SEED);
                bar.judge(view, weather, figures);
                (weather.isWhole() ? whole : lossy).add(figures);
            }
        }
        System.out.println("everything arrives\n" + whole.table() + "\nreports are lost\n" + lossy.table());
        bar.used().forEach((line, cells) -> System.out.println("known: " + line + " (" + cells + ")"));
        assertThat(bar.failures()).as("kinds below the bar").isEmpty();
        assertThat(whole.calls() + lossy.calls()).as("calls tried").isGreaterThan(CALLS * 8 / 10);
        bar.idle().forEach(line -> System.out.println("not needed any more: " + line));
    }

    @Test
    void every_kind_has_a_truth_for_each_of_its_calls() {
        List<String> silent = new ArrayList<>();
        for (Script script : ScriptBook.ALL) {
            for (String session : script.sessions()) {
                if (script.truth(View.SESSIONS, script.callOf(session)).isEmpty()) {
                    silent.add(script.kind() + " " + session);
                }
            }
        }
        assertThat(silent).isEmpty();
        assertThat(ScriptBook.ALL).hasSizeGreaterThan(50);
    }

    @Test
    void the_same_seed_makes_the_same_world() {
        for (Weather weather : Weather.ALL) {
            World one = new World(7, View.BOTH, weather, java.util.Optional.empty());
            World other = new World(7, View.BOTH, weather, java.util.Optional.empty());
            assertThat(one.heard.stream().map(Report::line))
                    .containsExactlyElementsOf(
                            other.heard.stream().map(Report::line).toList());
        }
    }
}
