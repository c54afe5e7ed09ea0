package io.switchhook.simulator;

import io.switchhook.simulator.Company.Extension;
import io.switchhook.simulator.PlacedCall.Address;
import io.switchhook.simulator.PlacedCall.Moment;
import io.switchhook.simulator.PlacedCall.Party;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls as the active-calls list and the call log show them: one record per extension that took part. */
final class CallRecords {
    /** How long after the record a recording can be fetched, simulated; minutes on the platform (protocol.md 6.2). */
    private static final Duration RECORDED_LATER = Duration.ofSeconds(40);

    /** How long the list keeps ended calls, simulated (protocol.md 6.1). */
    private static final Duration TAIL = Duration.ofMinutes(2);

    private final String accountUri;
    private final boolean detailed;
    private final Agenda agenda;

    CallRecords(String accountUri, boolean detailed, Agenda agenda) {
        this.accountUri = accountUri;
        this.detailed = detailed;
        this.agenda = agenda;
    }

    /** The active-calls list, seconds behind and with a tail of ended calls; calls that are being routed are absent. */
    List<JsonObject> active(PlacedCall call, Instant now) {
        Instant seen = now.minus(call.listLag());
        List<JsonObject> records = new ArrayList<>();
        for (Party party : call.parties()) {
            List<Moment> moments = call.of(party);
            boolean offered = party.isUsers() && call.presenceAt(party, seen).isPresent();
            Instant end = moments.get(moments.size() - 1).at();
            if (offered && now.isBefore(end.plus(agenda.real(TAIL)))) {
                records.add(record(call, party, seen, "L"));
            }
        }
        return records;
    }

    /** The call log, which has the call some time after its end under another id and start. */
    List<JsonObject> logged(PlacedCall call, Instant now) {
        List<JsonObject> records = new ArrayList<>();
        if (!now.isBefore(call.endedAt().plus(call.logLag()))) {
            for (Party party : call.parties()) {
                if (party.isUsers()) {
                    Instant start = call.of(party).get(0).at().plusSeconds(1);
                    JsonObject record = record(call, party, now, "V")
                            .put("startTime", Wire.eventTime(start))
                            .put("partyId", party.id())
                            .put("durationMs", length(call, party).toMillis())
                            .put("transport", "VoIP")
                            .put("lastModifiedTime", Wire.eventTime(modifiedAt(call, party, now)));
                    addFiles(record, call, party, now);
                    records.add(record);
                }
            }
        }
        return records;
    }

    /** A record changes once more when its recording can be fetched. */
    private Instant modifiedAt(PlacedCall call, Party party, Instant now) {
        Instant logged = call.endedAt().plus(call.logLag());
        return isRecorded(call, party) && !now.isBefore(recordedAt(call)) ? recordedAt(call) : logged;
    }

    private Instant recordedAt(PlacedCall call) {
        return call.endedAt().plus(call.logLag()).plus(agenda.real(RECORDED_LATER));
    }

    private static boolean isRecorded(PlacedCall call, Party party) {
        return call.script().recording().filter("yes"::equals).isPresent() && isAnswered(call, party, call.endedAt());
    }

    /** The message that a caller left, and a recording: announced first, to be had later, or too short to be kept. */
    private void addFiles(JsonObject record, PlacedCall call, Party party, Instant now) {
        String number = call.sessions().get(0).sessionId();
        String media = accountUri.replaceFirst("/restapi/.*", "/restapi/v1.0/account/" + Company.ACCOUNT_ID);
        if (record.getString("result").equals("Voicemail")) {
            String uri =
                    accountUri + "/extension/" + party.extension().orElseThrow().id() + "/message-store/" + number;
            record.put(
                    "message",
                    new JsonObject().put("uri", uri).put("id", number).put("type", "VoiceMail"));
        }
        if (isRecorded(call, party)) {
            String id = number + "1";
            JsonObject recording = new JsonObject()
                    .put("uri", accountUri + "/recording/" + id)
                    .put("id", id)
                    .put("type", "Automatic");
            if (!now.isBefore(recordedAt(call))) {
                recording.put("contentUri", media + "/recording/" + id + "/content");
            }
            record.put("recording", recording);
        } else if (call.script().recording().filter("short"::equals).isPresent()) {
            record.put("shortRecording", true);
        }
    }

    private static Duration length(PlacedCall call, Party party) {
        List<Moment> moments = call.of(party);
        return Duration.between(
                moments.get(0).at(), moments.get(moments.size() - 1).at());
    }

