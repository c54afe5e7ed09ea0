package io.switchhook.kit;

import java.util.List;

/**
 * What one trial showed.
 *
 * @param trial what was done
 * @param calls how many calls were played
 * @param requests how many requests the connector made
 * @param harmed how many of them were harmed
 * @param deadLetters how many writes were put aside, and delivered again afterwards
 * @param records the most records of a call
 * @param lost calls that the CRM does not have as they ended, each with the reason
 * @param doubled calls with more than one record
 * @param disordered calls whose writes came out of order
 */
public record Finding(
        Trial trial,
        int calls,
        int requests,
        int harmed,
        int deadLetters,
        int records,
        List<String> lost,
        List<String> doubled,
        List<String> disordered) {
    /** Copies the lists. */
    public Finding {
        lost = List.copyOf(lost);
        doubled = List.copyOf(doubled);
        disordered = List.copyOf(disordered);
    }

    /**
     * What was done, for people.
     *
     * @return a few words
     */
    public String words() {
        return trial.words;
    }

    /** Calls with more than one record although it was known what had become of each write. */
    List<String> unexcused() {
        return doubled.stream().filter(call -> !call.startsWith("(")).toList();
    }
}
