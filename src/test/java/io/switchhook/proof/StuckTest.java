package io.switchhook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model check: breadth first over every sequence of words of a small world, a state that was met already is not gone on
 * from, and from each state that is reached time alone leads to rest, and looks that show nothing lead to the end of every
 * call and to its being forgotten.
 */
class StuckTest {
    /** Words of a sequence; {@code -Dstuck.depth=5} goes further. */
    private static final int DEPTH = Integer.getInteger("stuck.depth", 3);

    /** States gone on from at each depth; beyond it the first ones, and the test says so. */
    private static final int WIDTH = Integer.getInteger("stuck.width", 1_500);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void from_every_state_time_and_looks_lead_to_rest(boolean answering) {
        Set<String> met = new LinkedHashSet<>();
        List<List<String>> frontier = List.of(List.of());
        List<String> stuck = new ArrayList<>();
        int walks = 0;
        boolean cut = false;
        for (int depth = 1; depth <= DEPTH; depth++) {
            List<List<String>> next = new ArrayList<>();
            for (List<String> path : frontier) {
                for (String word : SmallWorld.WORDS) {
                    List<String> walk = new ArrayList<>(path);
                    walk.add(word);
                    walks++;
                    if (met.add(walked(walk, answering).picture())) {
                        next.add(walk);
                        wrong(walk, answering).ifPresent(what -> stuck.add(walk + ": " + what));
                    }
                }
            }
            cut |= next.size() > WIDTH && depth < DEPTH;
            frontier = next.size() > WIDTH ? next.subList(0, WIDTH) : next;
        }
        System.out.println("StuckTest: " + walks + " walks of up to " + DEPTH + " of " + SmallWorld.WORDS.size()
                + " words, " + met.size() + " states" + (cut ? ", cut at " + WIDTH + " a depth" : ", all of them"));
        assertThat(stuck).isEmpty();
        assertThat(met).hasSizeGreaterThan(100);
    }

    private static SmallWorld walked(List<String> walk, boolean answering) {
        SmallWorld world = new SmallWorld(answering);
        try {
            walk.forEach(world::play);
        } catch (RuntimeException e) {
            throw new AssertionError("Expected no exception, but " + walk + " gives one", e);
        }
        return world;
    }

    private static Optional<String> wrong(List<String> walk, boolean answering) {
        return walked(walk, answering).rest().or(() -> walked(walk, answering).fall());
    }
}
