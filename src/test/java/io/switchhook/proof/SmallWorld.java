package io.switchhook.proof;

import io.switchhook.call.Call;
import io.switchhook.call.CallEvent;
import io.switchhook.call.Leg;
import io.switchhook.call.rules.AccountCalls;
import io.switchhook.call.rules.Ask;
import io.switchhook.call.rules.Decision;
import io.switchhook.call.rules.RulesConfig;
import io.switchhook.ringcentral.decode.Decoded;
import io.switchhook.ringcentral.decode.Decoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One session of two parties, one extension, and everything that may be said of them: the words of which a walk is made. What
 * it says need not make sense; nothing that can be said may leave the rules stuck.
 */
final class SmallWorld {
    /** Every word. The numbers of sessions count up; {@code skip} leaves one out, as a report on its way does. */
    static final List<String> WORDS = words();

    private static final Decoder DECODER = new Decoder();
    private static final String SESSION = "s-1";
    private static final int DEADLINES_MAX = 500;
    private static final long LOOK_EVERY_MS = 100_000;

    /** Looks until every call is over and forgotten: two that prove an absence, and the ten minutes of remembering. */
    private static final int LOOKS = 24;

    final Map<String, Call> last = new TreeMap<>();
    private final AccountCalls calls;
    private final boolean answering;
    private long now = World.T0;
    private long number = 1;
    private long counter = 100;
    private String before = "";

    SmallWorld(boolean answering) {
        this.answering = answering;
        this.calls = new AccountCalls("acme", RulesConfig.DEFAULTS.expecting(true, true, answering));
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (int party = 1; party <= 2; party++) {
            for (String code : "Setup Proceeding Answered Hold Parked VoiceMail Disconnected".split(" ", -1)) {
                words.add("party " + party + " " + code);
            }
        }
        words.addAll(List.of(
                "party 2 Disconnected BlindTransfer",
                "party 2 Gone AttendedTransfer",
                "party 1 Gone Conference",
                "party 2 Tds",
                "party 3 Answered",
                "party 3 Disconnected"));
        for (String status : "Ringing CallConnected OnHold NoCall NoCall:final -".split(" ", -1)) {
            words.add("presence " + status);
        }
        words.addAll(List.of("look live", "look accepted", "look over", "look empty", "look broken"));
        words.addAll(List.of("log Accepted", "session gone", "gap", "skip", "again", "wait 2000", "wait 12000"));
        return List.copyOf(words);
    }

    void play(String word) {
        String[] parts = word.split(" ", -1);
        now += 700;
        switch (parts[0]) {
            case "wait" -> pass(now + Long.parseLong(parts[1]));
            case "skip" -> number++;
            case "again" -> hear(before);
            default -> {
                before = line(parts);
                hear(before);
            }
        }
    }

    private String line(String[] parts) {
        return switch (parts[0]) {
            case "party" -> "notification " + session(parts[1], parts[2], parts.length > 3 ? parts[3] : "");
            case "presence" -> "notification " + presence(parts[1]);
            case "look" -> "activeCalls " + look(parts[1]);
            case "log" -> "callLog {\"records\":[" + record(parts[1]) + "]}";
            case "session" -> "session {\"telephonySessionId\":\"" + SESSION + "\",\"exists\":false}";
            default -> "gap {\"from\":" + (now - 5_000) + ",\"to\":" + now + ",\"reason\":\"walk\"}";
        };
    }

    private String session(String party, String code, String reason) {
        number++;
        boolean caller = party.equals("1");
        String peer = code.equals("Gone")
                ? ",\"peerId\":{\"telephonySessionId\":\"s-2\",\"sessionId\":\"0\",\"partyId\":\"p-2-1\"}"
                : "";
        return envelope(
                "/telephony/sessions",
                "\"sequence\":" + number + ",\"sessionId\":\"400116\",\"telephonySessionId\":\"" + SESSION
                        + "\",\"eventTime\":\"" + Instant.ofEpochMilli(now) + "\",\"parties\":[{\"id\":\"p-1-" + party
                        + "\"," + (caller ? "" : "\"extensionId\":\"10" + party + "\",") + "\"direction\":\""
                        + (caller ? "Outbound" : "Inbound") + "\",\"from\":{\"phoneNumber\":\"+14155550123\"},"
                        + "\"to\":{\"phoneNumber\":\"+12055550100\"},\"status\":{\"code\":\"" + code + "\""
                        + (reason.isEmpty() ? "" : ",\"reason\":\"" + reason + "\"") + peer + "}}]");
    }

