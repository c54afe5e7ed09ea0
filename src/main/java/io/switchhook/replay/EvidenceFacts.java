package io.switchhook.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.switchhook.call.ActiveCall;
import io.switchhook.call.CallRecord;
import io.switchhook.call.Evidence;
import io.switchhook.call.Party;
import io.switchhook.event.Timestamps;
import io.switchhook.ringcentral.decode.Decoded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The short form of a piece of evidence: what it says of one call, without numbers and names of people. */
final class EvidenceFacts implements Evidence.Judge<Map<String, Object>> {
    private final Set<String> ids;

    private EvidenceFacts(Set<String> ids) {
        this.ids = ids;
    }

    static void write(JsonGenerator json, Decoded decoded, Set<String> ids) throws IOException {
        for (Map.Entry<String, Object> fact : of(decoded, ids).entrySet()) {
            json.writeFieldName(fact.getKey());
            writeValue(json, fact.getValue());
        }
    }

    private static Map<String, Object> of(Decoded decoded, Set<String> ids) {
        if (decoded instanceof Decoded.Understood understood) {
            return understood.evidence().judgedBy(new EvidenceFacts(ids));
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        if (decoded instanceof Decoded.Malformed malformed) {
            facts.put("what", "malformed");
            facts.put("kindOfFault", malformed.kind());
            facts.put("why", malformed.why());
        } else {
            facts.put("what", "ignored");
            facts.put("why", ((Decoded.Ignored) decoded).what());
        }
        return facts;
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object one : list) {
                writeValue(json, one);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> facts) {
            json.writeStartObject();
            for (Map.Entry<?, ?> fact : facts.entrySet()) {
                json.writeFieldName((String) fact.getKey());
                writeValue(json, fact.getValue());
            }
            json.writeEndObject();
        } else {
            json.writeObject(value);
        }
    }

    @Override
    public Map<String, Object> session(Evidence.SessionReport report) {
        Map<String, Object> facts = facts("session-report");
        facts.put("sequence", report.number());
        facts.put("occurredAt", Timestamps.text(report.at()));
        facts.put("reports", report.parties().stream().map(EvidenceFacts::party).toList());
        return facts;
    }

    private static Map<String, Object> party(Party party) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("leg", party.id());
        facts.put("extension", party.extensionId().orElse(null));
        facts.put("direction", word(party.direction()));
        facts.put("state", party.state().word());
        party.reason().ifPresent(reason -> facts.put("reason", reason));
        return facts;
    }

    @Override
    public Map<String, Object> extension(Evidence.ExtensionReport report) {
        Map<String, Object> facts = facts("presence-list");
        facts.put("extension", report.extensionId());
        report.number().ifPresent(number -> facts.put("sequence", number));
        facts.put("occurredAt", Timestamps.text(report.at()));
        facts.put("listed", report.calls().size());
        facts.put("total", report.total());
        List<Object> reports = new ArrayList<>();
        for (ActiveCall call : report.calls()) {
            if (isOurs(call.telephonySessionId(), call.sessionId())) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("leg", call.partyId().orElse(null));
                one.put("direction", word(call.direction()));
                one.put("state", call.state().word());
                one.put("final", call.last());
                reports.add(one);
            }
        }
        facts.put("reports", reports);
        return facts;
    }

    @Override
    public Map<String, Object> activeCalls(Evidence.ActiveCallsReport report) {
        Map<String, Object> facts = facts("active-calls");
        facts.put("complete", report.complete());
        facts.put("occurredAt", Timestamps.text(report.requestedAt()));
        records(report.records(), facts);
        return facts;
    }

    @Override
    public Map<String, Object> callLog(Evidence.CallLogReport report) {
        Map<String, Object> facts = facts("call-log");
        records(report.records(), facts);
        return facts;
    }

    private void records(List<CallRecord> records, Map<String, Object> facts) {
        facts.put("listed", records.size());
        List<Object> reports = new ArrayList<>();
        for (CallRecord record : records) {
            if (isOurs(record.telephonySessionId(), record.sessionId())) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("extension", record.extensionId().orElse(null));
                one.put("direction", record.direction().word());
                one.put("live", record.live());
                one.put("answered", record.answered());
                one.put("result", record.result().orElse(null));
                reports.add(one);
            }
        }
        facts.put("reports", reports);
    }

    @Override
    public Map<String, Object> sessionLook(Evidence.SessionLook report) {
        Map<String, Object> facts = facts("session-look");
        facts.put("exists", report.exists());
        return facts;
    }

    @Override
    public Map<String, Object> gap(Evidence.SourceGap gap) {
        Map<String, Object> facts = facts("gap");
        facts.put("from", Timestamps.text(gap.from()));
        facts.put("to", Timestamps.text(gap.to()));
        facts.put("reason", gap.reason());
        return facts;
    }

    private boolean isOurs(Optional<String> telephonySessionId, Optional<String> sessionId) {
        return telephonySessionId.filter(ids::contains).isPresent()
                || sessionId.filter(ids::contains).isPresent();
    }

    private static Map<String, Object> facts(String what) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("what", what);
        return facts;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