    private JsonObject record(PlacedCall call, Party party, Instant seen, String prefix) {
        Extension extension = party.extension().orElseThrow();
        String id = prefix + party.legId().substring(0, 14);
        String uri = accountUri + "/extension/" + extension.id();
        JsonObject record = new JsonObject()
                .put("uri", uri + "/call-log/" + id + "?view=" + (detailed ? "Detailed" : "Simple"))
                .put("id", id)
                .put("sessionId", party.session().sessionId())
                .mergeIn(common(call, party, seen))
                .put("telephonySessionId", party.session().telephonySessionId());
        if (detailed) {
            record.put("legs", legs(call, party, seen));
        }
        return record;
    }

    private JsonArray legs(PlacedCall call, Party party, Instant seen) {
        JsonArray legs = new JsonArray()
                .add(common(call, party, seen)
                        .put("telephonySessionId", party.session().telephonySessionId())
                        .put("legType", "Accept")
                        .put("master", true));
        if (isAnswered(call, party, seen)) {
            Extension extension = party.extension().orElseThrow();
            legs.add(common(call, party, seen)
                    .put("direction", "Outbound")
                    .put("action", "VoIP Call")
                    .put("reason", "Accepted")
                    .put(
                            "to",
                            new JsonObject()
                                    .put("phoneNumber", extension.direct())
                                    .put("extensionNumber", extension.number()))
                    .put("telephonySessionId", party.session().telephonySessionId())
                    .put("legType", "PstnToSip")
                    .put("master", false));
        }
        return legs;
    }

    private JsonObject common(PlacedCall call, Party party, Instant seen) {
        Extension extension = party.extension().orElseThrow();
        Moment last = call.of(party).get(call.of(party).size() - 1);
        boolean over = !seen.isBefore(last.at());
        // An offered queue call is shown as outbound until it is over (protocol.md 6.1).
        boolean outbound = party.direction().equals("Outbound") || (party.isQueueCall() && !over);
        JsonObject body = new JsonObject()
                .put("startTime", Wire.recordTime(call.of(party).get(0).at()));
        if (over) {
            body.put("duration", length(call, party).toSeconds());
        }
        body.put("type", "Voice")
                .put("direction", outbound ? "Outbound" : "Inbound")
                .put("action", action(call, party, outbound))
                .put("result", over ? result(call, party) : "In Progress")
                .put("to", end(party.to()))
                .put("from", end(party.from()))
                .put(
                        "extension",
                        new JsonObject()
                                .put("uri", accountUri + "/extension/" + extension.id())
                                .put("id", Long.parseLong(extension.id())));
        if (over && isAnswered(call, party, seen)) {
            body.put("reason", "Accepted")
                    .put("reasonDescription", "The call connected to and was accepted by this number.");
        }
        return body;
    }

    private static String action(PlacedCall call, Party party, boolean outbound) {
        if (call.script().origin().equals("RingOut") && party.direction().equals("Outbound")) {
            return "RingOut Web";
        }
        return outbound ? "VoIP Call" : "Phone Call";
    }

    /** Whether the party talked: a caller only when the called one answered. */
    private static boolean isAnswered(PlacedCall call, Party party, Instant seen) {
        boolean self = call.of(party).stream()
                .anyMatch(moment -> moment.says("Answered") && !moment.at().isAfter(seen));
        Optional<Instant> answered = call.answeredAt().filter(at -> !at.isAfter(seen));
        return self && (party.direction().equals("Inbound") || answered.isPresent());
    }

    private static String result(PlacedCall call, Party party) {
        boolean inbound = party.direction().equals("Inbound");
        if (isAnswered(call, party, call.endedAt())) {
            return inbound ? "Accepted" : "Call connected";
        }
        if (inbound) {
            boolean elsewhere = call.answeredAt().isPresent();
            boolean recorded = call.script().outcome().equals("voicemail");
            return elsewhere ? "Answered Elsewhere" : recorded ? "Voicemail" : "Missed";
        }
        return call.script().outcome().equals("canceled") ? "Hang Up" : "No Answer";
    }

    private static JsonObject end(Address address) {
        JsonObject body = new JsonObject().put("phoneNumber", address.phoneNumber());
        address.owner().ifPresent(owner -> body.put("name", owner.name()).put("extensionNumber", owner.number()));
        return body;
    }
}
