package io.switchhook.proof;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Something that was so from a moment on, and the reports that say it, each with its own time for it. */
final class Fact<S> {
    /** Later sightings add nothing that a story could still use. */
    private static final int SIGHTINGS_MAX = 8;

    final S state;
    private final List<Sighting> sightings = new ArrayList<>(1);

    /** Whether a report of it that is lost leaves open where the call stands, until its leg is heard of again. */
    private boolean weighty = true;

    Fact(S state) {
        this.state = state;
    }

    Fact<S> light() {
        weighty = false;
        return this;
    }

    boolean isWeighty() {
        return weighty;
    }

    Fact<S> seen(int report, long at) {
        if (sightings.size() < SIGHTINGS_MAX) {
            sightings.add(new Sighting(report, at));
        }
        return this;
    }

    /** The times that reports which arrived give for it, the best first. */
    List<Long> times(BitSet arrived) {
        List<Long> times = new ArrayList<>(1);
        for (Sighting sighting : sightings) {
            if (arrived.get(sighting.report())) {
                times.add(sighting.at());
            }
        }
        return times;
    }

    Optional<Long> time() {
        return sightings.isEmpty()
                ? Optional.empty()
                : Optional.of(sightings.get(0).at());
    }

    @Override
    public String toString() {
        return state + "@" + sightings.stream().map(Sighting::at).toList();
    }

    private record Sighting(int report, long at) {}
}
