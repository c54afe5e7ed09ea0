package io.switchhook.simulator;

import io.switchhook.simulator.Company.Extension;
import io.switchhook.simulator.PlacedCall.Address;
import io.switchhook.simulator.PlacedCall.Moment;
import io.switchhook.simulator.PlacedCall.Party;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Telephony sessions as notifications and as the REST status, in the form of the recordings. */
final class TelephonyBody {
    private TelephonyBody() {}

    /** The body of a notification: one party per event. */
    static JsonObject event(PlacedCall call, Moment moment) {
        Party party = moment.party();
        return new JsonObject()
                .put("sequence", moment.sequence())
                .put("sessionId", party.session().sessionId())
                .put("telephonySessionId", party.session().telephonySessionId())
                .put("serverId", party.session().serverId())
                .put("eventTime", Wire.eventTime(moment.at()))
                .put("parties", new JsonArray().add(party(call, moment)))
                .put("origin", new JsonObject().put("type", call.script().origin()));
    }

    private static JsonObject party(PlacedCall call, Moment moment) {
        Party party = moment.party();
        // The recordings' first event of a caller has no names yet (protocol.md 4.3.2).
        boolean early = moment.first() && party.number() == 1;
        JsonObject body = new JsonObject().put("accountId", Company.ACCOUNT_ID);
        party.extension().ifPresent(extension -> body.put("extensionId", extension.id()));
        body.put("id", party.id())
                .put("direction", party.direction())
                .put("to", early ? bare(party.to()) : full(party.to(), false))
                .put("from", from(party, early))
                .put("status", status(moment));
        party.ringOutRole().ifPresent(role -> body.put("ringOutRole", role));
        if (party.isQueueCall()) {
            body.put("queueCall", true);
        }
        return body.put("park", new JsonObject())
                .put("missedCall", isMissed(call, moment))
                .put("standAlone", false)
                .put("muted", false);
    }

    private static boolean isMissed(PlacedCall call, Moment moment) {
        Party party = moment.party();
        return moment.says("Disconnected")
                && party.isUsers()
                && party.direction().equals("Inbound")
                && call.script().outcome().equals("missed")
                && call.of(party).stream().noneMatch(other -> other.says("Answered"));
    }

    private static JsonObject from(Party party, boolean early) {
        if (early) {
            JsonObject body = bare(party.from());
            party.from()
                    .owner()
                    .ifPresent(owner -> body.put("extensionId", owner.id()).put("deviceId", owner.deviceId()));
            return body;
        }
        JsonObject body = full(party.from(), true);
        if (party.isQueueCall()) {
            String queue = party.to().owner().map(Extension::name).orElse("");
            body.put("name", queue + " - WIRELESS CALLER");
        }
        return body;
    }

    private static JsonObject bare(Address address) {
        return new JsonObject().put("phoneNumber", address.phoneNumber());
    }

    private static JsonObject full(Address address, boolean withDevice) {
        JsonObject body = bare(address);
        address.owner().ifPresent(owner -> {
            body.put("name", owner.name()).put("extensionId", owner.id());
            if (withDevice) {
                body.put("deviceId", owner.deviceId());
            }
        });
        return body;
    }

    private static JsonObject status(Moment moment) {
        JsonObject status = new JsonObject().put("code", moment.code().orElseThrow());
        moment.reason().ifPresent(reason -> status.put("reason", reason));
        if (moment.says("Proceeding") && moment.party().isUsers()) {
            status.put(
                    "mobilePickupData",
                    new JsonObject()
                            .put(
                                    "ccMailboxes",
                                    new JsonArray()
                                            .add(moment.party()
                                                    .extension()
                                                    .orElseThrow()
                                                    .id()))
                            .put("to", "#1052016@sip.example.com:5060")
                            .put("sid", "53205738620264")
                            .put("srvLvl", "-149699523")
                            .put("srvLvlExt", "406"));
        }
        return status.put("rcc", false);
    }

    /** The REST status of a session. */
    static JsonObject status(PlacedCall call, PlacedCall.Session session, Instant now) {
        JsonArray parties = new JsonArray();
        for (Party party : call.parties()) {
            if (party.session().equals(session)) {
                call.codeAt(party, now).ifPresent(code -> parties.add(restParty(party, code)));
            }
        }
        return new JsonObject()
                .put("creationTime", Wire.recordTime(call.startedAt()).replace(".000Z", "Z"))
                .put("id", session.telephonySessionId())
                .put("origin", new JsonObject().put("type", call.script().origin()))
                .put("parties", parties);
    }

    private static JsonObject restParty(Party party, String code) {
        JsonObject body = new JsonObject()
                .put("direction", party.direction())
                .put("from", full(party.from(), true))
                .put("id", party.id())
                .put("muted", false);
        party.extension()
                .ifPresent(extension -> body.put(
                        "owner",
                        new JsonObject().put("accountId", Company.ACCOUNT_ID).put("extensionId", extension.id())));
        party.ringOutRole().ifPresent(role -> body.put("ringOutRole", role));
        return body.put("standAlone", false)
                .put("status", new JsonObject().put("code", code))
                .put("to", full(party.to(), false));
    }
}
