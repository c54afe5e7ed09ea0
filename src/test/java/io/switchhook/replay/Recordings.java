package io.switchhook.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchhook.call.rules.RulesConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Recorded telephony sessions, where they are at hand, as traces; and presence as the same extensions would show it. */
final class Recordings {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> PRESENCE = Map.of(
            "Proceeding", "Ringing",
            "Answered", "CallConnected",
            "Hold", "OnHold",
            "Disconnected", "NoCall");

    private Recordings() {}

    /** The notifications of a recording in order. */
    static List<JsonNode> read(String name) {
        Optional<Path> root = Stream.of(System.getProperty("fixtures", ""), "../shared/fixtures")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(root.isPresent(), "no recorded traffic at hand");
        try (Stream<Path> files =
                Files.list(root.get().resolve("telephony-sessions").resolve(name))) {
            List<JsonNode> notifications = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                notifications.add(MAPPER.readTree(file.toFile()));
            }
            return notifications;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What the extensions' presence would have shown: a caller within the account shows its call connected only when
     * the callee answered, and nothing tells who hung up.
     */
    static List<JsonNode> presenceOf(List<JsonNode> sessions) {
        List<JsonNode> presence = new ArrayList<>();
        Map<String, String> shown = new LinkedHashMap<>();
        boolean answered = false;
        int counter = 4_711;
        for (JsonNode session : sessions) {
            JsonNode party = session.at("/body/parties/0");
            String extension = party.path("extensionId").asText("");
            String state = PRESENCE.getOrDefault(party.at("/status/code").asText(), "");
            boolean inbound = party.path("direction").asText().equals("Inbound");
            answered |= inbound && state.equals("CallConnected");
            boolean early = !inbound && state.equals("CallConnected") && !answered;
            if (extension.isEmpty() || state.isEmpty() || early || state.equals(shown.get(extension))) {
                continue;
            }
            if (state.equals("NoCall") && !shown.containsKey(extension)) {
                continue;
            }
            shown.put(extension, state);
            counter += 137;
            presence.add(presence(session, party, extension, state, counter));
        }
        return presence;
    }

    private static JsonNode presence(JsonNode session, JsonNode party, String extension, String state, int counter) {
        ObjectNode envelope = MAPPER.createObjectNode();
        envelope.put("uuid", "p" + session.path("uuid").asText());
        envelope.put(
                "event",
                "/restapi/v1.0/account/809646016/extension/" + extension + "/presence?detailedTelephonyState=true");
        envelope.put("timestamp", session.path("timestamp").asText());
        ObjectNode body = envelope.putObject("body");
        body.put("extensionId", extension);
        body.put("telephonyStatus", state);
        body.put("sequence", counter);
        body.put("totalActiveCalls", state.equals("NoCall") ? 0 : 1);
        ArrayNode calls = body.putArray("activeCalls");
        ObjectNode call = calls.addObject();
        call.put("direction", party.path("direction").asText());
        call.put("from", party.at("/from/phoneNumber").asText());
        call.put("to", party.at("/to/phoneNumber").asText());
        call.put("telephonyStatus", state);
        if (state.equals("NoCall")) {
            call.put("terminationType", "final");
        }
        call.put("sessionId", session.at("/body/sessionId").asText());
        call.put("telephonySessionId", session.at("/body/telephonySessionId").asText());
        call.put("partyId", party.path("id").asText());
        return envelope;
    }

    /** The last event's snapshot after a replay of notifications in order of their sending, heard 5 ms later. */
    static JsonNode storyOf(List<JsonNode> notifications) {
        List<String> events = new ArrayList<>();
        boolean sessions = notifications.stream()
                .anyMatch(one -> one.path("event").asText().contains("/telephony/sessions"));
        Replay replay =
                new Replay(RulesConfig.DEFAULTS.expecting(true, sessions, false), events::add, Optional.empty());
        notifications.stream()
                .sorted(Comparator.comparing(
                        one -> Instant.parse(one.path("timestamp").asText())))
                .forEach(one -> replay.feed(line(one)));
        replay.finish();
        try {
            return MAPPER.readTree(events.get(events.size() - 1)).at("/data/call");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] line(JsonNode notification) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("at", Instant.parse(notification.path("timestamp").asText()).toEpochMilli() + 5);
        line.put("account", "acme");
        line.put("kind", "notification");
        line.set("body", notification);
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A history as {@code STATE@time} with the time of day only, for tables that people can read. */
    static List<String> history(JsonNode history) {
        List<String> steps = new ArrayList<>();
        history.forEach(step -> steps.add(
                step.path("state").asText() + "@" + step.path("at").asText().substring(14, 23)));
        return steps;
    }
}
