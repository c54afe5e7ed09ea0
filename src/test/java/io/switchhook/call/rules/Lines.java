package io.switchhook.call.rules;

import io.switchhook.call.ActiveCall;
import io.switchhook.call.CallRecord;
import io.switchhook.call.Direction;
import io.switchhook.call.Evidence;
import io.switchhook.call.LegDirection;
import io.switchhook.call.LegKind;
import io.switchhook.call.LegState;
import io.switchhook.call.Origin;
import io.switchhook.call.Party;
import io.switchhook.call.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Evidence as lines that a person can read and write. Times are milliseconds after {@link #T0}.
 *
 * <pre>
 * session s-1/400016 #3 @310 p-1-2 in 101 ALERTING from +14155550123 to 101
 * presence 101 #70 @400 : s-1/400016 in ALERTING ; s-2/410016 in HELD
 * look complete @5000 : s-1/400016 in 101 live answered
 * log complete @0..60000 : s-1/400016 in 101 started 0 took 9000 answered result Accepted recording rec-1 at https://x
 * asked s-1 gone
 * asked s-1 there p-1-2 in 101 CONNECTED ; p-1-1 out outside CONNECTED
 * gap @5000 websocket
 * </pre>
 */
final class Lines {
    static final Instant T0 = Instant.parse("2026-03-04T09:00:00Z");

    private Lines() {}

    static Instant at(long ms) {
        return T0.plusMillis(ms);
    }

    static Evidence read(String line, long heardMs) {
        String kind = line.substring(0, line.indexOf(' '));
        String rest = line.substring(kind.length() + 1);
        return switch (kind) {
            case "session" -> session(new Words(rest, 7), heardMs);
            case "presence" -> presence(rest, heardMs);
            case "look" -> look(rest, heardMs);
            case "log" -> log(rest, heardMs);
            case "asked" -> {
                String[] parts = rest.split(" there ", -1);
                Words words = new Words(parts.length < 2 ? rest : parts[0] + " there", 2);
                yield new Evidence.SessionLook(
                        from(heardMs, Origin.POLL),
                        words.next(),
                        words.next().equals("there"),
                        parts.length < 2
                                ? List.of()
                                : parts(parts[1]).stream()
                                        .map(text -> party(new Words(text, 4)))
                                        .toList());
            }
            case "gap" -> {
                Words words = new Words(rest, 2);
                yield new Evidence.SourceGap(
                        from(heardMs, Origin.LIVE), at(words.nextNumber()), at(heardMs), words.next());
            }
            default -> throw new IllegalArgumentException("Expected a kind of evidence, but it is " + line);
        };
    }

    private static Evidence session(Words words, long heardMs) {
        String[] ids = words.next().split("/", -1);
        long number = words.nextNumber();
        long at = words.nextNumber();
        Party whole = party(words);
        return new Evidence.SessionReport(
                from(heardMs, Origin.LIVE),
                Optional.of("809646016"),
                ids[0],
                Words.unless(ids[1], "-"),
                number,
                at(at),
                words.option("origin").orElse("Call"),
                List.of(whole));
    }

    private static Party party(Words words) {
        Party party = new Party(
                words.next(),
                Optional.empty(),
                way(words.next()),
                words.end("from"),
                words.end("to"),
                LegState.INITIATED,
                words.option("kind").map(LegKind::valueOf),
                words.option("reason"),
                words.option("peer"),
                words.has("queue"),
                words.option("role"));
        return new Party(
                party.id(),
                Words.unless(words.next(), "outside"),
                party.direction(),
                party.from(),
                party.to(),
                LegState.valueOf(words.next()),
                party.kind(),
                party.reason(),
                party.peerSession(),
                party.queue(),
                party.ringOutRole(),
                new Party.More(Optional.empty(), words.option("park"), recordings(words)));
    }

    /** {@code rec r1:on,r2:off}, or {@code rec none} for a list without any. */
    private static Optional<List<Party.Recording>> recordings(Words words) {
        return words.option("rec").map(text -> {
            List<Party.Recording> list = new ArrayList<>();
            for (String one : text.equals("none") ? new String[0] : text.split(",", -1)) {
                list.add(new Party.Recording(one.substring(0, one.indexOf(':')), one.endsWith(":on")));
            }
            return list;
        });
    }

    private static Evidence presence(String text, long heardMs) {
        String[] halves = text.split(":", -1);
        Words head = new Words(halves[0], 3);
        String extension = head.next();
        String number = head.next();
        long at = head.nextNumber();
        List<ActiveCall> calls = new ArrayList<>();
        for (String part : parts(halves[1])) {
            Words words = new Words(part, 3);
            String[] ids = words.next().split("/", -1);
            calls.add(new ActiveCall(
                    Words.unless(ids[0], "-"),
                    Words.unless(ids[1], "-"),
                    words.option("party"),
                    way(words.next()),
                    words.end("from"),
                    words.end("to"),
                    LegState.valueOf(words.next()),
                    words.has("last"),
                    Optional.empty(),
                    words.has("queue"),
                    words.option("owner")));
        }
        int total = head.number("of").map(Long::intValue).orElse(calls.size());
        OptionalLong count =
                number.equals("#-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number.substring(1)));
        return new Evidence.ExtensionReport(
                from(heardMs, Origin.LIVE), Optional.of("809646016"), extension, count, at(at), true, total, calls);
    }

    private static Evidence look(String text, long heardMs) {
        String[] halves = text.split(":", -1);
        Words head = new Words(halves[0], 2);
        boolean complete = head.next().equals("complete");
        Instant asked = at(head.nextNumber());
        List<CallRecord> records = parts(halves[1]).stream()
                .map(part -> record(new Words(part, 3)))
                .toList();
        return new Evidence.ActiveCallsReport(from(heardMs, Origin.POLL), asked, complete, records);
    }

    private static CallRecord record(Words words) {
        String[] ids = words.next().split("/", -1);
        return new CallRecord(
                "r-" + ids[0],
                Optional.empty(),
                Words.unless(ids[0], "-"),
                Words.unless(ids[1], "-"),
                words.next().equals("in") ? Direction.INBOUND : Direction.OUTBOUND,
                words.end("from"),
                words.end("to"),
                Words.unless(words.next(), "outside"),
                words.number("started").map(Lines::at),
                words.number("took").map(Duration::ofMillis),
                words.has("live"),
                words.has("answered"),
                words.option("result"));
    }

    /** The call log, of a time when the line says of which. */
    private static Evidence log(String text, long heardMs) {
        String[] halves = text.split(" : ?", -1);
        String[] head = halves[0].strip().split(" +", -1);
        Optional<String[]> window = head.length < 2
                ? Optional.empty()
                : Optional.of(head[1].substring(1).split("\\.\\.", -1));
        List<CallRecord> records = new ArrayList<>();
        for (String part : parts(halves[1])) {
            Words words = new Words(part, 3);
            records.add(record(words).with(details(words)));
        }
        return new Evidence.CallLogReport(
                from(heardMs, Origin.CALLLOG),
                window.map(ends -> at(Long.parseLong(ends[0]))),
                window.map(ends -> at(Long.parseLong(ends[1]))),
                head[0].equals("complete"),
                records);
    }

    private static CallRecord.Details details(Words words) {
        Optional<CallRecord.Recording> recording =
                words.option("recording").map(id -> new CallRecord.Recording(id, words.option("at")));
        Optional<CallRecord.Message> message =
                words.option("message").map(id -> new CallRecord.Message(id, "VoiceMail", Optional.of("/" + id)));
        return new CallRecord.Details(
                words.option("party"),
                words.has("fax"),
                words.option("action"),
                message,
                recording,
                words.has("short"),
                List.of());
    }

    private static List<String> parts(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" ; "));
    }

    private static LegDirection way(String word) {
        return word.equals("in") ? LegDirection.INBOUND : LegDirection.OUTBOUND;
    }

    private static Provenance from(long heardMs, Origin origin) {
        return new Provenance(
                "test",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                at(heardMs),
                origin);
    }
}
