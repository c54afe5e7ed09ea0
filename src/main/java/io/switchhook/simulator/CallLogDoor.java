package io.switchhook.simulator;

import io.switchhook.simulator.Company.Extension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The call log as a list with filters, and as the two kinds of synchronization (protocol.md 6.2, 6.3). */
final class CallLogDoor {
    private static final String TOKEN = "clg:";

    /** Most changes that one token brings; more of them and the token is void (protocol.md 6.3). */
    private static final int CHANGES_MAX = 250;

    private static final int EXTRACT_MAX = 1_000;

    /** A token older than this is not taken any more. Chosen: nothing is documented. */
    private static final Duration TOKEN_LIFE = Duration.ofDays(1);

    private static final List<String> FILTERS =
            List.of("direction", "sessionId", "telephonySessionId", "type", "transport");

    private final CallBoard board;
    private final Agenda agenda;

    CallLogDoor(CallBoard board, Agenda agenda) {
        this.board = board;
        this.agenda = agenda;
    }

    Reply list(RestCall call, String uri, Optional<Extension> extension) {
        boolean others = FILTERS.stream()
                        .anyMatch(name ->
                                !name.equals("sessionId") && call.text(name).isPresent())
                || call.text("dateFrom").isPresent();
        if (call.text("sessionId").isPresent() && others) {
            return Reply.error(400, "CLG-110", "Parameter [sessionId] is not allowed with others");
        }
        try {
            Instant until = call.text("dateTo").map(Instant::parse).orElse(agenda.now());
            Instant since = call.text("dateFrom").map(Instant::parse).orElse(until.minus(Duration.ofDays(1)));
            List<JsonObject> all = records(call, uri, extension).stream()
                    .filter(record -> isWithin(record, since, until)
                            || call.text("sessionId").isPresent())
                    .filter(record -> isChosen(call, record))
                    .sorted(Comparator.comparing(CallLogDoor::startedAt).reversed())
                    .toList();
            return Reply.ok(Wire.page(call, uri + "/call-log", all, false));
        } catch (DateTimeException bad) {
            return Reply.invalid("dateFrom");
        }
    }

    private static boolean isWithin(JsonObject record, Instant since, Instant until) {
        Instant start = startedAt(record);
        return !start.isBefore(since) && !start.isAfter(until);
    }

    private static boolean isChosen(RestCall call, JsonObject record) {
        for (String name : FILTERS) {
            if (call.text(name)
                    .filter(text -> !text.equals(record.getString(name)))
                    .isPresent()) {
                return false;
            }
        }
        boolean recorded = record.containsKey("recording");
        return call.text("recordingType").isEmpty() || recorded;
    }

    private List<JsonObject> records(RestCall call, String uri, Optional<Extension> extension) {
        String account = uri.replaceFirst("(/account/[^/]+).*", "$1");
        boolean detailed = call.text("view").filter("Detailed"::equals).isPresent();
        CallRecords records = new CallRecords(account, detailed, agenda);
        Instant now = agenda.now();
        return board.all().stream()
                .flatMap(one -> records.logged(one, now).stream())
                .filter(record -> extension.filter(one -> !isOf(record, one)).isEmpty())
                .toList();
    }

    static boolean isOf(JsonObject record, Extension extension) {
        return String.valueOf(record.getJsonObject("extension").getValue("id")).equals(extension.id());
    }

    private static Instant startedAt(JsonObject record) {
        return Instant.parse(record.getString("startTime"));
    }

    private static Instant modifiedAt(JsonObject record) {
        return Instant.parse(record.getString("lastModifiedTime"));
    }

    /** The newest calls once, and from then on what changed. */
    Reply sync(RestCall call, String uri, Optional<Extension> extension) {
        if (call.text("syncType").orElse("FSync").equals("ISync")) {
            return changes(call, uri, extension, CHANGES_MAX);
        }
        int count = call.number("recordCount", 0);
        if (count < 1 || count > CHANGES_MAX) {
            return Reply.invalid("recordCount");
        }
        Instant since = call.text("dateFrom").map(Instant::parse).orElse(Instant.EPOCH);
        List<JsonObject> all = records(call, uri, extension).stream()
                .filter(record -> !startedAt(record).isBefore(since))
                .sorted(Comparator.comparing(CallLogDoor::startedAt).reversed())
                .limit(count)
                .toList();
        return synced(all, "FSync", agenda.now(), Optional.empty());
    }

    /** What changed after a time, oldest change first, at most so many at once. */
    Reply extract(RestCall call, String uri) {
        if (call.text("syncType").orElse("FSync").equals("ISync")) {
            return changes(call, uri, Optional.empty(), EXTRACT_MAX);
        }
        int count = call.number("recordCount", CHANGES_MAX);
        if (count < 1 || count > EXTRACT_MAX) {
            return Reply.invalid("recordCount");
        }
        Instant since =
                call.text("dateFrom").map(Instant::parse).orElse(agenda.now().minus(Duration.ofHours(1)));
        List<JsonObject> all = records(call, uri, Optional.empty()).stream()
                .filter(record -> modifiedAt(record).isAfter(since))
                .sorted(Comparator.comparing(CallLogDoor::modifiedAt))
                .toList();
        List<JsonObject> some = all.subList(0, Math.min(count, all.size()));
        boolean more = some.size() < all.size();
        Instant until = more ? modifiedAt(some.get(some.size() - 1)) : agenda.now();
        return synced(some, "FSync", until, Optional.of(more));
    }

    private Reply changes(RestCall call, String uri, Optional<Extension> extension, int max) {
        Optional<Instant> since = call.text("syncToken").flatMap(CallLogDoor::read);
        if (since.isEmpty()) {
            return Reply.error(400, "CLG-101", "Parameter [syncToken] value is invalid");
        }
        if (since.get().isBefore(agenda.now().minus(TOKEN_LIFE))) {
            return Reply.error(400, "CLG-104", "Parameter [syncToken] is expired");
        }
        List<JsonObject> changed = records(call, uri, extension).stream()
                .filter(record -> modifiedAt(record).isAfter(since.get()))
                .sorted(Comparator.comparing(CallLogDoor::modifiedAt))
                .toList();
        if (changed.size() > max) {
            return Reply.error(400, "CLG-105", "Max sync record number limit is exceeded");
        }
        return synced(changed, "ISync", agenda.now(), Optional.empty());
    }

    private static Reply synced(List<JsonObject> records, String type, Instant until, Optional<Boolean> newer) {
        JsonObject info = new JsonObject()
                .put("syncType", type)
                .put("syncToken", token(until))
                .put("syncTime", Wire.eventTime(until));
        newer.ifPresent(more -> info.put("newerRecordsExist", more));
        JsonArray all = records.stream().collect(Wire.toArray());
        return Reply.ok(new JsonObject().put("records", all).put("syncInfo", info));
    }

    private static String token(Instant until) {
        byte[] text = (TOKEN + until.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static Optional<Instant> read(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            return text.startsWith(TOKEN)
                    ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text.substring(TOKEN.length()))))
                    : Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
