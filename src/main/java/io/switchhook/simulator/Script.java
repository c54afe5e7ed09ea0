package io.switchhook.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of call as a timeline: who takes part, and who changes to which state after which pause.
 *
 * @param name the script's name
 * @param direction {@code inbound}, {@code outbound} or {@code internal}
 * @param outcome {@code answered}, {@code missed}, {@code canceled} or {@code voicemail}
 * @param answering the party whose first Answered answers the call, such as {@code 1.2}
 * @param origin {@code Call} or {@code RingOut}
 * @param steady whether the pauses are never varied
 * @param recording {@code yes} for a call that is recorded, {@code short} for one whose recording is not kept
 * @param next a second script on the same extension, with its delay
 * @param roles the parties in order of their ids
 * @param rows the changes in order of time
 */
record Script(
        String name,
        String direction,
        String outcome,
        Optional<String> answering,
        String origin,
        boolean steady,
        Optional<String> recording,
        Optional<Next> next,
        List<Role> roles,
        List<Row> rows) {
    Script {
        roles = List.copyOf(roles);
        rows = List.copyOf(rows);
    }

    /** How many telephony sessions the call has. */
    int sessions() {
        return roles.stream().mapToInt(Role::session).max().orElse(1);
    }

    /**
     * Reads scripts from their text.
     *
     * <p>{@code script NAME DIRECTION OUTCOME ANSWERING [key=value …]} opens one, {@code party} lines name who takes part
     * ({@code SESSION.NUMBER EXTENSION DIRECTION FROM TO [ROLE]}), the others are changes: pause in simulated
     * milliseconds, party, telephony state or {@code -}, presence word or {@code -}.
     */
    static Map<String, Script> parse(String text) {
        Map<String, Script> scripts = new LinkedHashMap<>();
        for (String block : text.strip().split("\n\\s*\n", -1)) {
            Script script = parseOne(block.strip().lines().toList());
            scripts.put(script.name(), script);
        }
        return scripts;
    }

    private static Script parseOne(List<String> lines) {
        String[] head = words(lines.get(0));
        Map<String, String> extras = new LinkedHashMap<>();
        for (int index = 5; index < head.length; index++) {
            String[] pair = head[index].split("=", 2);
            extras.put(pair[0], pair[1]);
        }
        List<Role> roles = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = words(line);
            if (cells[0].equals("party")) {
                roles.add(Role.of(cells));
            } else {
                rows.add(Row.of(cells));
            }
        }
        return new Script(
                head[1],
                head[2],
                head[3],
                given(head[4]),
                extras.getOrDefault("origin", "Call"),
                extras.containsKey("steady"),
                Optional.ofNullable(extras.get("recording")),
                Optional.ofNullable(extras.get("next")).map(Next::of),
                roles,
                rows);
    }

    private static String[] words(String line) {
        return line.strip().split(" +", -1);
    }

    private static Optional<String> given(String cell) {
        return cell.equals("-") ? Optional.empty() : Optional.of(cell);
    }

    /**
     * A script that follows on the same extension.
     *
     * @param script its name
     * @param delayMs simulated milliseconds after the start of the first
     */
    record Next(String script, long delayMs) {
        private static Next of(String text) {
            String[] parts = text.split("@", 2);
            return new Next(parts[0], Long.parseLong(parts[1]));
        }
    }

    /**
     * A party as the script knows it.
     *
     * @param id {@code SESSION.NUMBER}
     * @param extension {@code A}, {@code B}, {@code ivr}, {@code queue}; empty outside the account
     * @param direction {@code Outbound} for the calling party
     * @param from number word, with {@code >extension} when it belongs to one
     * @param to number word, likewise
     * @param ringOutRole {@code Initiator} or {@code Target} in a RingOut
     */
    record Role(
            String id,
            Optional<String> extension,
            String direction,
            String from,
            String to,
            Optional<String> ringOutRole) {
        private static Role of(String[] cells) {
            Optional<String> role = cells.length > 6 ? Optional.of(cells[6]) : Optional.empty();
            return new Role(cells[1], given(cells[2]), cells[3], cells[4], cells[5], role);
        }

        int session() {
            return Integer.parseInt(id.substring(0, id.indexOf('.')));
        }

        int number() {
            return Integer.parseInt(id.substring(id.indexOf('.') + 1));
        }
    }

    /**
     * A change.
     *
     * @param pauseMs simulated milliseconds since the row before
     * @param party whose
     * @param code telephony state; empty when only presence changes
     * @param reason reason of a Disconnected
     * @param presence what the extension's presence now says of this call; empty when nothing new. {@code NoCall?}
     *     is a NoCall that is not the end.
     */
    record Row(long pauseMs, String party, Optional<String> code, Optional<String> reason, Optional<String> presence) {
        private static Row of(String[] cells) {
            String[] state = cells[2].split(":", 2);
            Optional<String> reason = state.length > 1 ? Optional.of(state[1]) : Optional.empty();
            return new Row(Long.parseLong(cells[0]), cells[1], given(state[0]), reason, given(cells[3]));
        }
    }
}
