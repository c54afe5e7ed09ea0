package io.switchhook.ringcentral.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchhook.call.Endpoint;
import io.switchhook.call.Evidence;
import io.switchhook.call.PhoneNumber;
import io.switchhook.call.Provenance;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Compares a text with the evidence made of it, by another way than the decoder's: every value of the text whose name is
 * not known to be of no interest must be found among the values of the evidence.
 */
final class Loss {
    /** What evidence leaves out on purpose: display, devices, media, states that are not about calls, and paging. */
    private static final Set<String> LEFT_OUT = Set.of("""
            ownerId event serverId rcc park missedCall standAlone muted mobilePickupData sipData uiCallInfo deviceId aps
            presenceStatus userStatus meetingStatus dndStatus message allowSeeMyPresence ringOnMonitoredCall
            pickUpCallsOnHold uri paging navigation syncInfo legs internalType action transport reasonDescription
            location device recording lastModifiedTime billing""".split("\\s+"));

    private static final Map<String, String> STATES = Map.ofEntries(
            Map.entry("Setup", "INITIATED"),
            Map.entry("Proceeding", "ALERTING"),
            Map.entry("Ringing", "ALERTING"),
            Map.entry("Answered", "CONNECTED"),
            Map.entry("CallConnected", "CONNECTED"),
            Map.entry("Hold", "HELD"),
            Map.entry("OnHold", "HELD"),
            Map.entry("Parked", "PARKED"),
            Map.entry("ParkedCall", "PARKED"),
            Map.entry("Gone", "REPLACED"),
            Map.entry("Disconnected", "ENDED"),
            Map.entry("NoCall", "ENDED"));

    private final List<String> kept = new ArrayList<>();

    private Loss() {}

    static void check(JsonNode text, Evidence evidence) {
        Loss loss = new Loss();
        loss.keep(evidence);
        loss.demand(text, "", "", text);
    }

    private void demand(JsonNode node, String name, String parent, JsonNode siblings) {
        boolean monitored = node.path("sipData").path("toTag").asText().equals("blf");
        if (LEFT_OUT.contains(name) || monitored) {
            return;
        }
        if (node.isArray()) {
            node.forEach(element -> demand(element, name, parent, siblings));
        } else if (node.isObject()) {
            node.properties().forEach(member -> demand(member.getValue(), member.getKey(), name, node));
        } else if (matters(name, node, parent, siblings)) {
            assertThat(kept).as("%s in %s", name, parent).contains(expected(name, node));
        }
    }

    /** Whether evidence has room for it at this place; the exceptions are the ones that the nouns state. */
    private static boolean matters(String name, JsonNode value, String parent, JsonNode siblings) {
        boolean inCall = parent.equals("activeCalls");
        return switch (name) {
            case "telephonyStatus" -> inCall;
            case "id" -> !inCall && !parent.equals("message");
            case "extensionNumber" -> !parent.equals("extension") && !siblings.has("phoneNumber");
            case "type" -> parent.equals("origin");
            case "reason" -> !parent.equals("records");
            case "sessionId" -> !value.asText().equals("0");
            case "queueCall" -> value.asBoolean();
            case "duration" -> value.asInt() > 0 && !siblings.has("durationMs");
            default -> !value.asText().isEmpty();
        };
    }

    private static String expected(String name, JsonNode value) {
        String text = value.asText();
        return switch (name) {
            case "timestamp", "eventTime", "startTime" -> moment(text).toString();
            case "direction" -> text.equals("Inbound") ? "INBOUND" : "OUTBOUND";
            case "code", "telephonyStatus" -> STATES.getOrDefault(text, text);
            case "terminationType" -> Boolean.toString(text.equals("final"));
            case "duration" -> Long.toString(value.asLong() * 1000);
            default -> text;
        };
    }

    private static Instant moment(String text) {
        String pattern = text.endsWith("+0000") ? "yyyy-MM-dd'T'HH:mm:ss.SSSxx" : "yyyy-MM-dd'T'HH:mm:ss[.SSS]XXX";
        return OffsetDateTime.parse(text, DateTimeFormatter.ofPattern(pattern)).toInstant();
    }

    private void keep(Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::keep);
        } else if (value instanceof OptionalLong optional) {
            optional.ifPresent(this::keep);
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(this::keep);
        } else if (value instanceof PhoneNumber number) {
            kept.add(number.raw());
        } else if (value instanceof Endpoint end) {
            List.of(end.number(), end.name(), end.extensionId()).forEach(this::keep);
        } else if (value instanceof Provenance from) {
            List.of(from.via(), from.subscription(), from.uuid(), from.sequence(), from.sentAt(), from.heardAt())
                    .forEach(this::keep);
        } else if (value instanceof Duration duration) {
            kept.add(Long.toString(duration.toMillis()));
        } else if (value instanceof Record many) {
            for (RecordComponent component : many.getClass().getRecordComponents()) {
                keep(read(component, many));
            }
        } else {
            kept.add(value.toString());
        }
    }

    private static Object read(RecordComponent component, Record owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
