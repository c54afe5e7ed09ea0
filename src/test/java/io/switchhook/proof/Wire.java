package io.switchhook.proof;

import io.switchhook.proof.Script.Seat;
import io.switchhook.proof.Script.Step;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The platform's words: envelopes, session bodies, presence bodies (protocol.md 4.1 to 4.3). */
final class Wire {
    static final String ACCOUNT = "809646016";

    private final Habits habits;

    Wire(Habits habits) {
        this.habits = habits;
    }

    String time(long ms) {
        String text = Instant.ofEpochMilli(ms).toString();
        return habits.zoned() ? text.replace("Z", "+0000") : text;
    }

    private static void member(StringBuilder out, String name, String value) {
        out.append('"').append(name).append("\":\"").append(value).append("\",");
    }

    private void id(StringBuilder out, String name, String value, boolean text) {
        boolean quoted = text != habits.textIds();
        out.append('"')
                .append(name)
                .append(quoted ? "\":\"" : "\":")
                .append(value)
                .append(quoted ? "\"," : ",");
    }

    private void envelope(StringBuilder out, String event, long sent, long uuid) {
        out.append('{');
        member(out, "uuid", Long.toString(1_000_000_000_000L + uuid));
        member(out, "event", event);
        member(out, "timestamp", time(sent));
        member(out, "subscriptionId", "2461434a-276a-4073-bd26-34089effbad5");
        out.append("\"ownerId\":\"").append(ACCOUNT).append("\",\"body\":");
    }

