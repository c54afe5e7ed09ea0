package io.switchhook.cli;

import io.switchhook.connector.Guarantee;
import io.switchhook.kit.Finding;
import io.switchhook.kit.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** What the test kit found, for people and for programs. */
final class VerdictText {
    /** Faults that are shown; more of them say nothing new. */
    private static final int SHOWN = 20;

    private VerdictText() {}

    /** A table of the trials, the faults, the label. */
    static String text(Verdict verdict) {
        StringBuilder text = new StringBuilder(2_000);
        text.append(row(
                "trial", "calls", "requests", "harmed", "dead letters", "records per call", "lost", "out of order"));
        for (Finding finding : verdict.findings()) {
            text.append(row(
                    finding.words(),
                    finding.calls(),
                    finding.requests(),
                    finding.harmed(),
                    finding.deadLetters(),
                    finding.records(),
                    finding.lost().size(),
                    finding.disordered().size()));
        }
        text.append('\n').append("check      ").append(verdict.checked().words());
        text.append("\nrequests   ").append(verdict.sum(Finding::requests));
        if (verdict.repeats() > 0) {
            text.append("\nrepeated   ")
                    .append(verdict.repeats())
                    .append(" events, each under the id that it had before");
        }
        text.append("\nguarantee  ").append(words(verdict.earned()));
        if (verdict.earned() != verdict.description().guarantee()) {
            text.append(", although it says ")
                    .append(words(verdict.description().guarantee()));
        }
        List<String> faults = verdict.faults();
        faults.stream().limit(SHOWN).forEach(fault -> text.append("\n  ").append(fault));
        if (faults.size() > SHOWN) {
            text.append("\n  and ").append(faults.size() - SHOWN).append(" more");
        }
        return text.append("\n\n")
                .append(verdict.type())
                .append(verdict.passed() ? " passed" : " did not pass")
                .toString();
    }

    private static String row(Object... cells) {
        return "%-42s %6s %9s %7s %13s %17s %5s %13s%n".formatted(cells);
    }

    private static String words(Guarantee guarantee) {
        return guarantee == Guarantee.EXACTLY_ONE ? "exactly one record" : "at least one record";
    }

    /** The same as JSON. */
    static JsonObject json(Verdict verdict) {
        JsonArray trials = new JsonArray();
        for (Finding finding : verdict.findings()) {
            trials.add(new JsonObject()
                    .put("trial", finding.words())
                    .put("calls", finding.calls())
                    .put("requests", finding.requests())
                    .put("harmed", finding.harmed())
                    .put("deadLetters", finding.deadLetters())
                    .put("recordsPerCall", finding.records())
                    .put("lost", new JsonArray(finding.lost()))
                    .put("doubled", new JsonArray(finding.doubled()))
                    .put("outOfOrder", new JsonArray(finding.disordered())));
        }
        return new JsonObject()
                .put("connector", verdict.type())
                .put("passed", verdict.passed())
                .put("guarantee", verdict.earned().name().toLowerCase(Locale.ROOT))
                .put("declared", verdict.description().guarantee().name().toLowerCase(Locale.ROOT))
                .put("check", verdict.checked().words())
                .put("requests", verdict.sum(Finding::requests))
                .put("repeated", verdict.repeats())
                .put("faults", new JsonArray(verdict.faults()))
                .put("trials", trials);
    }
}