    private String presence(String status) {
        counter += 7;
        String[] word = status.split(":", -1);
        String entry = "{\"direction\":\"Inbound\",\"from\":\"+14155550123\",\"to\":\"+12055550100\","
                + "\"telephonyStatus\":\"" + word[0] + "\",\"sessionId\":\"400116\""
                + (word.length > 1 ? ",\"terminationType\":\"final\"}" : "}");
        return envelope(
                "/extension/102/presence?detailedTelephonyState=true",
                "\"extensionId\":102,\"activeCalls\":[" + (word[0].equals("-") ? "" : entry) + "],\"sequence\":"
                        + counter);
    }

    private String envelope(String path, String body) {
        return "{\"uuid\":\"" + now + "\",\"event\":\"/restapi/v1.0/account/1" + path + "\",\"timestamp\":\""
                + Instant.ofEpochMilli(now) + "\",\"body\":{" + body + "}}";
    }

    private String look(String what) {
        String record = switch (what) {
            case "live" -> record("In Progress");
            case "accepted" -> record("In Progress").replace("}", ",\"reason\":\"Accepted\"}");
            case "over" -> record("Missed");
            default -> "";
        };
        return "{\"records\":[" + record + "],\"complete\":" + !what.equals("broken") + ",\"requestedAt\":" + now + "}";
    }

    private String record(String result) {
        boolean live = result.equals("In Progress");
        return "{\"id\":\"L1\",\"sessionId\":\"400116\",\"telephonySessionId\":\"" + SESSION + "\",\"startTime\":\""
                + Instant.ofEpochMilli(World.T0) + "\",\"direction\":\"Inbound\",\"result\":\"" + result + "\""
                + (live ? "" : ",\"duration\":" + (now - World.T0) / 1_000) + "}";
    }

    private void hear(String line) {
        int blank = line.indexOf(' ');
        if (blank < 0) {
            return;
        }
        Instant at = Instant.ofEpochMilli(now);
        Decoded decoded = DECODER.decode(
                line.substring(0, blank), line.substring(blank + 1).getBytes(StandardCharsets.UTF_8), "walk", at);
        if (!(decoded instanceof Decoded.Understood understood)) {
            throw new AssertionError("Expected words that are understood, but " + decoded + " of " + line);
        }
        pass(now);
        take(calls.accept(understood.evidence()));
    }

    private void pass(long until) {
        Optional<Instant> next = calls.nextDeadline();
        while (next.isPresent() && next.get().toEpochMilli() < until) {
            now = Math.max(now, next.get().toEpochMilli());
            take(calls.advance(next.get()));
            next = calls.nextDeadline();
        }
        now = Math.max(now, until);
    }

    private void take(Decision decision) {
        for (CallEvent event : decision.events()) {
            last.put(event.call().id(), event.call());
        }
        for (Ask ask : decision.asks()) {
            if (answering && ask instanceof Ask.Session asked) {
                hear("session {\"telephonySessionId\":\"" + asked.telephonySessionId() + "\",\"exists\":false}");
            }
        }
    }

    /** Where it stands, without times and numbers: two walks with the same picture go on alike. */
    String picture() {
        StringBuilder text = new StringBuilder();
        for (Call call : last.values()) {
            text.append(call.id()).append(call.state()).append(call.health()).append(call.outcome());
            text.append(call.provisional()).append(call.answeredBy()).append(call.direction());
            for (Leg leg : call.legs()) {
                text.append(leg.id()).append(leg.state()).append(leg.kind()).append(leg.reason());
            }
        }
        Optional<Long> due = calls.nextDeadline().map(next -> (next.toEpochMilli() - now) / 1_000);
        return text.append(calls.isPending()).append(due).append(calls.size()).toString();
    }

    /** Lets time alone pass; gives what is still pending then, empty for nothing. */
    Optional<String> rest() {
        for (int i = 0; calls.isPending(); i++) {
            Optional<Instant> next = calls.nextDeadline();
            if (next.isEmpty() || i > DEADLINES_MAX) {
                return Optional.of("something is pending" + (next.isEmpty() ? " without a deadline" : " for ever"));
            }
            pass(next.get().toEpochMilli() + 1);
        }
        return Optional.empty();
    }

    /** Lets the platform show nothing, look after look; gives what lives on then, empty for nothing. */
    Optional<String> fall() {
        for (int i = 0; i < LOOKS; i++) {
            pass(now + LOOK_EVERY_MS);
            hear("activeCalls " + look("empty"));
        }
        Optional<String> alive = last.values().stream()
                .filter(call -> !call.state().isOver())
                .map(call -> call.id() + " is " + call.state() + " " + call.health())
                .findFirst();
        return alive.or(() -> calls.size() > 0 ? Optional.of(calls.size() + " calls are remembered") : rest());
    }
}
