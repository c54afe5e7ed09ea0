package io.switchhook.simulator;

import io.switchhook.simulator.Company.Extension;
import io.switchhook.simulator.PlacedCall.Moment;
import io.switchhook.simulator.PlacedCall.Party;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What presence says of an extension: a snapshot of all its calls, in notifications and in REST answers. */
final class PresenceBody {
    /** The list holds the latest seven calls (protocol.md 4.2.1). */
    private static final int LISTED_MAX = 7;

    private final CallBoard board;

    PresenceBody(CallBoard board) {
        this.board = board;
    }

    /** The body of a notification about one change, with the ended call still in it. */
    JsonObject event(Extension extension, Moment change, long sequence) {
        List<Shown> shown = shown(extension, change.at(), Optional.of(change));
        JsonArray calls = listed(shown, true);
        JsonObject body = new JsonObject()
                .put("extensionId", Long.parseLong(extension.id()))
                .put("telephonyStatus", aggregate(shown));
        return body.put("activeCalls", calls)
                .put("sequence", sequence)
                .mergeIn(statuses(shown))
                .put("totalActiveCalls", shown.size());
    }

    /** The REST answer of one extension. */
    JsonObject rest(Extension extension, String accountUri, Instant now, boolean detailed) {
        List<Shown> shown = shown(extension, now, Optional.empty());
        String uri = accountUri + "/extension/" + extension.id();
        JsonObject body = new JsonObject()
                .put("uri", uri + "/presence")
                .put(
                        "extension",
                        new JsonObject()
                                .put("uri", uri)
                                .put("id", Long.parseLong(extension.id()))
                                .put("extensionNumber", extension.number()))
                .put("telephonyStatus", aggregate(shown))
                .mergeIn(statuses(shown));
        if (detailed) {
            body.put("totalActiveCalls", shown.size());
            if (!shown.isEmpty()) {
                body.put("activeCalls", listed(shown, false));
            }
        }
        return body;
    }

    private static JsonObject statuses(List<Shown> shown) {
        boolean talking = aggregate(shown).equals("CallConnected");
        return new JsonObject()
                .put("presenceStatus", talking ? "Busy" : "Available")
                .put("userStatus", "Available")
                .put("dndStatus", "TakeAllCalls")
                .put("meetingStatus", "Disconnected")
                .put("allowSeeMyPresence", true)
                .put("ringOnMonitoredCall", false)
                .put("pickUpCallsOnHold", false);
    }

    private List<Shown> shown(Extension extension, Instant at, Optional<Moment> change) {
        List<Shown> shown = new ArrayList<>();
        for (PlacedCall call : board.recent(at)) {
            for (Party party : call.parties()) {
                if (party.isUsers() && party.extension().orElseThrow().equals(extension)) {
                    call.presenceAt(party, at)
                            .filter(moment -> change.filter(moment::equals).isPresent()
                                    || !moment.presenceWord().equals("NoCall"))
                            .ifPresent(moment -> shown.add(new Shown(call, moment)));
                }
            }
        }
        return shown;
    }

    private static String aggregate(List<Shown> shown) {
        List<String> words =
                shown.stream().map(one -> one.moment().presenceWord()).toList();
        for (String word : List.of("CallConnected", "Ringing", "OnHold")) {
            if (words.contains(word)) {
                return word;
            }
        }
        return "NoCall";
    }

    private static JsonArray listed(List<Shown> shown, boolean event) {
        return shown.subList(Math.max(0, shown.size() - LISTED_MAX), shown.size()).stream()
                .map(one -> activeCall(one, event))
                .collect(Wire.toArray());
    }

    private static JsonObject activeCall(Shown shown, boolean event) {
        Moment moment = shown.moment();
        Party party = moment.party();
        JsonObject body = new JsonObject();
        // The recorded first event of a RingOut has no id (protocol.md 4.2.2).
        if (party.ringOutRole().isEmpty() || !moment.presenceWord().equals("Ringing")) {
            body.put("id", party.legId());
        }
        body.put("direction", party.direction())
                .put("from", party.from().phoneNumber())
                .put("to", party.to().phoneNumber());
        party.from().owner().ifPresent(owner -> body.put("fromName", owner.name()));
        party.to().owner().ifPresent(owner -> body.put("toName", owner.name()));
        body.put("telephonyStatus", moment.presenceWord());
        if (party.isQueueCall()) {
            body.put("queueCall", true);
        }
        if (moment.isFinal()) {
            body.put("terminationType", "final");
        }
        Instant start = shown.call().of(party).get(0).at();
        return body.put("sessionId", party.session().sessionId())
                .put("startTime", event ? Wire.eventTime(start) : Wire.restTime(start))
                .put("partyId", party.id())
                .put("telephonySessionId", party.session().telephonySessionId());
    }

    private record Shown(PlacedCall call, Moment moment) {}
}
