package io.switchhook.cli;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** Events and calls in one readable line each. */
final class Telling {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final String RESET = "\u001b[0m";
    private static final Map<String, String> COLORS = Map.of(
            "RINGING", "\u001b[33m",
            "TALKING", "\u001b[32m",
            "HELD", "\u001b[35m",
            "ENDED", "\u001b[90m");

    /** Said elsewhere in the line, or of no use to a reader. */
    private static final List<String> NOTICE_CONTEXT =
            List.of("offset", "occurredAt", "observedAt", "publishedAt", "account", "source", "connector");

    private final boolean colored;

    Telling(boolean colored) {
        this.colored = colored;
    }

    /** On a terminal, in colour, unless the user does not want any (no-color.org). */
    static Telling forTerminal() {
        return new Telling(CommandLine.Help.Ansi.AUTO.enabled());
    }

    /** One event: when, what, which call, who with whom. */
    String event(JsonObject envelope) {
        JsonObject call = envelope.getJsonObject("data").getJsonObject("call");
        String type = envelope.getString("type").replace("io.switchhook.", "");
        if (call == null) {
            return notice(type, envelope);
        }
        String line = String.format(
                Locale.ROOT,
                "%s  %-15s %s  %s%s",
                CLOCK.format(Instant.parse(envelope.getString("time"))),
                type,
                shortId(envelope.getString("subject")),
                who(call),
                type.equals("call.ended") ? "  " + result(call) : "");
        return paint(call.getString("state"), line);
    }

    /** News of a source or a connector: when, what, which one, why. */
    private static String notice(String type, JsonObject envelope) {
        JsonObject data = envelope.getJsonObject("data");
        List<String> facts = new ArrayList<>();
        data.forEach(member -> {
            if (!NOTICE_CONTEXT.contains(member.getKey())) {
                facts.add(member.getKey() + "=" + member.getValue());
            }
        });
        return String.format(
                Locale.ROOT,
                "%s  %-15s %s  %s",
                CLOCK.format(Instant.parse(envelope.getString("time"))),
                type,
                data.containsKey("connector")
                        ? data.getString("connector")
                        : data.getString("account") + "/" + data.getString("source"),
                String.join(" ", facts));
    }

    /** One call: state, since when, who with whom. */
    String call(JsonObject call) {
        String line = String.format(
                Locale.ROOT,
                "%s  %-8s %s  %s%s",
                CLOCK.format(Instant.parse(call.getJsonObject("times").getString("startedAt"))),
                call.getString("state"),
                call.getString("id"),
                who(call),
                call.getString("outcome") == null ? "" : "  " + result(call));
        return paint(call.getString("state"), line);
    }

    private String paint(String state, String line) {
        return colored && COLORS.containsKey(state) ? COLORS.get(state) + line + RESET : line;
    }

    private static String result(JsonObject call) {
        long talked = call.getJsonObject("durations").getLong("talkMs");
        return call.getString("outcome")
                + (talked > 0 ? String.format(Locale.ROOT, ", talked %.1f s", talked / 1000.0) : "");
    }

    private static String who(JsonObject call) {
        String user = end(call.getJsonObject("user"), end(call.getJsonObject("dialed"), "?"));
        return switch (call.getString("direction")) {
            case "inbound" -> end(call.getJsonObject("external"), "anonymous") + " -> " + user;
            case "outbound" -> user + " -> " + end(call.getJsonObject("external"), "?");
            case "internal" -> caller(call) + " -> " + end(call.getJsonObject("dialed"), "?");
            default -> "? -> " + end(call.getJsonObject("dialed"), "?");
        };
    }

    private static String caller(JsonObject call) {
        return call.getJsonArray("legs").stream()
                .map(JsonObject.class::cast)
                .filter(leg -> leg.getString("direction").equals("outbound"))
                .map(leg -> end(leg, "?"))
                .findFirst()
                .orElse("?");
    }

    private static String end(JsonObject end, String otherwise) {
        if (end == null) {
            return otherwise;
        }
        String number = end.getString("e164", end.getString("number"));
        number = number == null ? end.getString("raw", end.getString("number")) : number;
        String name = end.getString("name");
        if (number == null) {
            return name == null ? otherwise : name;
        }
        return name == null ? number : name + " (" + number + ")";
    }

    private static String shortId(String id) {
        return id.length() <= 12 ? id : "…" + id.substring(id.length() - 11);
    }
}
