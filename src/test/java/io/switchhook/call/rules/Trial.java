package io.switchhook.call.rules;

import static org.assertj.core.api.Assertions.fail;

import io.switchhook.call.Call;
import io.switchhook.call.rules.World.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tries a claim about reports, and shrinks a failure to the fewest reports that still show it. */
final class Trial {
    private Trial() {}

    /** Fails with the smallest trace; {@code complaint} gives what is wrong with some reports, empty for nothing. */
    static void check(long seed, List<Report> reports, Function<List<Report>, Optional<String>> complaint) {
        Optional<String> wrong = guarded(complaint, reports);
        if (wrong.isEmpty()) {
            return;
        }
        List<Report> smallest = shrink(reports, complaint);
        fail("seed %d: %s%n%s", seed, guarded(complaint, smallest).orElse("?"), text(smallest));
    }

    private static List<Report> shrink(List<Report> reports, Function<List<Report>, Optional<String>> complaint) {
        List<Report> smallest = reports;
        for (int size = Math.max(1, reports.size() / 2); size >= 1; size /= 2) {
            for (int from = 0; from < smallest.size(); ) {
                List<Report> fewer = new ArrayList<>(smallest.subList(0, from));
                fewer.addAll(smallest.subList(Math.min(smallest.size(), from + size), smallest.size()));
                if (guarded(complaint, fewer).isPresent()) {
                    smallest = fewer;
                } else {
                    from += size;
                }
            }
        }
        return calm(smallest, complaint);
    }

    /** Takes the oddities of arrival away, one report at a time, as long as it still fails. */
    private static List<Report> calm(List<Report> reports, Function<List<Report>, Optional<String>> complaint) {
        List<Report> calmest = reports;
        for (Report report : reports) {
            List<Report> calmer = new ArrayList<>(calmest);
            calmer.remove(report);
            calmer.add(report.heardAt(report.sentMs() + 100));
            calmer = World.inOrder(calmer);
            if (guarded(complaint, calmer).isPresent()) {
                calmest = calmer;
            }
        }
        return calmest;
    }

    private static Optional<String> guarded(Function<List<Report>, Optional<String>> complaint, List<Report> reports) {
        try {
            return reports.isEmpty() ? Optional.empty() : complaint.apply(reports);
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(e + " at " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : ""));
        }
    }

    private static String text(List<Report> reports) {
        return reports.stream().map(Report::toString).collect(Collectors.joining("\n"));
    }

    /** What differs between two sets of final stories. */
    static Optional<String> difference(Map<String, String> expected, Map<String, String> actual) {
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of("Expected\n" + text(expected) + "\nbut\n" + text(actual));
    }

    private static String text(Map<String, String> stories) {
        return stories.entrySet().stream()
                .map(story -> story.getKey() + " " + story.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** What a call came to, in three words. */
    static String summary(Call call) {
        return call.direction() + " "
                + call.outcome().map(Object::toString).orElse(call.state().name()) + " "
                + call.answeredBy().flatMap(Call.AnsweredBy::extensionId).orElse("-");
    }
}
