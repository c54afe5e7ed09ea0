package io.switchhook.kit;

import io.switchhook.connector.Checked;
import io.switchhook.connector.Description;
import io.switchhook.connector.Guarantee;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What was found about a connector.
 *
 * @param type its type
 * @param description what it says of itself
 * @param checked what its own check found
 * @param findings one for each trial
 * @param unknown requests that the stub's description does not know
 * @param repeats events that came again under their ids
 * @param overlaps writes of a call that began while another one of it was under way
 */
public record Verdict(
        String type,
        Description description,
        Checked checked,
        List<Finding> findings,
        List<String> unknown,
        int repeats,
        int overlaps) {
    /** Copies the lists. */
    public Verdict {
        findings = List.copyOf(findings);
        unknown = List.copyOf(unknown);
    }

    /**
     * Everything that a connector must not do.
     *
     * @return one line each; empty when it passed
     */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (!checked.ok()) {
            faults.add("check says: " + checked.words());
        }
        for (Finding finding : findings) {
            finding.lost().forEach(call -> faults.add(finding.words() + ": lost: " + call));
            finding.disordered().forEach(call -> faults.add(finding.words() + ": out of order: " + call));
            finding.unexcused().forEach(call -> faults.add(finding.words() + ": doubled: " + call));
        }
        unknown.forEach(request -> faults.add("the stub's description does not know " + request));
        if (overlaps > 0) {
            faults.add(overlaps + " writes of a call began while another one of it was under way");
        }
        return faults;
    }

    /**
     * Whether it did nothing of the kind.
     *
     * @return true for a connector that passed
     */
    public boolean passed() {
        return faults().isEmpty();
    }

    /**
     * How many records a call may leave, as it was seen and as the connector says: the weaker of the two.
     *
     * @return the label that it has earned
     */
    public Guarantee earned() {
        return sum(finding -> finding.doubled().size()) > 0 ? Guarantee.AT_LEAST_ONE : description.guarantee();
    }

    /**
     * A sum over the trials.
     *
     * @param what of a trial
     * @return the sum
     */
    public int sum(Function<Finding, Integer> what) {
        return findings.stream().mapToInt(what::apply).sum();
    }
}