    /** One step of one party, as a telephony session notification. */
    byte[] session(Play play, int index, long number, long sent, long uuid) {
        Step step = play.script.steps().get(index);
        Seat seat = play.seat(step.seat().orElseThrow());
        StringBuilder out = new StringBuilder(900);
        String extension = play.extension(seat);
        envelope(
                out,
                "/restapi/v1.0/account/" + ACCOUNT + (extension.isEmpty() ? "" : "/extension/" + extension)
                        + "/telephony/sessions",
                sent,
                uuid);
        out.append("{\"sequence\":").append(number).append(',');
        member(out, "sessionId", play.sessionId(seat.session()));
        member(out, "telephonySessionId", play.telephonySession(seat.session()));
        member(out, "serverId", "10.13.22.27.TAM");
        member(out, "eventTime", time(play.at[index]));
        out.append("\"parties\":[");
        party(out, play, seat, step, index);
        if (habits.extras()) {
            out.append("],\"callSummary\":{\"parts\":[1,{\"id\":null}]},\"origin\":{\"type\":\"");
        } else {
            out.append("],\"origin\":{\"type\":\"");
        }
        String origin = play.script.origin();
        out.append(seat.options().containsKey("sid") ? "Conference" : origin).append("\"}}}");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void party(StringBuilder out, Play play, Seat seat, Step step, int index) {
        out.append('{');
        member(out, "accountId", ACCOUNT);
        String extension = play.extension(seat);
        if (!extension.isEmpty()) {
            id(out, "extensionId", extension, true);
        }
        member(out, "id", play.partyId(seat));
        member(out, "direction", seat.calls() ? "Outbound" : "Inbound");
        String caller = play.isCrossed(seat) ? "" : play.extensionOf(play.caller(seat.session()));
        end(out, "from", play.from(seat), caller, index);
        out.append(',');
        boolean own = !seat.calls() && seat.isInside() && !seat.options().containsKey("queue");
        String target = seat.options().containsKey("queue") ? Play.QUEUE : own ? extension : "";
        end(out, "to", play.to(seat), target, index);
        out.append(",\"status\":{\"code\":\"").append(step.code()).append("\",\"rcc\":false");
        if (step.more().containsKey("reason")) {
            out.append(",\"reason\":\"").append(step.more().get("reason")).append('"');
        }
        if (step.more().containsKey("peer")) {
            Seat peer = play.seat(step.more().get("peer"));
            out.append(",\"peerId\":{\"sessionId\":\"").append(play.sessionId(peer.session()));
            out.append("\",\"telephonySessionId\":\"").append(play.telephonySession(peer.session()));
            out.append("\",\"partyId\":\"").append(play.partyId(peer)).append("\"}");
        }
        if (step.more().containsKey("park")) {
            out.append(",\"parkData\":\"").append(step.more().get("park")).append('"');
        }
        out.append("},");
        if (seat.options().containsKey("queue")) {
            out.append("\"queueCall\":true,\"uiCallInfo\":{\"primary\":{\"type\":\"QueueName\",\"value\":\"Help\"}},");
        }
        if (seat.options().containsKey("role")) {
            member(out, "ringOutRole", seat.options().get("role"));
        }
        if (seat.options().containsKey("conf")) {
            member(out, "conferenceRole", seat.options().get("conf"));
        }
        if (habits.extras()) {
            out.append("\"sentiment\":\"Neutral\",\"labels\":[\"a\",{}],");
        }
        out.append("\"park\":{},\"missedCall\":false,\"standAlone\":false,\"muted\":false}");
    }

    private void end(StringBuilder out, String name, String number, String extension, int index) {
        out.append('"').append(name).append("\":{");
        if (!number.isEmpty()) {
            member(out, "phoneNumber", number);
        }
        if (!extension.isEmpty()) {
            id(out, "extensionId", extension, true);
        }
        if (number.isEmpty()) {
            member(out, "name", "Anonymous");
        } else if (!habits.lateNames() || index > 3) {
            member(out, "name", "Name " + number.substring(1));
        }
        out.setCharAt(out.length() - 1, '}');
    }

    /** A snapshot of an extension's calls, at most the latest seven of them, newest last. */
    byte[] presence(String extension, List<Entry> entries, int total, long number, long sent, long uuid) {
        StringBuilder out = new StringBuilder(400 + 300 * entries.size());
        envelope(
                out,
                "/restapi/v1.0/account/" + ACCOUNT + "/extension/" + extension
                        + "/presence?detailedTelephonyState=true",
                sent,
                uuid);
        out.append('{');
        id(out, "extensionId", extension, false);
        String all = "NoCall";
        StringBuilder list = new StringBuilder(300 * entries.size());
        for (Entry entry : entries) {
            entry(list.append(list.length() == 0 ? "" : ","), entry);
            all = entry.status().equals("NoCall") ? all : entry.status();
        }
        member(out, "telephonyStatus", all);
        out.append("\"activeCalls\":[").append(list).append("],\"sequence\":").append(number);
        out.append(",\"presenceStatus\":\"").append(all.equals("NoCall") ? "Available" : "Busy");
        out.append("\",\"userStatus\":\"Available\",\"dndStatus\":\"");
        out.append(habits.extras() ? "TakeSomeCalls\",\"mood\":{\"x\":[]}" : "TakeAllCalls\"");
        out.append(",\"totalActiveCalls\":").append(total).append("}}");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void entry(StringBuilder out, Entry entry) {
        Play play = entry.play();
        Seat seat = entry.seat();
        out.append('{');
        member(out, "id", "id" + play.partyId(seat).hashCode() + entry.status().length());
        String way = seat.calls() ? "Outbound" : "Inbound";
        member(out, "direction", seat.options().getOrDefault("shown", way));
        boolean crossed = seat.options().containsKey("shown");
        String from = crossed ? play.number(play.script.from()) : play.from(seat);
        String to = crossed ? play.number(play.script.to()) : play.to(seat);
        boolean last = entry.status().equals("NoCall");
        member(out, "from", habits.plus() ? from : from.replace("+", ""));
        member(out, "to", last && habits.emptyTo() ? "" : habits.plus() ? to : to.replace("+", ""));
        member(out, "telephonyStatus", entry.status());
        if (!entry.termination().isEmpty()) {
            member(out, "terminationType", entry.termination());
        }
        if (seat.options().containsKey("queue")) {
            out.append("\"queueCall\":true,");
        }
        if (seat.options().containsKey("behalf")) {
            id(out, "onBehalfOf", play.extensionOf(seat.options().get("behalf")), true);
        }
        if (seat.options().containsKey("line")) {
            out.append("\"appearanceInfo\":{\"appearanceNumber\":2},");
        }
        if (habits.named() || seat.options().containsKey("sid")) {
            member(out, "telephonySessionId", play.telephonySession(seat.session()));
            member(out, "partyId", play.partyId(seat));
            member(out, "startTime", time(play.startOf(seat.session())));
        }
        member(out, "sessionId", play.sessionId(seat.session()));
        out.setCharAt(out.length() - 1, '}');
    }

    /** One line of an extension's list. */
    record Entry(Play play, Seat seat, String status, String termination) {}
}
