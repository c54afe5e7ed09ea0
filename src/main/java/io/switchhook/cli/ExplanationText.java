package io.switchhook.cli;

import io.switchhook.call.PhoneNumber;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An explanation for a person: evidence flush left, below it what was decided and what was published. */
final class ExplanationText {
    /** Digits enough for a telephone number and nothing else; ids of the platform stand in other places. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w-])\\+?\\d{7,15}(?![\\w-])");

    private final PrintWriter out;

    ExplanationText(PrintWriter out) {
        this.out = out;
    }

    void print(JsonObject told) {
        JsonObject call = told.getJsonObject("call");
        String outcome = call.getString("outcome");
        out.printf(
                "%s  %s %s%s%n",
                call.getString("id"),
                call.getString("direction"),
                call.getString("state"),
                outcome == null ? "" : ", " + outcome);
        if (!told.getBoolean("complete")) {
            out.printf(
                    "%d pieces of evidence have been let go (journal.keepEvidence), so it cannot be said what was decided"
                            + " and why; what is left:%n",
                    told.getLong("letGo"));
        }
        objects(told.getJsonArray("steps")).forEach(this::step);
        List<JsonObject> unexplained = objects(told.getJsonArray("unexplained"));
        if (!unexplained.isEmpty()) {
            out.println();
            out.println("published without evidence that is left to explain it:");
            unexplained.forEach(this::published);
        }
        List<JsonObject> deliveries = objects(told.getJsonArray("deliveries", new JsonArray()));
        if (!deliveries.isEmpty()) {
            out.println();
            deliveries.forEach(this::delivery);
        }
    }

    private void delivery(JsonObject one) {
        List<String> words = new ArrayList<>();
        words.add(one.getString("connector") + ": " + masked(one.getString("says")));
        add(words, "record ", one.getString("recordId"));
        add(words, "", one.getString("url"));
        for (JsonObject letter : objects(one.getJsonArray("deadLetters"))) {
            words.add("dead letter " + letter.getLong("id") + ": " + masked(letter.getString("reason")));
        }
        out.println(String.join("  ", words));
    }

    private void step(JsonObject step) {
        out.println();
        JsonObject evidence = step.getJsonObject("evidence");
        out.println(step.getString("at") + "  " + (evidence == null ? "time passed" : evidence(evidence)));
        for (JsonObject decision : objects(step.getJsonArray("decisions"))) {
            String leg = decision.getString("leg");
            String detail = masked(decision.getString("detail"));
            out.println("    " + decision.getString("rule") + (leg == null ? "" : "  " + leg)
                    + (detail.isEmpty() ? "" : "  " + detail));
            out.println("        " + decision.getString("says"));
        }
        objects(step.getJsonArray("published")).forEach(this::published);
    }

    private void published(JsonObject event) {
        out.println("    => " + event.getString("type") + "  " + event.getString("id") + "  offset "
                + event.getLong("offset"));
    }

    private static String evidence(JsonObject evidence) {
        List<String> words = new ArrayList<>();
        words.add(evidence.getString("what") + " via " + evidence.getString("via"));
        add(words, "extension ", evidence.getString("extension"));
        add(words, "#", evidence.getLong("sequence"));
        add(words, "of ", evidence.getString("occurredAt"));
        add(words, "", evidence.getString("why"));
        if (evidence.containsKey("exists")) {
            words.add(
                    evidence.getBoolean("exists") ? "the platform knows the session" : "the platform does not know it");
        }
        if (evidence.containsKey("from")) {
            words.add("from " + evidence.getString("from") + " to " + evidence.getString("to"));
            add(words, "", evidence.getString("reason"));
        }
        if (evidence.containsKey("reports")) {
            objects(evidence.getJsonArray("reports")).forEach(report -> words.add(report(report)));
        }
        words.add("[evidence " + evidence.getLong("offset") + "]");
        return String.join("  ", words);
    }

    private static String report(JsonObject report) {
        List<String> words = new ArrayList<>();
        add(words, "", report.getString("leg"));
        add(words, "ext ", report.getString("extension"));
        add(words, "", report.getString("direction"));
        add(words, "", report.getString("state"));
        add(words, "reason ", report.getString("reason"));
        flag(words, report, "final");
        flag(words, report, "live");
        flag(words, report, "answered");
        add(words, "result ", report.getString("result"));
        return "{" + String.join(" ", words) + "}";
    }

    private static void flag(List<String> words, JsonObject report, String name) {
        if (Boolean.TRUE.equals(report.getBoolean(name))) {
            words.add(name);
        }
    }

    private static void add(List<String> words, String before, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            words.add(before + value);
        }
    }

    /** Old and new values of a correction may hold numbers of people. */
    static String masked(String text) {
        return NUMBER.matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        PhoneNumber.of(found.group()).toString()));
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
